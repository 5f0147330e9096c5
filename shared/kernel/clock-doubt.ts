/**
 * Whether this computer's clock can be believed. It is held against what is known of the time besides it: the last
 * own entry, the last moment that was believed here, and what colleagues' computers have said on the share. A clock
 * that is hours behind that, or far ahead of all of it, is asked about before anything more is written.
 */
import { type Hlc, hlcToMs } from "./hlc.ts";

export interface TimeKnown {
  /** It is at least this late: the newest moment that was believed here, epoch milliseconds. */
  readonly known: number;
  /** When the newest batch of a colleague was sealed that counts, on her computer's clock; 0 for none. */
  readonly share: number;
  /** The last own stamp when a person last said that the clock is right: it says nothing against the clock any more. */
  readonly settled: Hlc | null;
}

export interface ClockDoubt {
  readonly tag: "back" | "ahead";
  /** What the clock says. */
  readonly now: number;
  /** The newest moment known besides. */
  readonly last: number;
  readonly from: "own" | "share";
}

/**
 * Less is what a time zone set wrong, a clock without a battery and a slow one do; a log is then filed under the wrong
 * day.
 */
export const BACK_MS = 6 * 60 * 60_000;
/** Longer than most closings; a question too many costs one key. */
export const AHEAD_MS = 7 * 24 * 60 * 60_000;

/** No record of this program is older: a clock that says so lost its battery. */
const EARLIEST_MS = Date.UTC(2026, 0, 1);

/** Whether a person may say that the clock is right after all. */
export const canBeRight = ({ now }: Pick<ClockDoubt, "now">): boolean => now >= EARLIEST_MS;

/** @param last the last own stamp */
export function doubtClock(now: number, time: TimeKnown | null, last: Hlc): ClockDoubt | null {
  const own = Math.max(time?.known ?? 0, last === time?.settled ? 0 : hlcToMs(last));
  const share = time?.share ?? 0;
  const newest = Math.max(own, share);
  if (newest === 0) return null;
  const from = share > own ? "share" : "own";
  if (newest - now >= BACK_MS) return { tag: "back", now, last: newest, from };
  return now - newest > AHEAD_MS ? { tag: "ahead", now, last: newest, from } : null;
}
