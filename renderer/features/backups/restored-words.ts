/** What a restore has done: what was brought or changed back, and what was taken away, each with its number. */
import type { Translate } from "../../i18n/i18n.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import type { RestoreLog } from "../../platform/worker/backup-api.ts";

type Counted = Pick<RestoreLog, "records" | "removed">;

const countsOf = ({ records, removed = 0 }: Counted): { readonly restored: number; readonly removed: number } => ({
  restored: records - removed,
  removed,
});

export function restoredText(log: Counted, t: Translate): string {
  const { restored, removed } = countsOf(log);
  if (removed === 0) return t("backup.turned-restored", { count: restored });
  return restored === 0
    ? t("backup.turned-removed", { count: removed })
    : t("backup.turned-both", { restored, removed });
}

export function restoredTitle(log: Counted): MessageId {
  const { restored, removed } = countsOf(log);
  if (removed === 0) return "backup.restored";
  return restored === 0 ? "backup.restored-removed" : "backup.restored-both";
}
