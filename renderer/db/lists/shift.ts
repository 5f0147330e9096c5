/**
 * A shift at a branch: what was said on its day and is not answered, which promises are due or have no day, what was found, and what
 * the colleagues left to each other in words. All but the words stands as it is now.
 */
import { addDays } from "#shared/kernel/day.ts";
import { isOpen } from "#shared/model/feedback.ts";
import { LOST_AND_FOUND } from "#shared/model/handover.ts";
import type { DeskDb } from "../database.ts";
import { isLeftLine } from "../left-lines.ts";
import { type Masked, maskedRows } from "../masked.ts";
import { NO_DAY } from "../work-stages.ts";
import { startOfDay } from "./records-of-day.ts";

/** What was found in the house, and where it lies. */
interface Found {
  readonly id: string;
  readonly what: string;
  readonly at: number;
  readonly staff: string | undefined;
}

export interface Shift {
  readonly day: string;
  readonly opinions: readonly Masked<"feedback">[];
  readonly promises: readonly Masked<"task">[];
  readonly found: readonly Found[];
  readonly lines: readonly Masked<"handover">[];
}

/** More than one shift can look through; the screen of the promises has all. */
const MOST_PROMISES = 100;

/** @param day YYYY-MM-DD */
export async function readShift(db: DeskDb, branch: string, day: string): Promise<Shift> {
  const [from, to] = [startOfDay(day), startOfDay(addDays(day, 1))];
  const [opinions, dated, undated, records, lines] = await Promise.all([
    db.feedback.where("receivedAt").between(from, to).toArray(),
    // due by the next day: whoever comes then must know
    db.task.where("owed").belowOrEqual(addDays(day, 1)).limit(MOST_PROMISES).toArray(),
    db.task.where("owed").equals(NO_DAY).limit(MOST_PROMISES).toArray(),
    db.interaction.where("at").between(from, to).toArray(),
    db.handover.where("[branch+at]").between([branch, from], [branch, to]).toArray(),
  ]);
  const due = [...dated, ...undated];
  const readers = await db.reader.bulkGet(due.map(({ promisedTo }) => promisedTo ?? ""));
  return {
    day,
    opinions: maskedRows(
      "feedback",
      opinions.filter((row) => row.branch === branch && isOpen(row)),
    ),
    promises: maskedRows(
      "task",
      due.filter((_, index) => (readers[index]?.branch ?? branch) === branch),
    ),
    found: [
      ...maskedRows(
        "interaction",
        records.filter((row) => row.branch === branch && row.purpose === LOST_AND_FOUND),
      ).map(({ id, question, answer, at = 0, staff }) => ({ id, what: question ?? answer ?? "", at, staff })),
      ...maskedRows(
        "handover",
        lines.filter((row) => row.found !== undefined),
      ).map(({ id, found = "", at = 0, staff }) => ({ id, what: found, at, staff })),
    ],
    lines: maskedRows("handover", lines.filter(isLeftLine)),
  };
}
