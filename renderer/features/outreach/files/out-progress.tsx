/** A file in the making: how far it is, what stopped it, and where it went. */

import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { ProgressBar } from "../../../ui/progress-bar.tsx";
import type { PaperFault } from "./out-paper.ts";
import type { OutKind } from "./out-rows.ts";
import type { Making } from "./use-out-file.ts";

interface OutProgressProps {
  readonly making: Exclude<Making, { readonly tag: "choosing" }>;
  readonly kind: OutKind;
  readonly onStop: () => void;
  readonly onGoOn: () => void;
  readonly onSave: () => void;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}

export function OutProgress({ making, kind, onStop, onGoOn, onSave, onAgain, onClose }: OutProgressProps) {
  const t = useT();
  const fault = useFaultWords();
  const back = (
    <Button key="back" onClick={onAgain}>
      {t("out-files.back")}
    </Button>
  );
  switch (making.tag) {
    case "making": {
      const { done, total } = making;
      const label = t("out-files.making", { done, total });
      return (
        <div className="stack">
          <p role="status">{label}</p>
          <ProgressBar label={label} done={done} total={total} />
          {(kind === "letters" || kind === "labels") && (
            <p className="row">
              <Button autoFocus onClick={onStop}>
                {t("out-files.stop")}
              </Button>
            </p>
          )}
        </div>
      );
    }
    case "broken":
      return (
        <div className="stack">
          <p role="status">{fault(making.fault)}</p>
          <p>{t("out-files.broken-at", { done: making.done, next: making.done + 1, total: making.total })}</p>
          <p className="row">
            <Button kind="primary" autoFocus onClick={onGoOn}>
              {t("out-files.go-on")}
            </Button>
            {making.done > 0 && <Button onClick={onSave}>{t("out-files.save-made", { count: making.done })}</Button>}
            {back}
          </p>
        </div>
      );
    case "failed":
      return (
        <div className="stack">
          <p role="status">{t(`out-files.failed-${making.why}`)}</p>
          <p className="row">{back}</p>
        </div>
      );
    case "not-saved":
      return (
        <div className="stack">
          <p role="status">
            {making.reason === null
              ? t("out-files.save-cancelled")
              : t("out-files.not-saved", { reason: making.reason })}
          </p>
          <p className="row">{back}</p>
        </div>
      );
    case "done":
      return (
        <div className="stack">
          <p role="status">{t("out-files.done", { count: making.count, name: making.name })}</p>
          {kind !== "mail-merge" && <p className="field-hint">{t(`out-files.done-${kind}`)}</p>}
          <p className="row">
            <Button kind="primary" autoFocus onClick={onClose}>
              {t("ui.close")}
            </Button>
            {back}
          </p>
        </div>
      );
  }
}

function useFaultWords(): (fault: PaperFault) => string {
  const t = useT();
  return (fault) => {
    switch (fault.tag) {
      case "no-browser":
        return t("out-files.fault-no-browser");
      case "cancelled":
        return t("out-files.fault-cancelled");
      case "host-away":
        return t("out-files.fault-host-away");
      case "not-made":
        return t("out-files.fault-not-made", { reason: fault.reason });
    }
  };
}
