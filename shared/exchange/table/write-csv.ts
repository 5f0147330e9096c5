/**
 * Rows of cells as CSV after RFC 4180, UTF-8 with a byte order mark so that Excel reads it right.
 * Equal rows give equal bytes.
 */
import { guardCell } from "./csv-guard.ts";

export const CSV_MARK = "\uFEFF";

export const csvLine = (cells: readonly string[]): string => `${cells.map((cell) => quote(guardCell(cell))).join(",")}\r\n`;

const quote = (cell: string): string => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
