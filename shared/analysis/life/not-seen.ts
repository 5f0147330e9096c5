/**
 * The two rules of "not seen" 近期少来: a gap that is long for this reader, or use that has halved. Both count
 * open days of the branch, so that a closure never makes anybody absent, and both look at nothing after the day.
 */
import { type Days, daysUpTo, placeBehind } from "../ascending.ts";
import type { OpenDays } from "./open-days.ts";

/** Open days in which a reader's own rhythm is read, and the length of each of the two spans that are compared. */
export const RHYTHM_OPEN_DAYS = 180;
/** Visit days before the last one, without which nobody has a rhythm. */
export const FEWEST_VISIT_DAYS = 8;
/** Nobody is absent within so many open days, nor within so many days at all. */
export const SHORTEST_ABSENCE = 10;
export const MEDIAN_GAPS = 3;
export const PERCENTILE = 0.9;
export const FEWEST_BEFORE = 4;
const FALLEN_TO = 0.5;

/** How a reader used to come, up to one visit. Gaps in open days from one visit day to the next. */
export interface Rhythm {
  /** Visit days in the 180 open days before the last visit, itself not counted. */
  readonly visitDays: number;
  readonly medianGap: number;
  /** The gap that nine in ten do not exceed (nearest rank). */
  readonly gap90: number;
  /** An absence of more open days than this is unusual for the reader. */
  readonly threshold: number;
}

/**
 * The rhythm up to the visit at a place of the column of visit days; undefined where there are too few
 * visits to speak of one.
 */
export function rhythmAt({ days, from, to }: Days, place: number, { openBetween }: OpenDays): Rhythm | undefined {
  const last = days[place];
  if (last === undefined || place >= to || place - from < FEWEST_VISIT_DAYS) return undefined;
  let first = place;
  while (first > from && openBetween(days[first - 1] ?? 0, last) <= RHYTHM_OPEN_DAYS) first--;
  if (place - first < FEWEST_VISIT_DAYS) return undefined;
  const gaps: number[] = [];
  for (let index = first; index < place; index++) insert(gaps, openBetween(days[index] ?? 0, days[index + 1] ?? 0));
  const middle = gaps.length >> 1;
  const medianGap = gaps.length % 2 === 1 ? (gaps[middle] ?? 0) : ((gaps[middle - 1] ?? 0) + (gaps[middle] ?? 0)) / 2;
  const gap90 = gaps[Math.ceil(PERCENTILE * gaps.length) - 1] ?? 0;
  return {
    visitDays: gaps.length,
    medianGap,
    gap90,
    threshold: Math.max(SHORTEST_ABSENCE, MEDIAN_GAPS * medianGap, gap90),
  };
}

/** Into its place: of a dozen gaps, which are much alike, this takes a fraction of the time of sorting them. */
function insert(ascending: number[], number: number): void {
  let place = ascending.length;
  while (place > 0 && (ascending[place - 1] ?? 0) > number) {
    ascending[place] = ascending[place - 1] ?? 0;
    place--;
  }
  ascending[place] = number;
}

export interface Absence extends Rhythm {
  readonly lastVisit: number;
  /** Open days since the last visit, the day itself included. */
  readonly openDaysAway: number;
}

/** The rhythm that was asked for last: two days of one month mostly ask for the same. */
export interface LastRhythm {
  lastRhythm: { readonly place: number; readonly rhythm: Rhythm | undefined } | undefined;
}

/**
 * The absence of a reader on a day, where it is longer than the reader's own rhythm lets expect. @param last remembers
 * between calls for one reader
 */
export function absenceOn(
  visitDays: Days,
  open: OpenDays,
  day: number,
  last: LastRhythm = { lastRhythm: undefined },
): Absence | undefined {
  const place = placeBehind(visitDays, day) - 1;
  const lastVisit = visitDays.days[place];
  if (place < visitDays.from || lastVisit === undefined) return undefined;
  // most readers are not away for long enough to count open days, or have too few visits; the rhythm costs a sort
  if (day - lastVisit <= SHORTEST_ABSENCE || place - visitDays.from < FEWEST_VISIT_DAYS) return undefined;
  const openDaysAway = open.openBetween(lastVisit, day);
  if (openDaysAway <= SHORTEST_ABSENCE) return undefined;
  if (last.lastRhythm?.place !== place) last.lastRhythm = { place, rhythm: rhythmAt(visitDays, place, open) };
  const { rhythm } = last.lastRhythm;
  if (rhythm === undefined || openDaysAway <= rhythm.threshold) return undefined;
  // each by name: copied as a whole it takes longer than all the rest
  return {
    visitDays: rhythm.visitDays,
    medianGap: rhythm.medianGap,
    gap90: rhythm.gap90,
    threshold: rhythm.threshold,
    lastVisit,
    openDaysAway,
  };
}

/** Days of use in the last 180 open days, and in the 180 before. */
export interface Decline {
  readonly recent: number;
  readonly before: number;
}

/** The slower rule: use has fallen to half or less of at least four days. */
export function declineOn(useDays: Days, open: OpenDays, day: number): Decline | undefined {
  const until = daysUpTo(useDays, day);
  if (until < FEWEST_BEFORE) return undefined;
  const olderThan = (span: number): number => daysUpTo(useDays, open.daysBefore(day, span));
  const recentFrom = olderThan(RHYTHM_OPEN_DAYS);
  const recent = until - recentFrom;
  const before = recentFrom - olderThan(2 * RHYTHM_OPEN_DAYS);
  return before >= FEWEST_BEFORE && recent <= before * FALLEN_TO ? { recent, before } : undefined;
}
