/**
 * Figures of a month that other systems own (loans, the gate's count, purchases), typed in or copied with their
 * source. One record for a month and a branch, under an id of its own making, so that two desks that type one
 * month write into one record: different figures stand beside each other, one figure typed twice is asked about.
 */
import * as v from "valibot";
import { isMonth } from "../../kernel/month.ts";
import { defineRecord, line, map, one, type RecordOptions, type ValuesOf } from "../record.ts";
import { refersTo } from "../reference.ts";

export const TYPED_FIGURES = [
  "visits",
  "loans",
  "events-held",
  "event-attendance",
  "purchases",
  "expenditure",
] as const;
export type TypedFigure = (typeof TYPED_FIGURES)[number];

const MOST = 1_000_000_000_000;

export const monthName = v.pipe(v.string(), v.check(isMonth));
/** Copies, persons, times; money in the library's own currency, to the cent. */
export const amount = v.pipe(
  v.number(),
  v.minValue(0),
  v.maxValue(MOST),
  v.check((value) => Math.abs(Math.round(value * 100) - value * 100) < 1e-4),
);

const kept: RecordOptions = { rows: "few", indexes: ["month"], inbox: true, restored: true, timesMove: true };

export const monthFigures = defineRecord("month-figures", kept, {
  month: one(monthName, "latest"),
  /** Absent: the whole library. */
  branch: one(refersTo("branch"), "latest"),
  /** By `TypedFigure`; where it comes from belongs to it. */
  figures: map(v.object({ value: amount, source: line }), "ask"),
});
export type MonthFigures = ValuesOf<typeof monthFigures>;

export const monthFiguresId = (month: string, branch: string | null): string => `month-${month}-${branch ?? "all"}`;
