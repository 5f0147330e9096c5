/** When the desk is busiest: service records by weekday and hour, averaged over the weeks looked at. */
import type { Interaction } from "../model/interaction.ts";

export interface BusyWeek {
  /** From the first to the last hour that has records, never fewer than eight. */
  readonly hours: readonly number[];
  /** Monday first; averages a week, unrounded. */
  readonly days: readonly { readonly weekday: number; readonly counts: readonly number[]; readonly sum: number }[];
  /** Records looked at, a paper tally counted as often as it says. */
  readonly records: number;
  readonly busiest: { readonly weekday: number; readonly hour: number; readonly count: number } | null;
}

/** Where and when a record belongs, in the desk's own time. */
export interface WeekSlot {
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  readonly hour: number;
}

/** So many are looked at, up to the day. */
export const BUSY_WEEKS = 4;
export const BUSY_DAYS = BUSY_WEEKS * 7;

/** A desk that has hardly begun shows a working day all the same. */
const FIRST_HOUR = 9;
const FEWEST_HOURS = 8;

/** @param weeks that the records are from, at least 1 */
export function busyWeek(
  records: Iterable<Pick<Interaction, "at" | "count">>,
  slotOf: (at: number) => WeekSlot,
  weeks: number,
): BusyWeek {
  const counts = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
  let [first, last, sum] = [24, -1, 0];
  for (const { at, count = 1 } of records) {
    if (at === undefined || count <= 0) continue;
    const { weekday, hour } = slotOf(at);
    const row = counts[weekday - 1];
    if (row === undefined) continue;
    row[hour] = (row[hour] ?? 0) + count;
    sum += count;
    first = Math.min(first, hour);
    last = Math.max(last, hour);
  }
  first = Math.min(first, last < 0 ? FIRST_HOUR : first, 24 - FEWEST_HOURS);
  last = Math.max(last, first + FEWEST_HOURS - 1);
  const hours = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const days = counts.map((row, index) => {
    const shown = hours.map((hour) => (row[hour] ?? 0) / weeks);
    return { weekday: index + 1, counts: shown, sum: shown.reduce((total, each) => total + each, 0) };
  });
  const slots = days.flatMap(({ weekday, counts: row }) =>
    row.map((count, index) => ({ weekday, hour: first + index, count })),
  );
  const busiest = slots.reduce<BusyWeek["busiest"]>(
    (most, slot) => (slot.count > (most?.count ?? 0) ? slot : most),
    null,
  );
  return { hours, days, records: sum, busiest };
}
