/**
 * Keeps a spreadsheet from taking a cell of our CSV for a formula: one apostrophe in front, taken off
 * again on import. Numbers like +86 138 0013 8000 are left alone.
 */
const NUL = "\u0000";
const RISKY = new Set(["=", "+", "-", "@", "\t", "\r", NUL, "＝", "＋", "－", "＠"]);
const PLAIN_NUMBER = /^\+[\d ]*$/;

export function guardCell(cell: string): string {
  if (cell.startsWith("'")) return `'${cell}`;
  return RISKY.has(cell.charAt(0)) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
}

/** Takes exactly one apostrophe off. */
export const unguardCell = (cell: string): string => (cell.startsWith("'") ? cell.slice(1) : cell);
