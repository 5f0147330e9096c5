/**
 * Rows of cells as CSV after RFC 4180, UTF-8 with a byte order mark so that Excel reads it right.
 * Equal rows give equal bytes.
 */
import { guardCell } from "./csv-guard.ts";

export const CSV_MARK = "\uFEFF";

export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => quote(guardCell(cell))).join(",")}\r\n`;

/**
 * A table of figures: of which library, branch and time it is, its head, its rows. What is a number is one in a
 * spreadsheet too, signed or grouped as people read it: +1,220 is 1220, −97 is -97.
 */
export function figuresCsv(
  of: readonly string[],
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const first = Array.from({ length: Math.max(of.length, head.length) }, (_, place) => of[place] ?? "");
  return (
    CSV_MARK + csvLine(first) + csvLine(head) + rows.map((cells) => `${cells.map(figureCell).join(",")}\r\n`).join("")
  );
}

const SIGNED = /^([+±−-]?)((?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?%?)$/u;

function figureCell(cell: string | number): string {
  if (typeof cell === "number") return String(cell);
  const [, sign, digits] = SIGNED.exec(cell) ?? [];
  return digits === undefined
    ? quote(guardCell(cell))
    : `${sign === "-" || sign === "−" ? "-" : ""}${digits.replaceAll(",", "")}`;
}

const quote = (cell: string): string => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
