/** The foot of every step: what is going on at the left, back and on at the right. */
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useServices } from "../../desk-services/services.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { useImportFlow, useImportState } from "./import-session.tsx";
import { type During, failureSentence } from "./import-words.ts";

/** The rest is shown once there is something to reckon from. */
const RECKON_AFTER_MS = 1500;

export interface FootBarProps {
  readonly children: ReactNode;
  readonly during: During;
  readonly idle?: ReactNode;
  /** Why it does not go on from here. */
  readonly stop?: string | undefined;
}

export function FootBar({ children, during, idle, stop }: FootBarProps) {
  const t = useT();
  const format = useFormat();
  const failure = useImportState((state) => state.failure);
  const written = useImportState((state) => state.outcome?.report.written ?? 0);
  const job = useImportState((state) => state.job);
  const fault = failure === null ? stop : failureSentence(failure, t, format, during, written);
  return (
    <footer className="foot-bar">
      {job !== null && <JobLine />}
      {job === null && fault !== undefined && (
        <p className="field-error" role="alert">
          <Icon icon={CircleAlert} />
          {fault}
        </p>
      )}
      {job === null && fault === undefined && <p className="meta">{idle}</p>}
      <div className="row">{children}</div>
    </footer>
  );
}

function JobLine() {
  const t = useT();
  const format = useFormat();
  const { clock } = useServices();
  const flow = useImportFlow();
  const job = useImportState((state) => state.job);
  const paused = useImportState((state) => state.paused);
  const isUse = useImportState((state) => state.preview?.holds === "use");
  if (job === null) return null;
  const { what, done, total, startedAt, waiting } = job;
  const figures = { done: format.number(done), total: format.number(total) };
  const words = {
    reading: t("import.reading"),
    checking: t("import.checking", figures),
    writing: t(
      isUse ? (paused ? "import.use-paused" : "import.use-writing") : paused ? "import.paused" : "import.writing",
      figures,
    ),
    mending: t("import.mending", figures),
    deciding: t("import.deciding", figures),
    keeping: t("import.keeping"),
    undoing: t("import.undoing"),
    erasing: t("import.erasing"),
  };
  const spent = clock.now() - startedAt;
  const rest = done > 0 && spent > RECKON_AFTER_MS ? Math.ceil((spent / done) * (total - done) * 0.001) : null;
  return (
    <div className="job">
      <span role="status">{waiting ? t("acts.waiting", { done, total }) : words[what]}</span>
      <span className="meta">
        {total === 0
          ? ""
          : rest === null
            ? format.percent(done / total)
            : t("import.job-rest", { share: format.percent(done / total), seconds: rest })}
      </span>
      <ProgressBar label={words[what]} done={done} {...(total > 0 && { total })} />
      {waiting && what === "undoing" && <Button onClick={flow.cancel}>{t("import.stop")}</Button>}
    </div>
  );
}
