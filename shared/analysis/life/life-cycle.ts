/**
 * When a reader's state changed, and since when it holds. A state can only change on a few days: those that
 * a use, the enrolment or the leaving starts, and those on which a span of the definitions runs out. Only these are
 * looked at.
 */
import { lastUpTo, placeBehind } from "../ascending.ts";
import {
  INACTIVE_DAYS,
  type LifeCause,
  type LifeHistory,
  NEW_DAYS,
  OCCASIONAL_DAYS,
  RETURNED_DAYS,
  type Standing,
  standingOn,
} from "./life-state.ts";
import { RHYTHM_OPEN_DAYS, rhythmAt, SHORTEST_ABSENCE } from "./not-seen.ts";

export interface LifeStanding extends Standing {
  /** First day of the state; undefined where it held from the beginning. */
  readonly since: number | undefined;
}

/** State, beginning and cause of one reader. For counts over a whole library `standingOn` alone is much cheaper. */
export function standingSince(history: LifeHistory, day: number): LifeStanding {
  const standing = standingOn(history, day);
  let since = absentFrom(history, standing.cause) ?? turnUpTo(history, day);
  while (since !== undefined && standingOn(history, since - 1).state === standing.state)
    since = turnUpTo(history, since - 1);
  return { ...standing, since };
}

/**
 * The day on which an absence began to count, where it has held ever since: with no use and no enrolment after it
 * nothing can have come between. It spares looking at every use that drops out of a span meanwhile.
 */
function absentFrom(history: LifeHistory, cause: LifeCause): number | undefined {
  if (cause.because !== "absence") return undefined;
  const { facts, useDays, open } = history;
  const from = open.daysAfter(cause.lastVisit, Math.floor(cause.threshold) + 1);
  const isUndisturbed =
    placeBehind(useDays, from) === useDays.to && (facts.enrolledOn === undefined || facts.enrolledOn <= from);
  return isUndisturbed && standingOn(history, from).cause.because === "absence" ? from : undefined;
}

/** The latest day up to the given one on which the state may differ from the day before. */
function turnUpTo(history: LifeHistory, day: number): number | undefined {
  const { facts, useDays, visitDays, open } = history;
  let latest: number | undefined;
  const offer = (turn: number | undefined): void => {
    if (turn !== undefined && turn <= day && (latest === undefined || turn > latest)) latest = turn;
  };
  offer(facts.leaving?.on);
  offer(facts.enrolledOn);
  const known = open.knownOn(day);
  const spans = [
    [NEW_DAYS, day],
    [RETURNED_DAYS, day],
    [INACTIVE_DAYS, known],
    [OCCASIONAL_DAYS, known],
  ] as const;
  for (const [span, upTo] of spans) {
    const use = lastUpTo(useDays, upTo - span - 1);
    if (use !== undefined) offer(use + span + 1);
  }
  if (facts.enrolledOn !== undefined) offer(facts.enrolledOn + NEW_DAYS + 1);
  offer(lastUpTo(useDays, day));
  for (const span of [RHYTHM_OPEN_DAYS, 2 * RHYTHM_OPEN_DAYS]) {
    const use = lastUpTo(useDays, open.daysBefore(day, span));
    // the day on which the use dropped out of the span, unless that was before a turn that is known
    if (use !== undefined && (latest === undefined || open.openBetween(use, latest) < span))
      offer(open.daysAfter(use, span));
  }
  const place = placeBehind(visitDays, day) - 1;
  const lastVisit = place < visitDays.from ? undefined : visitDays.days[place];
  if (lastVisit === undefined || day - lastVisit <= SHORTEST_ABSENCE) return latest;
  const rhythm = rhythmAt(visitDays, place, open);
  if (rhythm !== undefined) offer(open.daysAfter(lastVisit, Math.floor(rhythm.threshold) + 1));
  return latest;
}
