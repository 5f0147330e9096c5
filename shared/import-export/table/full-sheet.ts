/**
 * A list that has as many rows as a sheet can hold, of the old kind or of the new: the rest was most likely cut off when
 * it was written.
 */
import type { FileFailure } from "../cells/problems.ts";

/** Below the row of column names. */
const FULL_SHEETS: readonly number[] = [65_535, 1_048_575];

/** @param lastRow as a spreadsheet counts: titles may stand above the column names */
export const isFullSheet = (rows: number, lastRow: number): boolean =>
  FULL_SHEETS.includes(rows) || FULL_SHEETS.includes(lastRow - 1);

/** Of a list that is longer than what is taken: to cut a full sheet in two would not bring back what it lacks. */
export const tooManyRows = (rows: number, lastRow: number, limit: number): FileFailure =>
  isFullSheet(rows, lastRow) ? { tag: "full-sheet", rows } : { tag: "too-many-rows", limit };
