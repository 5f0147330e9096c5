/** What belongs to readers, found by the indexes: service records, opinions, use of the library, promises, tasks and looks at any of these. */
import type { Table } from "dexie";
import { isErased, type Ledger, namedBy, type RecordKey, recordKey } from "#shared/replication/ledger.ts";
import type { AnyRow } from "#shared/replication/row.ts";
import { type Stray, straysAmong } from "#shared/replication/strays.ts";
import type { DeskDb } from "./database.ts";
import { rowsWith } from "./rows-with.ts";

type KindRow = readonly [kind: string, row: AnyRow];

/** All that belongs to one of `owners`, or to one that does. */
export async function belongingsOf(db: DeskDb, owners: Ledger): Promise<readonly Stray[]> {
  const found = new Map<RecordKey, KindRow>();
  for (let next = [...owners]; next.length > 0; ) {
    const rows = (await candidates(db, next)).filter(([kind, row]) => !found.has(`${kind}/${row.id}`) && !isErased(owners, { kind, id: row.id }));
    const here = new Set([...owners, ...found.keys()]);
    const strays = new Set(straysAmong(rows, here).map(({ key }) => key));
    const fresh = rows.filter(([kind, row]) => strays.has(recordKey({ kind, id: row.id })));
    for (const [kind, row] of fresh) found.set(`${kind}/${row.id}`, [kind, row]);
    next = [...new Set(fresh.map(([kind, row]) => `${kind}/${row.id}`))];
  }
  return straysAmong([...found.values()], owners);
}

/** Rows that may belong to one of these: an index knows the id alone. */
async function candidates(db: DeskDb, owners: readonly RecordKey[]): Promise<readonly KindRow[]> {
  const ids = owners.map((key) => namedBy(key).id);
  const readers = owners.map(namedBy).flatMap(({ kind, id }) => (kind === "reader" ? [id] : []));
  const of = async (kind: string, index: string, keys: readonly string[]): Promise<readonly KindRow[]> => {
    const rows = await rowsWith<AnyRow>(db.table(kind), index, keys);
    return rows.map((row) => [kind, row] as const);
  };
  const lists = await Promise.all([
    withReader(db.table("interaction"), "at", readers),
    withReader(db.table("activity"), "on", readers),
    of("feedback", "reader", readers),
    of("task", "promisedTo", readers),
    of("task", "about.id", ids),
    of("reveal", "about.id", ids),
    of("reader", "as", readers),
  ]);
  return lists.flat();
}

/** The index lacks records without a time; where there are such, all are looked through. */
async function withReader(table: Table<AnyRow, string>, time: "at" | "on", readers: readonly string[]): Promise<readonly KindRow[]> {
  if (readers.length === 0) return [];
  const index = `[reader+${time}]`;
  const [all, indexed] = await Promise.all([table.count(), table.orderBy(index).count()]);
  if (all !== indexed) {
    const wanted = new Set<unknown>(readers);
    return (await table.filter((row) => wanted.has(row.reader)).toArray()).map((row) => [table.name, row] as const);
  }
  const lists = await Promise.all([...new Set(readers)].map((id) => table.where(index).between([id], [id, []]).toArray()));
  return lists.flat().map((row) => [table.name, row] as const);
}
