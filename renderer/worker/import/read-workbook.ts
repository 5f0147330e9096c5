/**
 * A sheet of an XLSX or XLS workbook as rows of cells. Numbers keep all the digits the workbook still
 * has, days become ISO days, and what a person should know of a cell (number, formula, merged) is marked.
 */

import { serialToDay } from "#shared/import-export/cells/parse-day.ts";
import type { FileFailure } from "#shared/import-export/cells/problems.ts";
import { tooManyRows } from "#shared/import-export/table/full-sheet.ts";
import { LIMITS } from "#shared/import-export/table/limits.ts";
import { type CellMark, type TableRow, withTexts } from "#shared/import-export/table/table.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { rowFaultOf } from "./read-delimited.ts";

type Xlsx = typeof import("@e965/xlsx");
type CellObject = import("@e965/xlsx").CellObject;
type WorkSheet = import("@e965/xlsx").WorkSheet;
type Range = import("@e965/xlsx").Range;

/** Days between the two day counts of workbooks. */
const SINCE_1904 = 1462;

export interface Workbook {
  readonly sheets: readonly string[];
  rows(sheet: string): Result<readonly TableRow[], FileFailure>;
}

export async function openWorkbook(bytes: Uint8Array): Promise<Result<Workbook, FileFailure>> {
  const xlsx = await import("@e965/xlsx");
  // tables for the code pages of Excel 95 and older
  const codePages = await import("@e965/xlsx/dist/cpexcel.full.mjs");
  xlsx.set_cptable(codePages);
  try {
    const book = xlsx.read(bytes, {
      type: "array",
      dense: true,
      cellNF: true,
      cellFormula: true,
      cellHTML: false,
      sheetRows: LIMITS.rows + 2,
    });
    const from1904 = book.Workbook?.WBProps?.date1904 === true;
    const sheets = book.SheetNames;
    return ok({
      sheets,
      rows(name) {
        const sheet = book.Sheets[name];
        return sheet === undefined ? ok([]) : sheetRows(sheet, xlsx, from1904);
      },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    return err(
      /password/i.test(reason)
        ? { tag: "password-protected" }
        : { tag: "damaged-workbook", reason: reason.slice(0, 200) },
    );
  }
}

function sheetRows(sheet: WorkSheet, xlsx: Xlsx, from1904: boolean): Result<readonly TableRow[], FileFailure> {
  const data: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet["!data"] ?? [];
  const rows: TableRow[] = [];
  let widest = 0;
  for (const [index, found = []] of data.entries()) {
    const marks: Record<number, CellMark> = {};
    const cells: string[] = [];
    for (const column of columnsOf(found)) {
      const cell = found[column];
      if (cell === undefined) continue;
      const { text, mark } = readCell(cell, xlsx, from1904);
      if (column >= LIMITS.columns) {
        if (text === "") continue;
        return err({ tag: "too-many-columns", columns: found.length, limit: LIMITS.columns });
      }
      while (cells.length < column) cells.push("");
      cells.push(text);
      if (mark !== null) marks[column] = mark;
      if (text !== "") widest = Math.max(widest, column + 1);
    }
    const fault = rowFaultOf(cells);
    rows.push(fault === undefined ? { row: index + 1, cells, marks } : { row: index + 1, cells: [], fault });
  }
  if (rows.length > LIMITS.rows + 1) return err(tooManyRows(rows.length - 1, rows.length, LIMITS.rows));
  const merged = markMerged(rows, sheet["!merges"] ?? [], widest);
  return merged === null ? err({ tag: "damaged-workbook", reason: "merges" }) : ok(merged);
}

/** Of a row that ends far out only its cells are visited, not the gaps between them. */
const columnsOf = (row: readonly unknown[]): Iterable<number> =>
  row.length > LIMITS.columns ? Object.keys(row).map(Number) : row.keys();

function readCell(
  cell: CellObject,
  xlsx: Xlsx,
  from1904: boolean,
): { readonly text: string; readonly mark: CellMark | null } {
  const mark: CellMark | null = cell.f === undefined ? null : "formula";
  if (cell.t === "e") return { text: cell.w ?? "#N/A", mark: "error" };
  if (cell.t === "b") return { text: cell.v === true ? "TRUE" : "FALSE", mark };
  if (cell.t !== "n" || typeof cell.v !== "number")
    return { text: cell.t === "z" || cell.v === undefined ? "" : String(cell.v), mark };
  if (typeof cell.z === "string" && xlsx.SSF.is_date(cell.z))
    return { text: serialToDay(cell.v + (from1904 ? SINCE_1904 : 0)), mark };
  // a format of zeros shows zeros in front that the number itself has not
  const shown = typeof cell.z === "string" && /^0+$/.test(cell.z) && /^\d+$/.test(cell.w ?? "") ? cell.w : undefined;
  return { text: shown ?? numberText(cell.v), mark: mark ?? "number" };
}

/**
 * A number keeps fifteen digits; a longer one is shown as the spreadsheet shows it, so that nobody takes it for whole.
 */
const numberText = (value: number): string =>
  Math.abs(value) < 1e15 ? String(value) : value.toPrecision(6).toUpperCase();

/**
 * What stands beside several rows, merged, holds for each of them; under a range of several columns every cell is
 * marked, as far as the sheet has rows and columns.
 *
 * @returns null where ranges lie over each other, which no spreadsheet does: their cells would be marked without end
 */
function markMerged(rows: readonly TableRow[], merges: readonly Range[], width: number): readonly TableRow[] | null {
  const merged = new Map<number, Record<number, CellMark>>();
  const filled = new Map<number, Map<number, string>>();
  let left = rows.length * width;
  for (const { s, e } of merges) {
    left -= Math.max(0, Math.min(e.r + 1, rows.length) - s.r) * Math.max(0, Math.min(e.c + 1, width) - s.c);
    if (left < 0) return null;
    const isBeside = s.c === e.c;
    const shared = isBeside ? (rows[s.r]?.cells[s.c] ?? "") : "";
    for (let row = s.r; row <= Math.min(e.r, rows.length - 1); row++) {
      if (shared !== "" && row > s.r) filled.set(row, (filled.get(row) ?? new Map()).set(s.c, shared));
      if (isBeside) continue;
      const marks = merged.get(row) ?? {};
      for (let column = s.c; column <= Math.min(e.c, width - 1); column++) marks[column] = "merged";
      merged.set(row, marks);
    }
  }
  if (merged.size === 0 && filled.size === 0) return rows;
  return rows.map((row, index) => {
    const texts = row.fault === undefined ? filled.get(index) : undefined;
    return merged.has(index) || texts !== undefined
      ? {
          ...row,
          ...(texts !== undefined && { cells: withTexts(row.cells, texts) }),
          marks: { ...row.marks, ...merged.get(index) },
        }
      : row;
  });
}
