/**
 * Keeps a spreadsheet from taking a cell of our CSV for a formula: one apostrophe in front, taken off
 * again on import. Numbers like +86 138 0013 8000 are left alone.
 */
import type { TableRow } from "./table.ts";

const NUL = "\u0000";
const RISKY = new Set(["=", "+", "-", "@", "\t", "\r", NUL, "＝", "＋", "－", "＠"]);
const PLAIN_NUMBER = /^\+[\d ]*$/;

export function guardCell(cell: string): string {
  if (cell.startsWith("'")) return `'${cell}`;
  return RISKY.has(cell.charAt(0)) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
}

/** Takes exactly one apostrophe off. */
export const unguardCell = (cell: string): string => (cell.startsWith("'") ? cell.slice(1) : cell);

/** Cells of a text file that somebody has wrapped so that a spreadsheet leaves them alone: ="0021" and '0021 are 0021. */
const FORMULA = /^="((?:[^"]|"")*)"$/;
/** An apostrophe before a number or a sign; that of 't Hooft belongs to him. */
const APOSTROPHE = /^'(?=[=+\-@]|[A-Za-z]{0,3}\d[\w\-/. ]*$)/;

const isWrapped = (cell: string): boolean =>
  (cell.startsWith("=") && FORMULA.test(cell)) || (cell.startsWith("'") && APOSTROPHE.test(cell));

const unwrapped = (cell: string): string => {
  const text = FORMULA.exec(cell)?.[1];
  return text === undefined ? cell.replace(APOSTROPHE, "") : text.replaceAll('""', '"');
};

export const unwrapRow = (row: TableRow): TableRow =>
  row.cells.some(isWrapped)
    ? { ...row, cells: row.cells.map((cell) => (isWrapped(cell) ? unwrapped(cell) : cell)) }
    : row;
