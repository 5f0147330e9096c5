/**
 * Takes deleted records out of the database that nobody can bring back to life; few at a time, so that nobody waits.
 */
import type { Table } from "dexie";
import { KINDS, rowsAtOnce } from "#shared/model/kinds.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { maySweep, type SweepReach } from "#shared/replication/rows/tombstones.ts";
import type { DeskDb, UnknownRow } from "../database.ts";

const AT_ONCE = 500;

/** @returns how many are gone now. The digest says nothing of deleted records and stays as it is. */
export async function sweepTombstones(db: DeskDb, reach: SweepReach): Promise<number> {
  let swept = 0;
  for (const kind of KINDS)
    swept += await sweepTable<AnyRow>(db, db.table(kind), "gone", (row) => row, reach, rowsAtOnce(kind, AT_ONCE));
  return swept + (await sweepTable<UnknownRow>(db, db.unknown, "row.gone", ({ row }) => row, reach, AT_ONCE));
}

async function sweepTable<R>(
  db: DeskDb,
  table: Table<R>,
  gone: string,
  rowOf: (kept: R) => AnyRow,
  reach: SweepReach,
  atOnce: number,
): Promise<number> {
  let swept = 0;
  const keys = await table.where(gone).equals(1).primaryKeys();
  for (let at = 0; at < keys.length; at += atOnce) {
    swept += await db.transaction("rw", table, async () => {
      const some = keys.slice(at, at + atOnce);
      // read again: somebody may have taken a deletion back meanwhile
      const rows = await table.bulkGet(some);
      const dropped = some.filter((_, index) => {
        const kept = rows[index];
        return kept !== undefined && maySweep(rowOf(kept), reach);
      });
      await table.bulkDelete(dropped);
      return dropped.length;
    });
  }
  return swept;
}
