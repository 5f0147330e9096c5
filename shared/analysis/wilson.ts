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
  return { share, low: count === 0 ? 0 : Math.max(0, (middle - half) / (1 + square)), high: count === total ? 1 : Math.min(1, (middle + half) / (1 + square)) };
}

/**
 * The difference of two independent shares: Newcombe, "Interval estimation for the difference between independent
 * proportions: comparison of eleven methods", Statistics in Medicine 17 (1998), method 10.
 */
export function newcombe(countBefore: number, totalBefore: number, countNow: number, totalNow: number, z = Z95): Difference | undefined {
  const before = wilson(countBefore, totalBefore, z);
  const now = wilson(countNow, totalNow, z);
  if (before === undefined || now === undefined) return undefined;
  const difference = now.share - before.share;
  return {
    difference,
    low: Math.max(-1, difference - Math.hypot(now.share - now.low, before.high - before.share)),
    high: Math.min(1, difference + Math.hypot(now.high - now.share, before.share - before.low)),
  };
}
