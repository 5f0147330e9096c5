/** Intervals for shares, which keep their promise for small counts and near nothing and all. */

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface Share extends Interval {
  readonly share: number;
}

export interface Difference extends Interval {
  /** Of the second share minus the first, −1 to 1. */
  readonly difference: number;
}

/** Of the normal distribution: 95 % lie within. */
const Z95 = 1.959963984540054;

/**
 * A share with its score interval: Wilson, "Probable inference, the law of succession, and statistical inference",
 * Journal of the American Statistical Association 22 (1927). Undefined where there is nothing to have a share of.
 */
export function wilson(count: number, total: number, z = Z95): Share | undefined {
  if (!(Number.isFinite(total) && total > 0 && count >= 0 && count <= total)) return undefined;
  const share = count / total;
  const square = (z * z) / total;
  const middle = share + square / 2;
  const half = Math.sqrt(square * (share * (1 - share) + square / 4));
  // at both ends rounding must not leave a speck outside
  return {
    share,
    low: count === 0 ? 0 : Math.max(0, (middle - half) / (1 + square)),
    high: count === total ? 1 : Math.min(1, (middle + half) / (1 + square)),
  };
}

/** Whom both of two counts are of. */
export interface Overlap {
  /** Persons in both totals. */
  readonly readers: number;
  /** Of them, those in the first count, in the second, and in both. */
  readonly before: number;
  readonly now: number;
  readonly both: number;
}

const NOBODY_TWICE: Overlap = { readers: 0, before: 0, now: 0, both: 0 };

/**
 * The difference of two shares: Newcombe, "Interval estimation for the difference between independent proportions:
 * comparison of eleven methods", Statistics in Medicine 17 (1998), method 10; of persons who are in both, with the
 * correlation of "Improved confidence intervals for the difference between binomial proportions based on paired data",
 * the same volume, where it is that of one sample and here that of the two shares.
 */
export function newcombe(
  countBefore: number,
  totalBefore: number,
  countNow: number,
  totalNow: number,
  overlap = NOBODY_TWICE,
  z = Z95,
): Difference | undefined {
  const before = wilson(countBefore, totalBefore, z);
  const now = wilson(countNow, totalNow, z);
  if (before === undefined || now === undefined) return undefined;
  const difference = now.share - before.share;
  const together = correlation(before.share, totalBefore, now.share, totalNow, overlap);
  const half = (ofNow: number, ofBefore: number): number =>
    Math.sqrt(Math.max(0, ofNow * ofNow + ofBefore * ofBefore - 2 * together * ofNow * ofBefore));
  return {
    difference,
    low: Math.max(-1, difference - half(now.share - now.low, before.high - before.share)),
    high: Math.min(1, difference + half(now.high - now.share, before.share - before.low)),
  };
}

/**
 * Of the two shares, −1 to 1: the products of the distances of whoever is in both from each share, against the spread
 * of all.
 */
function correlation(before: number, totalBefore: number, now: number, totalNow: number, overlap: Overlap): number {
  const spread = Math.sqrt(totalBefore * before * (1 - before) * totalNow * now * (1 - now));
  if (!(spread > 0)) return 0;
  const products = overlap.both - now * overlap.before - before * overlap.now + overlap.readers * before * now;
  return Math.min(1, Math.max(-1, products / spread));
}
