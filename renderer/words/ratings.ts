/** How satisfied a reader is, from 5 to 1, as a person reads it. */
import type { Translate } from "../i18n/i18n.ts";

export const RATINGS = [5, 4, 3, 2, 1] as const;

/** @param rating a whole number, 1 to 5 */
export const ratingText = (rating: number, t: Translate): string => {
  const known = RATINGS.find((each) => each === rating);
  return known === undefined ? String(rating) : t(`words.rating.${known}`);
};
