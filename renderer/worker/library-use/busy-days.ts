/**
 * Service records by day, branch and hour of the desk's own clock: what the busy hours are read from. A day is counted
 * again when a record of it has changed.
 */
import { type ChoiceColumn, choiceColumn } from "#shared/analysis/segments/reader-columns.ts";
import { dayToNumber } from "#shared/kernel/day.ts";
import type { Row } from "../../db/database.ts";
import { localDay } from "./use-rows.ts";

const HOURS = 24;

/** Counts of the hours by branch, the empty one for records without. */
type DayCounts = ReadonlyMap<string, Uint32Array>;
export type BusyDays = ReadonlyMap<number, DayCounts>;

export interface PackedBusy {
  readonly days: Int32Array;
  readonly branches: ChoiceColumn;
  /** 24 for each day and branch. */
  readonly counts: Uint32Array;
}

/** One place of the desk's week, as many records as `count`. */
interface BusyHour {
  /** Days since 1970-01-01 × 24 + hour. */
  readonly at: number;
  readonly count: number;
}

export function createBusyCount(): { readonly add: (row: Row<"interaction">) => void; readonly days: () => BusyDays } {
  const days = new Map<number, Map<string, Uint32Array>>();
  return {
    add({ at, branch = "", count = 1, gone }) {
      if (at === undefined || gone === 1) return;
      const day = dayToNumber(localDay(at));
      const of = days.get(day) ?? new Map<string, Uint32Array>();
      days.set(day, of);
      const hours = of.get(branch) ?? new Uint32Array(HOURS);
      of.set(branch, hours);
      const hour = new Date(at).getHours();
      hours[hour] = (hours[hour] ?? 0) + count;
    },
    days: () => days,
  };
}

/** The hours of so many days up to and with `last`. */
export function busyHours(
  days: BusyDays,
  last: number,
  count: number,
  isOf: (branch: string | undefined) => boolean,
): readonly BusyHour[] {
  const found: BusyHour[] = [];
  for (let day = last - count + 1; day <= last; day++) {
    for (const [branch, hours] of days.get(day) ?? []) {
      if (!isOf(branch === "" ? undefined : branch)) continue;
      for (const [hour, times] of hours.entries()) if (times > 0) found.push({ at: day * HOURS + hour, count: times });
    }
  }
  return found;
}

/** Weekday (1 = Monday) and hour of a place; 1970-01-01 was a Thursday. */
export function slotOf(at: number): { readonly weekday: number; readonly hour: number } {
  const day = Math.floor(at / HOURS);
  return { weekday: ((((day + 3) % 7) + 7) % 7) + 1, hour: at - day * HOURS };
}

export function packBusy(busy: BusyDays): PackedBusy {
  const rows = [...busy].flatMap(([day, of]) => [...of].map(([branch, hours]) => ({ day, branch, hours })));
  const counts = new Uint32Array(rows.length * HOURS);
  for (const [place, { hours }] of rows.entries()) counts.set(hours, place * HOURS);
  return {
    days: Int32Array.from(rows, ({ day }) => day),
    branches: choiceColumn(rows.map(({ branch }) => branch)),
    counts,
  };
}

export function unpackBusy({ days, branches, counts }: PackedBusy): BusyDays {
  const busy = new Map<number, Map<string, Uint32Array>>();
  for (const [place, day] of days.entries()) {
    const of = busy.get(day) ?? new Map<string, Uint32Array>();
    busy.set(day, of);
    of.set(branches.values[(branches.codes[place] ?? 0) - 1] ?? "", counts.slice(place * HOURS, (place + 1) * HOURS));
  }
  return busy;
}
