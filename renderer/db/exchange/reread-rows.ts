/**
 * A newer program at its first start reads again what an older one could not: kinds that were unknown get
 * their tables, fields their sets and maps, values that were kept aside their places (R14), people who were erased
 * theirs. Every write stands in its cell's frontier already, so nothing has to come a second time.
 */
import type { Table } from "dexie";
import { declarations, isKind, KINDS } from "#shared/model/kinds.ts";
import { LEDGER, recordsOf } from "#shared/replication/erasing/ledger.ts";
import { asideOf, type Quarantined } from "#shared/replication/rows/apply.ts";
import { mayBeOutdated, type Reread, reread } from "#shared/replication/rows/reread.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { invalidCells, opFault } from "#shared/replication/rows/validate-op.ts";
import type { DeskDb } from "../database.ts";
import { eraseNamed, forgetNamed, noteErasing, readLedger } from "../erasing/erase-rows.ts";
import { allTables, type RowsById, rowKey, writeRows } from "../write/commit.ts";

const NAME = "known";

/**
 * @param version of the program: values may fit by a newer rule though the declarations have the same names
 * @returns how many records are read anew; 0 where the program knows what it knew at the last start
 */
export async function rereadRows(db: DeskDb, version: string): Promise<number> {
  const known = `${version} ${declarations()}`;
  if ((await db.meta.get(NAME))?.value === known) return 0;
  return db.transaction("rw", allTables(db), async () => {
    const before: RowsById = new Map();
    const after: RowsById = new Map();
    const invalid: Quarantined[] = [];
    const take = (kind: string, row: AnyRow, isHere: boolean): void => {
      const read = reread(kind, row);
      if (read.row === row && isHere) return;
      before.set(rowKey(kind, row.id), row);
      after.set(rowKey(kind, row.id), read.row);
      invalid.push(...quarantinedOf(kind, read));
    };
    const moved = (await db.unknown.toArray()).filter(({ kind }) => isKind(kind));
    for (const { kind, row } of moved) take(kind, row, false);
    for (const kind of KINDS) {
      const table: Table<AnyRow, string> = db.table(kind);
      await table.filter((row) => mayBeOutdated(kind, row)).each((row) => take(kind, row, true));
    }
    await writeRows(
      db,
      before,
      after,
      [...after].map(([key, { id }]) => ({ kind: key.slice(0, key.indexOf("/")), id })),
    );
    await db.unknown.bulkDelete(moved.map(({ kind, id }): [string, string] => [kind, id]));
    await db.quarantine.filter(({ op }) => opFault(op) === null && invalidCells(op).length === 0).delete();
    await db.quarantine.bulkAdd(invalid);
    await eraseNamed(
      db,
      moved.flatMap(({ kind, row }) => (kind === LEDGER ? recordsOf(row) : [])),
    );
    // an older one did not know that these fields name somebody
    const ledger = await readLedger(db);
    if ((await forgetNamed(db, ledger)) > 0) await noteErasing(db, ledger);
    await db.meta.put({ name: NAME, value: known });
    return after.size;
  });
}

const quarantinedOf = (kind: string, { row, invalid }: Reread): readonly Quarantined[] =>
  invalid.map(({ cell, write: { by, v = null } }) =>
    asideOf(by[0], by[1], { kind, id: row.id, cells: { [cell]: v } }, [cell]),
  );
