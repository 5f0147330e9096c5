/**
 * What came of a round: who used the library again within the days that count, of those who were to be contacted and of
 * those who were held back. Everybody counts in the group she was drawn for, whether she was reached or not, and the days
 * are the same for both groups, from the day after the list was made: who was called late would otherwise be looked at
 * for longer, and a call that nobody answered would turn into a reader who was never asked.
 */
import { type Days, placeBehind } from "../analysis/ascending.ts";
import type { Difference } from "../analysis/wilson.ts";
import {
  equalLots,
  type GroupCount,
  leavesOutNought,
  pooledDifference,
  type RoundCounts,
  sizeOf,
} from "./pooled-difference.ts";
import { type GroupSizes, sizeNeeded } from "./size-needed.ts";

/** Days since 1970-01-01, both included. */
export interface ResultDays {
  readonly from: number;
  readonly to: number;
}

/** @param listDay days since 1970-01-01 */
export const resultDaysOf = (listDay: number, days: number): ResultDays => ({ from: listDay + 1, to: listDay + days });

/** The first day of use that counts. @param useDays days with any use (`shared/analysis/uses.ts`) */
export function returnedOn(useDays: Days, { from, to }: ResultDays): number | undefined {
  const place = placeBehind(useDays, from - 1);
  const day = place < useDays.to ? useDays.days[place] : undefined;
  return day !== undefined && day <= to ? day : undefined;
}

/** One who was drawn, for whichever group. */
export interface Drawn {
  readonly isHeldBack: boolean;
  /** Whoever was drawn together has one lot. */
  readonly lot: string;
  /** What the results are told by; empty where there is none. */
  readonly channel: string;
  readonly template: string;
  readonly stage: string;
  readonly desk: string;
  readonly attempts: number;
  /** She was spoken to, or what was written has not come back. */
  readonly isReached: boolean;
  /** She was told all of it, and has answered where something was asked. */
  readonly isCompleted: boolean;
  readonly minutes: number;
  /** The day of her first use that counts. */
  readonly returnedOn: number | undefined;
}

export const RESULT_BY = ["channel", "template", "stage", "desk"] as const;
export type ResultBy = (typeof RESULT_BY)[number];

/** What was done for some of those who were to be contacted, and what came of it. */
export interface Worked extends GroupCount {
  readonly attempts: number;
  /** With at least one attempt. */
  readonly tried: number;
  readonly reached: number;
  readonly completed: number;
  readonly minutes: number;
}

export interface WorkedPart extends Worked {
  /** A channel, a template, a stage or a desk; empty for those without one. */
  readonly value: string;
}

/** What may be said of the two groups. */
export type RoundVerdict =
  /** The days are not over: figures so far are none yet. */
  | { readonly tag: "running"; readonly until: number }
  /** Nobody to compare with: how many would have come by themselves nobody knows. */
  | { readonly tag: "no-comparison" }
  | { readonly tag: "not-shown"; readonly difference: Difference; readonly needed: Needed | null }
  | { readonly tag: "more" | "fewer"; readonly difference: Difference };

/** What it would take to show a difference. */
export interface Needed extends GroupSizes {
  /** 0 to 1: that which was seen, or the smallest that matters where less was seen. */
  readonly difference: number;
  /** The groups are as large already: a difference of this size would most likely have been seen. */
  readonly isThere: boolean;
}

export interface RoundResult {
  readonly days: ResultDays;
  readonly contacted: Worked;
  readonly heldBack: GroupCount;
  readonly by: Readonly<Record<ResultBy, readonly WorkedPart[]>>;
  readonly verdict: RoundVerdict;
}

/**
 * @param today days since 1970-01-01
 * @param smallest difference that matters to the library, 0 to 1
 */
export function roundResult(
  drawn: readonly Drawn[],
  { days, today, smallest }: { readonly days: ResultDays; readonly today: number; readonly smallest: number },
): RoundResult {
  const contacted = drawn.filter(({ isHeldBack }) => !isHeldBack);
  const heldBack = groupCount(drawn.filter(({ isHeldBack }) => isHeldBack));
  const worked = workedOf(contacted);
  const parts = (by: ResultBy): readonly WorkedPart[] =>
    [...new Set(contacted.map((one) => one[by]))]
      .map((value) => ({ value, ...workedOf(contacted.filter((one) => one[by] === value)) }))
      .sort((a, b) => b.readers - a.readers || (a.value < b.value ? -1 : 1));
  return {
    days,
    contacted: worked,
    heldBack,
    by: { channel: parts("channel"), template: parts("template"), stage: parts("stage"), desk: parts("desk") },
    verdict:
      today <= days.to ? { tag: "running", until: days.to } : verdictOf([{ contacted: worked, heldBack }], smallest),
  };
}

/**
 * Over rounds whose days are over.
 * @param smallest difference that matters to the library, 0 to 1
 */
export function verdictOf(rounds: readonly RoundCounts[], smallest: number): Exclude<RoundVerdict, { tag: "running" }> {
  const difference = pooledDifference(rounds);
  if (difference === undefined) return { tag: "no-comparison" };
  if (leavesOutNought(difference)) return { tag: difference.low > 0 ? "more" : "fewer", difference };
  return { tag: "not-shown", difference, needed: neededFor(rounds, difference.difference, smallest) };
}

function neededFor(rounds: readonly RoundCounts[], seen: number, smallest: number): Needed | null {
  const compared = rounds.filter(({ contacted, heldBack }) => contacted.readers > 0 && heldBack.readers > 0);
  const contacted = groupsTogether(compared.map((round) => round.contacted));
  const heldBack = groupsTogether(compared.map((round) => round.heldBack));
  const baseline = heldBack.returned / heldBack.readers;
  const difference = Math.abs(seen) < smallest ? smallest : seen;
  const sizes = sizeNeeded({ baseline, difference }, sizeOf(heldBack) / (sizeOf(contacted) + sizeOf(heldBack)));
  if (sizes === undefined) return null;
  const isThere = sizeOf(contacted) >= sizes.contacted && sizeOf(heldBack) >= sizes.heldBack;
  return { ...sizes, difference, isThere };
}

export function groupsTogether(groups: readonly GroupCount[]): GroupCount {
  const sum = (of: (group: GroupCount) => number): number => groups.reduce((all, group) => all + of(group), 0);
  const [readers, lots] = [sum((group) => group.readers), sum(sizeOf)];
  return { readers, returned: sum(({ returned }) => returned), ...(lots < readers && { lots }) };
}

/**
 * What one more reader who came took, in minutes. Only where the difference is shown: what would have happened anyway
 * has cost nothing.
 */
export const minutesEach = (minutes: number, { difference }: Difference, { readers }: GroupCount): number =>
  minutes / (difference * readers);

export function groupCount(drawn: readonly Pick<Drawn, "lot" | "returnedOn">[]): GroupCount {
  const readers = drawn.length;
  const lots = readers === 0 ? 0 : equalLots(drawn.map(({ lot }) => lot));
  return {
    readers,
    returned: drawn.filter((one) => one.returnedOn !== undefined).length,
    ...(lots < readers && { lots }),
  };
}

const workedOf = (drawn: readonly Drawn[]): Worked => ({
  ...groupCount(drawn),
  attempts: drawn.reduce((sum, { attempts }) => sum + attempts, 0),
  tried: drawn.filter(({ attempts }) => attempts > 0).length,
  reached: drawn.filter(({ isReached }) => isReached).length,
  completed: drawn.filter(({ isCompleted }) => isCompleted).length,
  minutes: drawn.reduce((sum, { minutes }) => sum + minutes, 0),
});
