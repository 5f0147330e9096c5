/**
 * Readers for the tests of the life cycle: uses written as kinds and days, always among those of others, and calendars
 * with a closure.
 */
import type { Days } from "#shared/analysis/ascending.ts";
import type { LifeFacts } from "#shared/analysis/life/life-state.ts";
import { buildUses, type ReaderUses, type UseKind, type UseRow, usesOf } from "#shared/analysis/uses.ts";
import { addDays, dayToNumber } from "#shared/kernel/day.ts";

export const on = dayToNumber;

/** Days as a stretch of a column in which others, who came on the same days, stand before and behind. */
export function stretchOf(own: ArrayLike<number>): Days {
  const beside = own.length === 0 ? [0] : Array.from(own);
  return {
    days: Int32Array.from([...beside, ...Array.from(own), ...beside]),
    from: beside.length,
    to: beside.length + own.length,
  };
}

export const daysIn = ({ days, from, to }: Days): readonly number[] => [...days.subarray(from, to)];

/** Between two others who did the same. */
export const usesAmong = (rows: readonly Omit<UseRow, "reader">[]): ReaderUses => {
  const readers = ["before", "reader", "behind"];
  return usesOf(
    buildUses(
      readers,
      readers.flatMap((reader) => rows.map((row) => ({ ...row, reader }))),
    ).uses,
    1,
  );
};

export const usesOn = (days: readonly number[], kind: UseKind = "visit"): ReaderUses =>
  usesAmong(days.map((day) => ({ day, kind, amount: 1 })));

export const cardHolder = (
  enrolledOn?: string,
  leaving?: { readonly reason: string; readonly on: string },
): LifeFacts => ({
  hasCard: true,
  enrolledOn: enrolledOn === undefined ? undefined : on(enrolledOn),
  leaving: leaving === undefined ? undefined : { reason: leaving.reason, on: on(leaving.on) },
});

export const closure = (from: string, days: number): Record<string, "closed"> =>
  Object.fromEntries(Array.from({ length: days }, (_, index) => [addDays(from, index), "closed" as const]));
