/** Readers for the tests of the life cycle: uses written as kinds and days, and calendars with a closure. */
import type { LifeFacts } from "#shared/analysis/life-state.ts";
import { buildUses, type ReaderUses, type UseKind, usesOf } from "#shared/analysis/uses.ts";
import { addDays, dayToNumber } from "#shared/kernel/day.ts";

export const on = dayToNumber;

export const usesOn = (days: readonly number[], kind: UseKind = "visit"): ReaderUses =>
  usesOf(
    buildUses(
      ["reader"],
      days.map((day) => ({ reader: "reader", day, kind, amount: 1 })),
    ).uses,
    0,
  );

export const cardHolder = (enrolledOn?: string, leaving?: { readonly reason: string; readonly on: string }): LifeFacts => ({
  hasCard: true,
  enrolledOn: enrolledOn === undefined ? undefined : on(enrolledOn),
  leaving: leaving === undefined ? undefined : { reason: leaving.reason, on: on(leaving.on) },
});

export const closure = (from: string, days: number): Record<string, "closed"> => Object.fromEntries(Array.from({ length: days }, (_, index) => [addDays(from, index), "closed" as const]));
