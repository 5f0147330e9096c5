/**
 * Which backups stay: all of the last day, then the newest of each of seven days, eight weeks and twelve
 * months that have one. The newest good one always stays, whatever the clock says.
 */
import { addDays, numberToDay, weekdayOf } from "../../kernel/day.ts";

export interface DatedBackup {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export const KEPT_DAYS = 7;
export const KEPT_WEEKS = 8;
export const KEPT_MONTHS = 12;

const DAY_MS = 24 * 60 * 60_000;

/** @param backups verified ones of one place, in any order */
export function backupsToDrop(backups: readonly DatedBackup[], nowMs: number): readonly string[] {
  const newestFirst = [...backups].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  const stays = new Set<string>(newestFirst.slice(0, 1).map(({ id }) => id));
  for (const { id, at } of newestFirst) if (at > nowMs - DAY_MS) stays.add(id);
  const periods: readonly (readonly [name: (day: string) => string, kept: number])[] = [
    [(day) => day, KEPT_DAYS],
    // a week by its Monday
    [(day) => addDays(day, 1 - weekdayOf(day)), KEPT_WEEKS],
    [(day) => day.slice(0, 7), KEPT_MONTHS],
  ];
  for (const [nameOf, kept] of periods) {
    const seen = new Set<string>();
    for (const { id, at } of newestFirst) {
      const period = nameOf(numberToDay(Math.floor(at / DAY_MS)));
      if (seen.has(period) || seen.size === kept) continue;
      seen.add(period);
      stays.add(id);
    }
  }
  return newestFirst.filter(({ id }) => !stays.has(id)).map(({ id }) => id);
}
