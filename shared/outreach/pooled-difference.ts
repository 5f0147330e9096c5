/**
 * How much more of the contacted came again than of the held-back, over one round or several of one goal.
 *
 * Each round is compared within itself and weighs as in Mantel and Haenszel (1959): wₖ = nₖ · mₖ ÷ (nₖ + mₖ) of the sum of
 * all, n contacted and m held back. The interval is Newcombe's for strata: Yan and Su, "Stratified Wilson and Newcombe
 * confidence intervals for multiple binomial proportions", Statistics in Biopharmaceutical Research 2 (2010). Of one
 * round it is method 10 of Newcombe (1998) itself, so that one round and all of them go by the same rule.
 *
 * Worked by hand for one round: 38 of 132 contacted and 5 of 33 held back came again. Shares 0.2879 and 0.1515, Wilson
 * 0.2175 to 0.3703 and 0.0665 to 0.3092. Difference 0.1364, from 0.1364 − √((0.2879 − 0.2175)² + (0.3092 − 0.1515)²) =
 * 0.1364 − √(0.00496 + 0.02487) = −0.0363 to 0.1364 + √((0.3703 − 0.2879)² + (0.1515 − 0.0665)²) = 0.1364 +
 * √(0.00679 + 0.00723) = 0.2548, before rounding 0.2547: −3.6 to +25.5 percentage points.
 */
import { type Difference, type Interval, wilson } from "../analysis/wilson.ts";

export interface GroupCount {
  readonly readers: number;
  /** Of them, who came again. */
  readonly returned: number;
}

export interface RoundCounts {
  readonly contacted: GroupCount;
  readonly heldBack: GroupCount;
}

/** Of the normal distribution: 95 % lie within. */
const Z = 1.959963984540054;

/**
 * Contacted minus held back, −1 to 1.
 * @returns undefined where no round has somebody in both groups; a round without one of them counts for nothing
 */
export function pooledDifference(rounds: readonly RoundCounts[]): Difference | undefined {
  const told = rounds.filter(({ contacted, heldBack }) => contacted.readers > 0 && heldBack.readers > 0);
  if (told.length === 0) return undefined;
  const raw = told.map(({ contacted: { readers: n }, heldBack: { readers: m } }) => (n * m) / (n + m));
  const whole = raw.reduce((sum, weight) => sum + weight, 0);
  const weights = raw.map((weight) => weight / whole);
  const contacted = overRounds(
    told.map((round) => round.contacted),
    weights,
  );
  const heldBack = overRounds(
    told.map((round) => round.heldBack),
    weights,
  );
  const difference = contacted.share - heldBack.share;
  return {
    difference,
    low: Math.max(-1, difference - Z * Math.sqrt(contacted.spreadAt(contacted.low) + heldBack.spreadAt(heldBack.high))),
    high: Math.min(1, difference + Z * Math.sqrt(contacted.spreadAt(contacted.high) + heldBack.spreadAt(heldBack.low))),
  };
}

/** Whether the interval leaves out nought. */
export const leavesOutNought = ({ low, high }: Interval): boolean => low > 0 || high < 0;

interface Weighted extends Interval {
  readonly share: number;
  /** Variance of the weighted share where all rounds had this share. */
  readonly spreadAt: (share: number) => number;
}

/** Stratified Wilson of one group: each round's interval, as much narrower as several rounds know more than one. */
function overRounds(groups: readonly GroupCount[], weights: readonly number[]): Weighted {
  const strata = groups.map(({ readers, returned }, place) => {
    const [weight = 0, share] = [weights[place], returned / readers];
    return { readers, returned, weight, share, size: (weight * weight) / readers };
  });
  const sumOf = (value: (stratum: (typeof strata)[number]) => number): number =>
    strata.reduce((sum, stratum) => sum + value(stratum), 0);
  const spread = (share: number): number => share * (1 - share);
  // where nobody or everybody came in each round, there is no spread to go by but that of the sizes
  const isFlat = strata.every(({ share }) => spread(share) === 0);
  const within = ({ size, share }: (typeof strata)[number]): number => size * (isFlat ? 1 : spread(share));
  const narrowed = (Z * Math.sqrt(sumOf(within))) / sumOf((stratum) => Math.sqrt(within(stratum)));
  const intervals = strata.map(({ returned, readers }) => wilson(returned, readers, narrowed));
  const sizes = sumOf(({ size }) => size);
  return {
    share: sumOf(({ weight, share }) => weight * share),
    low: strata.reduce((sum, { weight }, place) => sum + weight * (intervals[place]?.low ?? 0), 0),
    high: strata.reduce((sum, { weight }, place) => sum + weight * (intervals[place]?.high ?? 1), 0),
    spreadAt: (share) => sizes * spread(Math.min(1, Math.max(0, share))),
  };
}
