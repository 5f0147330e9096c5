/**
 * A reader's visits as the BG/NBD model sees them: time runs in open days of the branch, so that a closure is no
 * absence.
 */
import { type Days, daysUpTo, lastUpTo } from "../ascending.ts";
import type { OpenDays } from "../life/open-days.ts";
import type { RepeatVisits } from "./bg-nbd.ts";

/**
 * @param visitDays ascending, each day once
 * @returns undefined where there is no visit up to the day
 */
export function repeatVisitsOn(visitDays: Days, { openBetween }: OpenDays, day: number): RepeatVisits | undefined {
  const [first, last] = [visitDays.days[visitDays.from], lastUpTo(visitDays, day)];
  if (first === undefined || last === undefined) return undefined;
  return { repeats: daysUpTo(visitDays, day) - 1, lastAt: openBetween(first, last), until: openBetween(first, day) };
}
