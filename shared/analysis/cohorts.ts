/**
 * Cohort retention: of the readers who enrolled in a quarter, how many used anything in that quarter and in each
 * one since. Who has left the library stays in the count, or it would look kinder than it is.
 */
import { countUpTo, type Days, placeBehind } from "./ascending.ts";

export interface Cohort {
  /** Place of the quarter among those looked at. */
  readonly quarter: number;
  readonly readers: number;
  /** Readers of the cohort who used anything in its own quarter, the next one, and so on. */
  readonly used: readonly number[];
}

export interface CohortMember {
  readonly enrolledOn: number | undefined;
  /** Bit n: used anything in the quarter n. */
  readonly quarters: number;
}

/** Bits of a whole number that are safe to shift. */
const MOST_QUARTERS = 31;

/**
 * @param useDays ascending
 * @param starts first days of the quarters that follow each other, ascending, at most 31
 * @param day the last one looked at
 */
export function quartersUsed(useDays: Days, starts: readonly number[], day: number): number {
  const quarters = Math.min(MOST_QUARTERS, starts.length);
  let bits = 0;
  let quarter = 0;
  for (let place = placeBehind(useDays, (starts[0] ?? day + 1) - 1); place < useDays.to; place++) {
    const on = useDays.days[place] ?? 0;
    while (quarter + 1 < starts.length && on >= (starts[quarter + 1] ?? 0)) quarter++;
    if (on > day || quarter >= quarters) break;
    bits |= 1 << quarter;
  }
  return bits;
}

/**
 * The place of the quarter in which somebody enrolled; undefined before the first one, after the day, or where it is
 * not known.
 */
export function cohortOf(enrolledOn: number | undefined, starts: readonly number[], day: number): number | undefined {
  if (enrolledOn === undefined || enrolledOn > day || starts.length === 0) return undefined;
  const place = countUpTo(starts, enrolledOn) - 1;
  return place < 0 ? undefined : place;
}

export interface CohortCount extends Cohort {
  readers: number;
  readonly used: number[];
}

/** One for each quarter, also where nobody enrolled. */
export const noCohorts = (starts: readonly number[]): readonly CohortCount[] =>
  starts.map((_, quarter) => ({ quarter, readers: 0, used: new Array<number>(starts.length - quarter).fill(0) }));

/** @param times 1, or −1 to take a member back */
export function countMember(
  counts: readonly CohortCount[],
  { enrolledOn, quarters }: CohortMember,
  starts: readonly number[],
  day: number,
  times: 1 | -1,
): void {
  const place = cohortOf(enrolledOn, starts, day);
  const cohort = place === undefined ? undefined : counts[place];
  if (cohort === undefined) return;
  cohort.readers += times;
  for (let since = 0; since < cohort.used.length; since++)
    if ((quarters & (1 << (cohort.quarter + since))) !== 0) cohort.used[since] = (cohort.used[since] ?? 0) + times;
}
