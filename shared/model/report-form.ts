/**
 * A form of an authority, a workbook that is to be filled: which cell takes which figure. Kept under the form's
 * fingerprint, so that next month's copy of it is known again.
 */
import * as v from "valibot";
import { defineRecord, line, map, one, ref } from "./record.ts";

export const FORM_COLUMNS = ["now", "before", "year-ago"] as const;

export const formCell = v.object({
  figure: line,
  /** Absent: what the report is of. */
  branch: v.optional(ref),
  of: v.picklist(FORM_COLUMNS),
});
export type FormCell = v.InferOutput<typeof formCell>;

export const reportForm = defineRecord("report-form", {
  name: one(line, "latest"),
  /** By the sheet's place and the cell's address, `1!B7`. */
  cells: map(formCell, "latest"),
});
export const formId = (fingerprint: string): string => `form-${fingerprint}`;
