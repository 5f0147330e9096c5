/**
 * A backup that is brought back as ordinary changes: colleagues get them like any other, and they can be taken back.
 */
import { RESTORE_ACTS, restoreRecord } from "#shared/replication/backup/restore-record.ts";
import type { Op } from "#shared/replication/rows/entry.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import type { Desk } from "./desk.ts";
import { command } from "./people.ts";

const MOST_KEPT = 2;
/** Several commands, as where a library's records do not fit into one. */
const OPS_AT_ONCE = 5;

export function keepRecords(desk: Desk): void {
  desk.kept.push(new Map(desk.replica.rows));
  if (desk.kept.length > MOST_KEPT) desk.kept.shift();
}

/** Some kinds of change only, as the preview offers them. */
export function bringRecordsBack(desk: Desk): void {
  const { world, replica, kept } = desk;
  const { random } = world;
  const backup = random.oneOf(kept);
  if (!desk.canWrite || backup === undefined) return;
  const acts = new Set(RESTORE_ACTS.filter(() => random.chance(0.7)));
  const isErased = ({ id, as }: AnyRow): boolean =>
    [id, as].some((each) => each !== undefined && replica.row("erased", each) !== undefined);
  const ops: Op[] = [];
  for (const record of new Set([...backup.keys(), ...replica.rows.keys()])) {
    const kind = record.slice(0, record.indexOf("/"));
    const [then, now] = [backup.get(record), replica.rows.get(record)];
    const id = then?.id ?? now?.id;
    const found = restoreRecord(kind, then, now);
    if (id === undefined || found === null || !acts.has(found.act) || (then !== undefined && isErased(then))) continue;
    ops.push({ kind, id, cells: found.cells });
  }
  const batchId = `restore-${world.random.below(1000)}`;
  for (let from = 0; from < ops.length; from += OPS_AT_ONCE)
    command(desk, "backup.restore", ops.slice(from, from + OPS_AT_ONCE), { batchId });
}
