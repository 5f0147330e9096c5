/** Finds the delimiter of a text, and the row that holds the column names. */
import { matchHeader } from "../columns/match-header.ts";
import { matchUseHeader } from "../library-use/use-column-names.ts";

export const DELIMITERS = [",", "\t", ";", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** The delimiter that parts the first lines into the most, and the most equal, cells. */
export function detectDelimiter(text: string): Delimiter {
  const lines = firstLines(text, 20);
  let best: Delimiter = ",";
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((line) => countOutsideQuotes(line, delimiter)).filter((count) => count > 0);
    if (counts.length === 0) continue;
    const usual = counts.toSorted((a, b) => a - b)[counts.length >> 1] ?? 0;
    const agreeing = counts.filter((count) => count === usual).length / lines.length;
    const score = agreeing * 10 + Math.min(usual, 20) / 20;
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

/**
 * The row of column names among the first rows: the one with most known names, else the first that fills
 * most of the columns.
 * @returns its index, or -1 where the first row already holds a reader
 */
export function detectHeaderRow(rows: readonly (readonly string[])[]): number {
  const head = rows.slice(0, 12);
  let best = -1;
  let bestKnown = 0;
  for (const [index, cells] of head.entries()) {
    const known = cells.filter((cell) => cell.trim() !== "" && isKnownHeader(cell)).length;
    if (known > bestKnown) [best, bestKnown] = [index, known];
  }
  if (bestKnown >= 2 || (bestKnown === 1 && (head[best]?.length ?? 0) === 1)) return best;
  const widest = Math.max(0, ...head.map(filled));
  const first = head.findIndex((cells) => filled(cells) >= Math.max(1, widest * 0.6));
  return first >= 0 && (head[first] ?? []).some((cell) => /^\d{6,}$|^\d{4}-\d{2}-\d{2}/.test(cell.trim()))
    ? -1
    : Math.max(first, 0);
}

/** How much of a table rows are: of several sheets the one with most known names, and of equal ones the longest. */
export function tableScore(rows: readonly (readonly string[])[]): number {
  const names = (rows[detectHeaderRow(rows)] ?? []).filter((cell) => cell.trim() !== "" && isKnownHeader(cell)).length;
  const below = rows.filter((cells) => filled(cells) > 1).length - 1;
  return (names > 1 && below > 0 ? names : 0) + Math.max(0, below) / MOST_ROWS;
}

/** More than any sheet has. */
const MOST_ROWS = 2 ** 21;

/** Whether a cell is the name of a column that lists of readers or of use have. */
export const isKnownHeader = (cell: string): boolean => matchHeader(cell) !== null || matchUseHeader(cell) !== null;

const filled = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== "").length;

function firstLines(text: string, count: number): readonly string[] {
  const lines: string[] = [];
  let quoted = false;
  let from = 0;
  for (let at = 0; at < text.length && lines.length < count && at < 200_000; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x22) quoted = !quoted;
    else if ((char === 0x0a || char === 0x0d) && !quoted) {
      if (at > from) lines.push(text.slice(from, at));
      from = at + 1;
    }
  }
  if (lines.length < count && from < text.length) lines.push(text.slice(from, from + 20_000));
  return lines;
}

function countOutsideQuotes(line: string, delimiter: string): number {
  let quoted = false;
  let count = 0;
  for (const char of line) {
    if (char === '"') quoted = !quoted;
    else if (char === delimiter && !quoted) count++;
  }
  return count;
}
