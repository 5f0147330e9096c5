/**
 * Why use has changed between two periods: fewer readers, fewer visits of each, fewer items a visit. The parts add up
 * to the whole change, and none depends on the order in which they are taken (logarithmic mean Divisia index,
 * Ang, "The LMDI approach to decomposition analysis: a practical guide", Energy Policy 33, 2005).
 */

export interface UseOfPeriod {
  /** Readers who used anything. */
  readonly readers: number;
  readonly visits: number;
  readonly items: number;
}

/** In items, each with its sign. */
export interface TrendParts {
  readonly change: number;
  readonly byReaders: number;
  readonly byVisitsEach: number;
  readonly byItemsAVisit: number;
}

/** Undefined where one of the periods has no readers, visits or items: then there is nothing to take apart. */
export function trendParts(before: UseOfPeriod, now: UseOfPeriod): TrendParts | undefined {
  if (
    ![before.readers, before.visits, before.items, now.readers, now.visits, now.items].every(
      (number) => Number.isFinite(number) && number > 0,
    )
  )
    return undefined;
  const weight = logarithmicMean(before.items, now.items);
  return {
    change: now.items - before.items,
    byReaders: weight * Math.log(now.readers / before.readers),
    byVisitsEach: weight * Math.log(now.visits / now.readers / (before.visits / before.readers)),
    byItemsAVisit: weight * Math.log(now.items / now.visits / (before.items / before.visits)),
  };
}

/** Close to equal the quotient loses its digits: there the arithmetic mean is as good. */
const logarithmicMean = (a: number, b: number): number =>
  Math.abs(a - b) < 1e-9 * a ? (a + b) / 2 : (a - b) / Math.log(a / b);
