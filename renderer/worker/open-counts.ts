/**
 * How much work is open about each reader: tasks that are not done, of her, of an opinion of hers or asked for by a note
 * to her, and opinions without an answer, each once.
 */
import { isOpen, OPEN_STATUSES } from "#shared/model/feedback.ts";
import type { DeskDb } from "../db/database.ts";
import { readMergedReaders } from "../db/reader-class.ts";

/** By the id under which a person is listed; whoever has none is not in it. */
export async function countOpenWork(db: DeskDb): Promise<ReadonlyMap<string, number>> {
  const [{ mainOf }, waiting, tasks] = await Promise.all([
    readMergedReaders(db),
    db.feedback
      .where("status")
      .anyOf([...OPEN_STATUSES])
      .toArray(),
    db.task.orderBy("todo").toArray(),
  ]);
  const open = waiting.filter((row) => row.gone !== 1 && isOpen(row) && row.reader !== undefined);
  const whose = new Map(open.map((row) => [row.id, row.reader ?? ""]));
  // of an opinion that was answered there may still be something to do
  const others = (kind: "feedback" | "interaction"): string[] =>
    tasks.flatMap(({ about }) => (about?.kind === kind && !whose.has(about.id) ? [about.id] : []));
  const behind = await Promise.all([
    db.feedback.bulkGet(others("feedback")),
    db.interaction.bulkGet(others("interaction")),
  ]);
  for (const row of behind.flat()) if (row?.reader !== undefined && row.gone !== 1) whose.set(row.id, row.reader);
  const counts = new Map<string, number>();
  const count = (reader: string): void => {
    const main = mainOf(reader);
    counts.set(main, (counts.get(main) ?? 0) + 1);
  };
  for (const row of open) count(row.reader ?? "");
  for (const { promisedTo, about } of tasks) {
    const reader = promisedTo ?? whose.get(about?.id ?? "") ?? (about?.kind === "reader" ? about.id : undefined);
    if (reader !== undefined) count(reader);
  }
  return counts;
}
