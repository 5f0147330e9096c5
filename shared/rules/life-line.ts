/**
 * What a colleague at the desk should know of a reader's coming, in one line with its numbers, and only where there
 * is something to know. No score, no value: the line can be read across the counter.
 */
import type { Standing } from "../analysis/life/life-state.ts";
import { RHYTHM_OPEN_DAYS } from "../analysis/life/not-seen.ts";
import type { OpenDays } from "../analysis/life/open-days.ts";

export type LifeLine =
  /** How often the reader used to come, and for how many open days not at all. */
  | { readonly line: "away"; readonly often: Often; readonly openDays: number }
  /** Days with any use in the last 180 open days, and in the 180 before. */
  | { readonly line: "fewer"; readonly recent: number; readonly before: number }
  /** Calendar days since anything was used. */
  | { readonly line: "long-away"; readonly days: number }
  /** Came back so many days ago, after so many days. */
  | { readonly line: "back"; readonly ago: number; readonly away: number }
  | { readonly line: "new"; readonly days: number }
  | { readonly line: "never-used" };

export interface Often {
  readonly per: "week" | "month";
  readonly days: number;
}

const WEEK = 7;
const WEEKS_IN_A_MONTH = 52 / 12;
/** Weeks over which the usual open days of a week are counted. */
const WEEKS = 26;

/**
 * Undefined where the reader comes as always, or is no longer one.
 * @param open of the reader's branch
 */
export function lifeLine({ state, cause }: Standing, open: OpenDays, day: number): LifeLine | undefined {
  switch (cause.because) {
    case "absence":
      return {
        line: "away",
        often: oftenOf(cause.visitDays, openDaysAWeek(open, open.knownOn(day))),
        openDays: cause.openDaysAway,
      };
    case "decline":
      return { line: "fewer", recent: cause.recent, before: cause.before };
    case "came-back":
      return { line: "back", ago: day - cause.on, away: cause.days };
    case "enrolled":
      return { line: "new", days: cause.days };
    case "never-used":
      return { line: "never-used" };
    case "last-use":
      return state === "inactive" ? { line: "long-away", days: cause.days } : undefined;
    case "leaving":
    case "no-card":
      return undefined;
  }
}

const openDaysAWeek = (open: OpenDays, day: number): number => open.openBetween(day - WEEKS * WEEK, day) / WEEKS;

/**
 * Of visit days in the 180 open days of a rhythm, how many that makes in a usual week, or in a month where it is not
 * one a week.
 */
function oftenOf(visitDays: number, openAWeek: number): Often {
  const aWeek = (visitDays / RHYTHM_OPEN_DAYS) * openAWeek;
  return Math.round(aWeek) >= 1
    ? { per: "week", days: Math.min(WEEK, Math.round(aWeek)) }
    : { per: "month", days: Math.max(1, Math.round(aWeek * WEEKS_IN_A_MONTH)) };
}
