/** What went wrong, what is safe, what to press; and what a person should know though all went well. */
import { CircleAlert, TriangleAlert } from "lucide-react";
import type { SyncReport } from "#shared/replication/sync-report.ts";
import { useSay, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { type SyncAction, tellStop, tellWarning } from "./sync-words.ts";

export interface SyncNoticesProps {
  readonly report: SyncReport | null;
  readonly broken: string | null;
  readonly name: (stream: string) => string;
  readonly onAct: (action: SyncAction) => void;
}

const LABELS = { again: "sync.again", "choose-folder": "sync.choose-folder", prepare: "sync.prepare", code: "sync.enter-code" } as const;

export function SyncNotices({ report, broken, name, onAct }: SyncNoticesProps) {
  const t = useT();
  const say = useSay();
  const told = report?.outcome.tag === "stopped" ? tellStop(report.outcome.stop) : null;
  const label = told === null || told.action === "none" || told.action === "update" ? null : LABELS[told.action];
  const warnings = report?.warnings ?? [];
  if (told === null && broken === null && warnings.length === 0) return null;
  return (
    <ul className="alerts sync-notices">
      {broken !== null && (
        <li className="alert alert-danger" role="alert">
          <Icon icon={CircleAlert} />
          <span className="grow">{t("sync.broken", { reason: broken })}</span>
          <Button size="small" onClick={() => onAct("again")}>
            {t("sync.again")}
          </Button>
        </li>
      )}
      {told !== null && (
        <li className="alert alert-danger" role="alert">
          <Icon icon={CircleAlert} />
          <span className="grow">{say(told.sentence)}</span>
          {label !== null && (
            <Button size="small" onClick={() => onAct(told.action)}>
              {t(label)}
            </Button>
          )}
        </li>
      )}
      {warnings.map((warning) => (
        <li key={`${warning.tag}-${warning.stream}`} className="alert alert-warn">
          <Icon icon={TriangleAlert} />
          <span className="grow">{say(tellWarning(warning, name))}</span>
        </li>
      ))}
    </ul>
  );
}
