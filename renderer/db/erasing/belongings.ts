/** What belongs to readers, and to that in turn: service records, opinions, use of the library, promises, tasks. */
import { BELONGING } from "#shared/model/who-is-named.ts";
import { type Belonging, belongingsAmong } from "#shared/replication/erasing/arrived-belongings.ts";
import { isErased, type Ledger, namedBy, type RecordKey, recordKey } from "#shared/replication/erasing/ledger.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import type { DeskDb } from "../database.ts";
import { type KindRow, rowsNaming } from "./rows-naming.ts";
import { rowsWith } from "./rows-with.ts";

/** All that belongs to one of `owners`, or to one that does. */
export async function belongingsOf(db: DeskDb, owners: Ledger): Promise<readonly Belonging[]> {
  const found = new Map<RecordKey, KindRow>();
  for (let next = [...owners]; next.length > 0; ) {
    const rows = (await candidates(db, next)).filter(
      ([kind, row]) => !found.has(`${kind}/${row.id}`) && !isErased(owners, { kind, id: row.id }),
    );
    const here = new Set([...owners, ...found.keys()]);
    const belongings = new Set(belongingsAmong(rows, here).map(({ key }) => key));
    const fresh = rows.filter(([kind, row]) => belongings.has(recordKey({ kind, id: row.id })));
    for (const [kind, row] of fresh) found.set(`${kind}/${row.id}`, [kind, row]);
    next = [...new Set(fresh.map(([kind, row]) => `${kind}/${row.id}`))];
  }
  return belongingsAmong([...found.values()], owners);
}

/** Rows that may belong to one of these. */
async function candidates(db: DeskDb, owners: readonly RecordKey[]): Promise<readonly KindRow[]> {
  const readers = owners.map(namedBy).flatMap(({ kind, id }) => (kind === "reader" ? [id] : []));
  const [belongings, merged] = await Promise.all([
    rowsNaming(db, BELONGING, owners),
    rowsWith<AnyRow>(db.table("reader"), "as", readers),
  ]);
  return [...belongings, ...merged.map((row) => ["reader", row] as const)];
}
