/**
 * A month that was closed 封存: its figures as they stood, who closed it and when. Every closing is a record of its
 * own, so that two desks that close one month at once lose nothing: which of them counts is decided by
 * `shared/reports/seals.ts`. A seal is never edited, deleted or turned back.
 */
import * as v from "valibot";
import { defineRecord, instant, line, one, type RecordOptions, type ValuesOf } from "../record.ts";
import { refersTo } from "../reference.ts";
import { monthName } from "./month-figures.ts";

/** `of`: of a share, how many it is of; closings before 2026-11-29 have none. */
const sealedFigure = v.object({
  value: v.pipe(v.number(), v.finite()),
  source: v.optional(line),
  of: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
});

const kept: RecordOptions = { rows: "few", indexes: ["month"], inbox: false, restored: false, timesMove: true };

export const monthSeal = defineRecord("month-seal", kept, {
  month: one(monthName, "latest"),
  at: one(instant, "latest"),
  by: one(refersTo("staff"), "latest"),
  /** The seal that whoever closed it again knew of. */
  after: one(refersTo("month-seal"), "latest"),
  /** `figure` for the whole library, `figure@branch` for a branch; only what could be measured. */
  figures: one(v.record(line, sealedFigure), "latest"),
});
export type MonthSeal = ValuesOf<typeof monthSeal>;

export const sealKey = (figure: string, branch: string | null): string =>
  branch === null ? figure : `${figure}@${branch}`;
