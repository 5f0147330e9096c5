/** Of one reader what a look from the list shows: the last service records, and what is open. */
import type { DeskDb } from "../database.ts";
import { rowsAmong, rowsWith } from "../erasing/rows-with.ts";
import { type Masked, maskedRows } from "../masked.ts";
import { recordsOfReaders } from "./open-work-counts.ts";

export interface ReaderPeek {
  /** The latest first. */
  readonly records: readonly Masked<"interaction">[];
  readonly opinions: readonly Masked<"feedback">[];
  /** That are not done, of her, of an opinion of hers or asked for by a note to her. */
  readonly tasks: readonly Masked<"task">[];
}

const MIN = -Infinity;
/** Greater than any key of a compound index. */
const MAX: readonly never[] = [];

/** @param ids all records of the one person @param most of the service records */
export async function readPeek(db: DeskDb, ids: readonly string[], most: number): Promise<ReaderPeek> {
  const [records, opinions, kept] = await Promise.all([
    Promise.all(
      ids.map((id) =>
        db.interaction
          .where("[reader+at]")
          .between([id, MIN], [id, MAX])
          .reverse()
          .filter(({ gone }) => gone !== 1)
          .limit(most)
          .toArray(),
      ),
    ),
    rowsWith(db.feedback, "reader", ids),
    recordsOfReaders(db, ids),
  ]);
  const [promised, about] = await Promise.all([
    rowsWith(db.task, "promisedTo", ids),
    rowsAmong(
      db.task,
      "about.id",
      [...ids, ...opinions.map(({ id }) => id), ...kept.map(([record]) => record)],
      (row) => row.about?.id,
    ),
  ]);
  const tasks = [...new Map([...promised, ...about].map((row) => [row.id, row])).values()];
  return {
    records: maskedRows(
      "interaction",
      records
        .flat()
        .toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0))
        .slice(0, most),
    ),
    opinions: maskedRows("feedback", opinions),
    tasks: maskedRows(
      "task",
      // what somebody else was promised is hers, whatever it is about
      tasks.filter((row) => row.done === undefined && ids.includes(row.promisedTo ?? ids[0] ?? "")),
    ),
  };
}
