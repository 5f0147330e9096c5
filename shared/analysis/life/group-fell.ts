/**
 * Whether the group that a reader belongs to (class, unit, organisation …) stays away alike: school holidays,
 * a firm that moved. Then the absence says nothing about the reader, and makes no task.
 */

import { type Days, daysUpTo, placeBehind } from "../ascending.ts";
import type { LifeCause } from "./life-state.ts";
import { RHYTHM_OPEN_DAYS } from "./not-seen.ts";
import type { OpenDays } from "./open-days.ts";

/** Visit days of a group, as sums from the first day on. */
export interface GroupVisits {
  readonly from: number;
  /** `sums[n]` = visit days of all members before the day `from + n`. */
  readonly sums: Uint32Array;
  readonly members: number;
}

export interface GroupChange {
  readonly fell: boolean;
  /** Members besides the reader. */
  readonly others: number;
  /** Their visit days since, and how many the 180 open days before would let expect. */
  readonly visits: number;
  readonly expected: number;
}

/** In smaller groups nothing is said of anybody. */
const FEWEST_OTHERS = 4;
/** Fewer would halve by chance too often: under a Poisson law ten become five or fewer once in fifteen times. */
const FEWEST_EXPECTED = 10;
const FALLEN_TO = 0.5;

/**
 * The day after which a reader who is not seen stays away: the last visit, or the beginning of the span in which use
 * has halved.
 */
export function awaySince(cause: LifeCause, open: OpenDays, day: number): number | undefined {
  if (cause.because === "absence") return cause.lastVisit;
  return cause.because === "decline" ? open.daysBefore(day, RHYTHM_OPEN_DAYS) : undefined;
}

/** @param visitDays of each member, ascending; days outside `from` to `to` are not kept */
export function groupVisits(visitDays: Iterable<Days>, from: number, to: number): GroupVisits {
  const sums = new Uint32Array(Math.max(0, to - from + 1) + 1);
  let members = 0;
  for (const own of visitDays) {
    members++;
    const until = placeBehind(own, to);
    for (let place = placeBehind(own, from - 1); place < until; place++) {
      const slot = (own.days[place] ?? 0) - from + 1;
      sums[slot] = (sums[slot] ?? 0) + 1;
    }
  }
  for (let slot = 1; slot < sums.length; slot++) sums[slot] = (sums[slot] ?? 0) + (sums[slot - 1] ?? 0);
  return { from, sums, members };
}

/** What a reader's absence is judged by; days are within the window in which the group's visits are counted. */
export interface AwaySpans {
  /** After this day the reader stays away. */
  readonly since: number;
  /** The 180 open days before begin after this one. */
  readonly baseFrom: number;
  /** Open days of the absence. */
  readonly openDays: number;
}

/** The same beside what the others of the group did. */
export interface AwayFromGroup extends AwaySpans {
  /** Visit days of the others since, and in the 180 open days before. */
  readonly visits: number;
  readonly base: number;
}

/** @param since as `awaySince` says. @param from the first day of the window */
export function awaySpans(open: OpenDays, since: number, from: number, day: number): AwaySpans {
  const eve = from - 1;
  return {
    since: Math.max(since, eve),
    baseFrom: Math.max(open.daysBefore(since, RHYTHM_OPEN_DAYS), eve),
    openDays: open.openBetween(since, day),
  };
}

/**
 * @param group with the reader among its members
 * @param own the reader's visit days, ascending
 */
export function awayFromGroup(group: GroupVisits, own: Days, spans: AwaySpans, day: number): AwayFromGroup {
  const between = (after: number, upTo: number): number =>
    sumTo(group, upTo) - sumTo(group, after) - (daysUpTo(own, upTo) - daysUpTo(own, after));
  const { since, baseFrom, openDays } = spans;
  return { since, baseFrom, openDays, visits: between(since, day), base: between(baseFrom, since) };
}

/** @param others members besides the reader */
export function groupChange(others: number, { openDays, visits, base }: AwayFromGroup): GroupChange {
  const expected = (base * openDays) / RHYTHM_OPEN_DAYS;
  return {
    fell: others >= FEWEST_OTHERS && expected >= FEWEST_EXPECTED && visits <= expected * FALLEN_TO,
    others,
    visits,
    expected,
  };
}

const sumTo = ({ from, sums }: GroupVisits, day: number): number =>
  sums[Math.min(Math.max(day - from + 1, 0), sums.length - 1)] ?? 0;
