/** How much is open of some readers. */
import { isOpen } from "#shared/model/feedback.ts";
import type { DeskDb } from "../database.ts";
import { rowsAmong, rowsWith } from "../erasing/rows-with.ts";

/** Tasks that are not done, of a reader, of an opinion of hers or of a note to her, and opinions without an answer. */
export async function readOpenWork(db: DeskDb, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const merged = await db.reader.where("as").anyOf(ids).toArray();
  const mainOf = new Map([
    ...ids.map((id) => [id, id] as const),
    ...merged.map((row) => [row.id, row.as ?? row.id] as const),
  ]);
  const all = [...mainOf.keys()];
  const opinions = (await rowsWith(db.feedback, "reader", all)).filter((row) => row.gone !== 1);
  const whose = new Map(opinions.map((row) => [row.id, row.reader ?? ""]));
  for (const [record, reader] of await recordsOfReaders(db, all)) whose.set(record, reader);
  const [promised, about] = await Promise.all([
    rowsWith(db.task, "promisedTo", all),
    rowsAmong(db.task, "about.id", [...all, ...whose.keys()], (row) => row.about?.id),
  ]);
  const work = new Map<string, string>();
  for (const row of opinions) if (isOpen(row)) work.set(row.id, whose.get(row.id) ?? "");
  for (const row of [...promised, ...about]) {
    const of = row.about?.id ?? "";
    if (row.gone !== 1 && row.done === undefined) work.set(row.id, row.promisedTo ?? whose.get(of) ?? of);
  }
  const counts = new Map<string, number>();
  for (const reader of work.values()) {
    const main = mainOf.get(reader);
    if (main !== undefined) counts.set(main, (counts.get(main) ?? 0) + 1);
  }
  return counts;
}

/** The id of each service record, and whose it is. */
export async function recordsOfReaders(
  db: DeskDb,
  readers: readonly string[],
): Promise<readonly (readonly [string, string])[]> {
  const keysOf = (reader: string): Promise<readonly string[]> =>
    db.interaction.where("[reader+at]").between([reader, 0], [reader, Number.POSITIVE_INFINITY]).primaryKeys();
  const lists = await db.transaction("r", db.interaction, async () => await Promise.all(readers.map(keysOf)));
  return readers.flatMap((reader, place) => (lists[place] ?? []).map((record) => [record, reader] as const));
}
