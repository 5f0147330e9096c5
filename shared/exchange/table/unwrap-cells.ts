/**
 * Cells of a text file that somebody has wrapped so that a spreadsheet leaves them alone: ="0021" and '0021 are 0021.
 */
import type { TableRow } from "./table.ts";

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
