/** The six steps of a sync with what each one did: of the one that runs, else of the last one. */
import { Check, Circle, CircleAlert, LoaderCircle, type LucideIcon, Minus } from "lucide-react";
import { SYNC_STEPS, type SyncReport, type SyncStep } from "#shared/replication/exchange/sync-report.ts";
import type { Format } from "../../../i18n/format.ts";
import type { Translate } from "../../../i18n/i18n.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Icon } from "../../../ui/icon.tsx";
import type { Running } from "./sync-store.ts";

type StepState = "done" | "running" | "waiting" | "stopped" | "skipped";

interface StepLine {
  readonly step: SyncStep;
  readonly state: StepState;
  readonly detail: string;
  readonly count: string;
}

const ICONS: Readonly<Record<StepState, LucideIcon>> = {
  done: Check,
  running: LoaderCircle,
  waiting: Circle,
  stopped: CircleAlert,
  skipped: Minus,
};

export function RunningSteps({ running }: { running: Running }) {
  const t = useT();
  return <Steps lines={SYNC_STEPS.map((step) => runningLine(running, step, t))} />;
}

export function ReportSteps({ report }: { report: SyncReport }) {
  const t = useT();
  const format = useFormat();
  return <Steps lines={SYNC_STEPS.map((step) => reportLine(report, step, t, format))} />;
}

function Steps({ lines }: { lines: readonly StepLine[] }) {
  const t = useT();
  return (
    <ol className="run">
      {lines.map(({ step, state, detail, count }) => (
        <li key={step} data-state={state} aria-current={state === "running" ? "step" : undefined}>
          <Icon icon={ICONS[state]} />
          <span>
            {t(`sync.step-${step}`)}
            <span className="vh">{t(`centre.state-${state}`)}</span>
          </span>
          <span className="clip" title={detail}>
            {detail}
          </span>
          <span className="meta nowrap" data-no-rows title={t("words.no-rows")}>
            {count}
          </span>
        </li>
      ))}
    </ol>
  );
}

function runningLine({ now, steps }: Running, step: SyncStep, t: Translate): StepLine {
  const known = steps[step];
  const at = now === null ? -1 : SYNC_STEPS.indexOf(now.step);
  const here = SYNC_STEPS.indexOf(step);
  // reading and verifying take turns, file by file
  const state = here === at ? "running" : here < at ? "done" : known === undefined ? "waiting" : "running";
  if (known === undefined || (known.done === 0 && known.total === 0)) return { step, state, detail: "", count: "" };
  const count =
    known.total > 0
      ? t("sync.of", { done: known.done, total: known.total })
      : t(known.unit === "records" ? "centre.records" : "centre.files", { count: known.done });
  return { step, state, detail: [known.device, known.file].filter((part) => part !== null).join(" · "), count };
}

function reportLine(report: SyncReport, step: SyncStep, t: Translate, format: Format): StepLine {
  const { outcome, steps, devices, warnings } = report;
  const counts = steps[step];
  const stoppedHere = outcome.tag === "stopped" && outcome.step === step;
  const through = outcome.tag !== "stopped" && step === "finish";
  // what was entered behind the stop took turns with it: reading and verifying go file by file
  const state: StepState = stoppedHere
    ? "stopped"
    : counts !== undefined || through
      ? "done"
      : outcome.tag === "stopped"
        ? "waiting"
        : "skipped";
  if (stoppedHere) return { step, state, detail: t("centre.stopped-here"), count: "" };
  if (through)
    return {
      step,
      state,
      detail: t("centre.cancel-safe"),
      count: t("centre.seconds", { count: Math.max(1, Math.round((report.endedAt - report.startedAt) / 1000)) }),
    };
  if (counts === undefined) return { step, state, detail: "", count: "" };
  const line = (detail: string, count: string): StepLine => ({ step, state, detail, count });
  switch (step) {
    case "look":
      return line("", t("centre.computers", { count: devices.filter(({ replacedBy }) => replacedBy === null).length }));
    case "read":
      return line(format.list(counts.devices), t("centre.files", { count: counts.files }));
    case "verify": {
      const refused = warnings.filter(({ tag }) => tag === "file-refused").length;
      // what was refused is in no count
      const held = steps.read?.files ?? counts.files;
      if (held + refused === 0) return line("", "");
      return line(
        refused === 0 ? t("centre.all-verified") : t("centre.some-refused", { count: refused }),
        t("sync.of", { done: held, total: held + refused }),
      );
    }
    case "merge":
      return line(mergeText(report, t), t("centre.records", { count: counts.records }));
    case "write":
      return line(counts.records > 0 ? t("centre.own-records") : "", t("centre.records", { count: counts.records }));
    case "finish":
      return line("", "");
  }
}

function mergeText({ takenOver, conflicts }: SyncReport, t: Translate): string {
  const from = takenOver && (takenOver.device ?? t("centre.unnamed", { id: takenOver.stream.slice(0, 4) }));
  const parts = [
    from !== undefined && t("centre.taken-over", { name: from }),
    conflicts > 0 && t("centre.both-changed", { count: conflicts }),
  ];
  return parts.filter((part) => part !== false).join(" · ");
}
