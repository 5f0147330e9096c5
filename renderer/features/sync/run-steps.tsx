/** The six steps of an exchange: live while it runs, afterwards with what each did. */
import { Check, CircleAlert, LoaderCircle, Minus } from "lucide-react";
import { SYNC_STEPS, type SyncReport, type SyncStep } from "#shared/replication/sync-report.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Icon } from "../../ui/icon.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { type SyncState, useSyncState } from "./sync-store.ts";

export function RunSteps() {
  const state = useSyncState((now) => now);
  if (state.running) return <Live state={state} />;
  return state.report === null ? null : <Done report={state.report} />;
}

function Live({ state }: { state: SyncState }) {
  const t = useT();
  const at = state.progress?.step ?? "look";
  const detail = state.progress === null ? "" : [state.progress.device, state.progress.file].filter(Boolean).join(" · ");
  const { done = 0, total = 0, unit = "files" } = state.progress ?? {};
  return (
    <>
      <ol className="run" aria-live="polite">
        {SYNC_STEPS.map((step) => {
          const isDone = state.entered.includes(step) && step !== at;
          return (
            <li key={step} aria-current={step === at ? "step" : undefined}>
              <Icon icon={isDone ? Check : step === at ? LoaderCircle : Minus} />
              <span>{t(`sync.step-${step}`)}</span>
              <span className="clip">{step === at ? detail : ""}</span>
              <span className="meta">{step === at && total > 0 ? t(unit === "files" ? "sync.of-files" : "sync.of-records", { done, total }) : ""}</span>
            </li>
          );
        })}
      </ol>
      <ProgressBar label={t("sync.running")} done={done} {...(total > 0 && { total })} />
    </>
  );
}

function Done({ report }: { report: SyncReport }) {
  const t = useT();
  const format = useFormat();
  const { outcome } = report;
  const stopped = outcome.tag === "stopped" ? outcome.step : null;
  const seconds = Math.max(1, Math.round((report.endedAt - report.startedAt) / 1000));
  return (
    <ol className="run">
      {SYNC_STEPS.map((step) => {
        const counts = report.steps[step];
        const failed = step === stopped;
        const skipped = counts === undefined && !failed && step !== "finish";
        return (
          <li key={step}>
            <Icon icon={failed ? CircleAlert : skipped || (step === "finish" && stopped !== null) ? Minus : Check} />
            <span>{t(`sync.step-${step}`)}</span>
            <span className="clip">{words(step)}</span>
            <span className="meta">{figure(step)}</span>
          </li>
        );
      })}
    </ol>
  );

  function words(step: SyncStep): string {
    if (step === "look") return "";
    if (step === "merge" && report.conflicts > 0) return t("sync.conflicts-found", { count: report.conflicts });
    if (step === "verify") return report.quarantined > 0 ? t("sync.quarantined", { count: report.quarantined }) : report.steps.verify === undefined ? "" : t("sync.all-verified");
    if (step === "write" && report.steps.write !== undefined) return t("sync.own-records");
    if (step === "finish") return t("sync.cancel-safe");
    return format.list(report.steps[step]?.devices ?? []);
  }
  function figure(step: SyncStep): string {
    const counts = report.steps[step];
    if (step === "look") return t("sync.computers", { count: report.devices.length });
    if (step === "finish") return stopped === null ? t("sync.seconds", { count: seconds }) : "";
    if (counts === undefined) return "";
    return step === "verify" ? t("sync.files", { count: counts.files }) : t("sync.records", { count: counts.records });
  }
}
