/** A reader's visits as the BG/NBD model sees them: time runs in open days of the branch, so that a closure is no absence. */
import { countUpTo } from "./ascending.ts";
import type { RepeatVisits } from "./bg-nbd.ts";
import type { OpenDays } from "./open-days.ts";

/**
 * @param visitDays ascending, each day once
 * @returns undefined where there is no visit up to the day
 */
export function repeatVisitsOn(visitDays: Int32Array, { openBetween }: OpenDays, day: number): RepeatVisits | undefined {
  const visits = countUpTo(visitDays, day);
  const [first, last] = [visitDays[0], visitDays[visits - 1]];
  if (first === undefined || last === undefined) return undefined;
  return { repeats: visits - 1, lastAt: openBetween(first, last), until: openBetween(first, day) };
}
