/**
 * Hides small cells of a column of counts before it leaves the house: a count of one to four, and as many others
 * that the hidden ones cannot be worked out from the sum.
 */

/** Null for what is hidden. */
export interface SafeCounts {
  readonly counts: readonly (number | null)[];
  readonly total: number | null;
}

export const SMALLEST_SHOWN = 5;

/** Stands for what is hidden, on paper and in files too; what cannot be measured is a dash. */
export const HIDDEN = "•";

export const isSmall = (count: number): boolean => count > 0 && count < SMALLEST_SHOWN;

export function hideSmallCells(counts: readonly number[]): SafeCounts {
  const hidden = new Set(counts.flatMap((count, place) => (isSmall(count) ? [place] : [])));
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (hidden.size === 0) return { counts, total };
  // the smallest first, and in the order of the column where equal
  const others = counts
    .map((count, place) => ({ count, place }))
    .filter(({ count }) => count >= SMALLEST_SHOWN)
    .sort((a, b) => a.count - b.count || a.place - b.place);
  const hiddenSum = (): number => [...hidden].reduce((sum, place) => sum + (counts[place] ?? 0), 0);
  // as many readers as hidden cells would mean one in each
  const isSafe = (): boolean => hidden.size > 1 && hiddenSum() >= SMALLEST_SHOWN && hiddenSum() > hidden.size;
  for (const { place } of others) {
    if (isSafe()) break;
    hidden.add(place);
  }
  // with nothing left to hide beside it, the sum would tell
  return { counts: counts.map((count, place) => (hidden.has(place) ? null : count)), total: isSafe() ? total : null };
}
