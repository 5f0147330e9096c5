/**
 * Stands above everything while the database is gone: what happened, what is safe, and the one button that fills it
 * again.
 */

import { useState, useSyncExternalStore } from "react";
import { defectLine } from "#shared/host/defect.ts";
import { type FillAgain, useServices } from "../../desk-services/services.ts";
import { useT } from "../../i18n/use-t.ts";
import { AlertDialog } from "../../ui/dialogs/dialog.tsx";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";

type Filling =
  | { readonly tag: "idle" }
  | { readonly tag: "busy"; readonly done: number; readonly total: number }
  | { readonly tag: "failed"; readonly reason: string };

type FillFailure = Extract<Awaited<ReturnType<FillAgain>>, { ok: false }>["error"];

const reasonOf = (failure: FillFailure): string =>
  "defect" in failure ? defectLine(failure.defect) : "reason" in failure ? failure.reason : failure.tag;

export function DatabaseGoneNotice() {
  const t = useT();
  const { db, fillAgain } = useServices();
  const { show } = useToasts();
  const isGone = useSyncExternalStore(db.presence.subscribe, db.presence.isGone);
  const [filling, setFilling] = useState<Filling>({ tag: "idle" });
  const act = async (): Promise<void> => {
    setFilling({ tag: "busy", done: 0, total: 0 });
    const filled = await fillAgain((done, total) => setFilling({ tag: "busy", done, total }));
    if (!filled.ok) return setFilling({ tag: "failed", reason: reasonOf(filled.error) });
    setFilling({ tag: "idle" });
    show({ text: t("frame.gone-back") });
  };
  return (
    <AlertDialog
      open={isGone}
      title={t("frame.gone-title")}
      act={t("frame.gone-act")}
      cancel={t("frame.gone-reload")}
      onAct={() => void act()}
      // it would take away what is typed
      onEscape={() => undefined}
      onCancel={() => filling.tag !== "busy" && location.reload()}
      disabled={filling.tag === "busy"}
    >
      <p>{t("frame.gone-what")}</p>
      <p>{t("frame.gone-safe")}</p>
      {filling.tag === "busy" && (
        <ProgressBar
          label={t("frame.gone-busy")}
          done={filling.done}
          {...(filling.total > 0 && { total: filling.total })}
        />
      )}
      {filling.tag === "failed" && <p role="alert">{t("frame.gone-failed", { reason: filling.reason })}</p>}
    </AlertDialog>
  );
}
