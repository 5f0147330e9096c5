/** Addresses of a workbook's cells, `B7`; columns and rows count from 1. */

export interface WorkbookCell {
  readonly column: number;
  readonly row: number;
}

export interface CellRange {
  readonly from: WorkbookCell;
  readonly to: WorkbookCell;
}

/** What a sheet of Excel can hold. */
export const MOST_COLUMNS = 16_384;
const MOST_ROWS = 1_048_576;

const LETTERS = 26;
const A = 65;

/** 1 → A, 27 → AA. */
export function columnName(column: number): string {
  let name = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / LETTERS))
    name = String.fromCharCode(A + ((rest - 1) % LETTERS)) + name;
  return name;
}

export const addressOf = ({ column, row }: WorkbookCell): string => `${columnName(column)}${row}`;

/** As typed: small letters, full-width ones and signs of a fixed place are taken too. Null for what is none. */
export function parseAddress(text: string): WorkbookCell | null {
  const found = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(text.normalize("NFKC").replaceAll("$", "").trim().toUpperCase());
  if (found === null) return null;
  const column = [...(found[1] ?? "")].reduce((sum, letter) => sum * LETTERS + letter.charCodeAt(0) - A + 1, 0);
  const row = Number(found[2]);
  return column > MOST_COLUMNS || row > MOST_ROWS ? null : { column, row };
}

export function parseRange(text: string): CellRange | null {
  const [first = "", last = first] = text.split(":");
  const [from, to] = [parseAddress(first), parseAddress(last)];
  return from === null || to === null ? null : { from, to };
}

export const isWithin = ({ from, to }: CellRange, { column, row }: WorkbookCell): boolean =>
  column >= from.column && column <= to.column && row >= from.row && row <= to.row;
