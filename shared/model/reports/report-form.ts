/**
 * A form of an authority, a workbook that is to be filled: which cell takes which figure. Kept under the form's
 * fingerprint, so that next month's copy of it is known again.
 */
import * as v from "valibot";
import { defineRecord, line, map, one, type RecordOptions } from "../record.ts";
import { refersTo } from "../reference.ts";

export const FORM_COLUMNS = ["now", "before", "year-ago"] as const;

export const formCell = v.object({
  figure: line,
  /** Absent: what the report is of. */
  branch: v.optional(refersTo("branch")),
  of: v.picklist(FORM_COLUMNS),
  /** For which kind of period somebody chose `of` otherwise than the heads say. */
  span: v.optional(v.picklist(["month", "quarter", "year"])),
  /** The form wants it in units of so many: 10,000 for 万人次, 0.01 for a percentage. Absent: one. */
  per: v.optional(v.pipe(v.number(), v.minValue(0.01))),
});
export type FormCell = v.InferOutput<typeof formCell>;

const kept: RecordOptions = { rows: "few", indexes: [], inbox: false, restored: true, timesMove: true };

export const reportForm = defineRecord("report-form", kept, {
  name: one(line, "latest"),
  /** By the sheet's place and the cell's address, `1!B7`. */
  cells: map(formCell, "latest"),
});
export const formId = (fingerprint: string): string => `form-${fingerprint}`;
