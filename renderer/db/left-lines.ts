/** The lines that colleagues left to each other in the handover book, as whoever comes next is told of them. */
import { addDays } from "#shared/kernel/day.ts";
import type { DeskDb, Row } from "./database.ts";
import { startOfDay } from "./lists/records-of-day.ts";
import { type Masked, maskedRows } from "./masked.ts";
import { type Change, edit } from "./write/changes.ts";

/** What nobody has taken over for so long is news no more, and stands in the book. */
const NEWS_DAYS = 14;

/** What was found is in the list of its day, and nothing to be taken over. */
export const isLeftLine = ({ found, gone }: Row<"handover">): boolean => found === undefined && gone !== 1;

/** What others left at this branch and nobody has taken over, the earliest first. */
export async function readLeft(
  db: DeskDb,
  { branch, staff, today }: { readonly branch: string; readonly staff: string | undefined; readonly today: string },
): Promise<readonly Masked<"handover">[]> {
  const from = startOfDay(addDays(today, -NEWS_DAYS));
  const rows = await db.handover
    .where("[branch+at]")
    .between([branch, from], [branch, startOfDay(addDays(today, 1))])
    .filter((row) => isLeftLine(row) && row.takenAt === undefined && row.staff !== staff)
    .toArray();
  return maskedRows("handover", rows);
}

/** Whoever comes next has them now. */
export const takeChanges = (
  ids: readonly string[],
  { staff, at }: { readonly staff: string | undefined; readonly at: number },
): readonly Change[] =>
  ids.map((id) => edit("handover", id, { takenAt: at, ...(staff !== undefined && { takenBy: staff }) }));
