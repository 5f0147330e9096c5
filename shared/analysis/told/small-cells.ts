/**
 * A count of one to four persons is small: it does not leave the house. Which others would tell it, `told-sets.ts` and
 * `safe-table.ts` decide.
 */

export const SMALLEST_SHOWN = 5;

/** Stands for what is hidden, on paper and in files too; what cannot be measured is a dash. */
export const HIDDEN = "•";

export const isSmall = (count: number): boolean => count > 0 && count < SMALLEST_SHOWN;
