/** A reader with every record that was merged into it: one person, whichever of their ids is asked for. */
import { joinedRecord } from "#shared/model/joined-record.ts";
import { firstOf } from "#shared/replication/alias.ts";
import type { DeskDb, Row } from "./database.ts";

export interface ReaderClass {
  /** The person as shown: the smallest id, empty fields filled from the others. New writes go to this id. */
  readonly reader: Row<"reader">;
  /** All ids, for timelines and opinions. */
  readonly ids: readonly string[];
}

/** @returns undefined where nobody of them is left */
export async function readReaderClass(db: DeskDb, id: string): Promise<ReaderClass | undefined> {
  const found = new Map<string, Row<"reader">>();
  const wanted = [id];
  for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
    if (found.has(next)) continue;
    const row = await db.reader.get(next);
    if (row === undefined) continue;
    found.set(next, row);
    if (row.as !== undefined) wanted.push(row.as);
    wanted.push(...(await db.reader.where("as").equals(next).primaryKeys()));
  }
  const alive = [...found.values()].filter((row) => row.gone !== 1);
  const reader = joinedRecord("reader", alive);
  return reader === undefined ? undefined : { reader, ids: alive.map((row) => row.id) };
}

/** Whoever a reader is merged into at last; the reader itself where into nobody. */
export async function readFirst(db: DeskDb, id: string): Promise<string> {
  const into = new Map<string, string>();
  for (let at: string | undefined = id; at !== undefined && !into.has(at); ) {
    const row: Row<"reader"> | undefined = await db.reader.get(at);
    if (row?.as !== undefined) into.set(at, row.as);
    at = row?.as;
  }
  return firstOf(id, into);
}
