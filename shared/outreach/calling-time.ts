/**
 * When may be called: the weekdays and hours of an outreach. A call outside them is nobody's wish, so the number is not
 * shown then, and it is said when it is time again.
 */
import { addDays, weekdayOf } from "../kernel/day.ts";
import type { Outreach } from "../model/outreach/outreach.ts";

/** A day YYYY-MM-DD and a minute of it, 0 to 1439. */
export interface Moment {
  readonly on: string;
  readonly minute: number;
}

type Calling = NonNullable<Outreach["calling"]>;

/** @param calling undefined: at any time. `from` and `to` are minutes of the day; at `to` no call is begun any more */
export const isCallingTime = (calling: Calling | undefined, { on, minute }: Moment): boolean =>
  calling === undefined || (calling.weekdays.includes(weekdayOf(on)) && minute >= calling.from && minute < calling.to);

const WEEK = 7;

/** @returns the next moment at which may be called, now where that is so; undefined where no day has such an hour */
export function nextCallingTime(calling: Calling | undefined, now: Moment): Moment | undefined {
  if (isCallingTime(calling, now)) return now;
  if (calling === undefined || calling.from >= calling.to) return undefined;
  for (let ahead = 0; ahead <= WEEK; ahead += 1) {
    const on = addDays(now.on, ahead);
    if (calling.weekdays.includes(weekdayOf(on)) && (ahead > 0 || now.minute < calling.from))
      return { on, minute: calling.from };
  }
  return undefined;
}
