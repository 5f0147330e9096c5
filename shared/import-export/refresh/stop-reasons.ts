/**
 * Why a list is not taken before a person has said so: it looks as though the library system had given out less than it
 * has. Pure, and asked anew of each file.
 */
import { isFullSheet } from "../table/full-sheet.ts";
import { isOneList, type ListFacts, type TakenOnce } from "./taken-list.ts";

export type StopReason =
  /** Fewer rows by more than five in a hundred. */
  | { readonly tag: "shrank"; readonly before: number; readonly now: number }
  /** It has as many rows as a sheet of the old or the new kind can hold: the rest was most likely cut off. */
  | { readonly tag: "full-sheet"; readonly rows: number }
  /** It was written before the one that was taken last; epoch milliseconds. */
  | { readonly tag: "older"; readonly before: number; readonly now: number }
  | { readonly tag: "lacks-branches" | "lacks-categories" | "lacks-columns"; readonly names: readonly string[] };

/**
 * @param last what it is held against; null where none was taken yet
 * @param anywhere what was taken last on any computer, which is a measure only where it is the same list
 */
export function reasonsToStop(
  last: TakenOnce | null,
  now: ListFacts & Pick<TakenOnce, "modifiedAt">,
  anywhere: TakenOnce | null = null,
): readonly StopReason[] {
  const reasons: StopReason[] = isFullSheet(now.rows, now.lastRow) ? [{ tag: "full-sheet", rows: now.rows }] : [];
  if (last === null) return reasons;
  if (hasShrunk(last.rows, now.rows)) reasons.push({ tag: "shrank", before: last.rows, now: now.rows });
  const newest = Math.max(
    last.modifiedAt,
    anywhere !== null && isOneList(anywhere, now) ? anywhere.modifiedAt : -Infinity,
  );
  if (now.modifiedAt < newest) reasons.push({ tag: "older", before: newest, now: now.modifiedAt });
  for (const what of ["branches", "categories", "columns"] as const) {
    const names = lacking(last[what], now[what]);
    if (names.length > 0) reasons.push({ tag: `lacks-${what}`, names });
  }
  return reasons;
}

/** In whole numbers: exactly five in a hundred is not more than that. */
const hasShrunk = (before: number, now: number): boolean => (before - now) * 20 > before;

function lacking(before: readonly string[], now: readonly string[]): readonly string[] {
  const there = new Set(now.map(folded));
  return before.filter((name) => !there.has(folded(name)));
}

const folded = (name: string): string => name.toLowerCase();
