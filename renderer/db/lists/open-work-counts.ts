/** How much is open of some readers. */
import { isOpen } from "#shared/model/feedback.ts";
import type { DeskDb } from "../database.ts";
import { rowsWith } from "../erasing/rows-with.ts";

/** Tasks that are not done, of a reader or of an opinion of hers, and opinions without an answer. */
export async function readOpenWork(db: DeskDb, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const merged = await db.reader.where("as").anyOf(ids).toArray();
  const mainOf = new Map([
    ...ids.map((id) => [id, id] as const),
    ...merged.map((row) => [row.id, row.as ?? row.id] as const),
  ]);
  const all = [...mainOf.keys()];
  const opinions = (await rowsWith(db.feedback, "reader", all)).filter((row) => row.gone !== 1);
  const whose = new Map(opinions.map((row) => [row.id, row.reader ?? ""]));
  const [promised, about] = await Promise.all([
    rowsWith(db.task, "promisedTo", all),
    rowsWith(db.task, "about.id", [...all, ...whose.keys()]),
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
