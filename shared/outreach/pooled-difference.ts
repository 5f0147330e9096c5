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
 *
 * Who lives in one household, or has one number, is drawn by one lot, and may well come together: such readers do not say
 * as much as as many strangers, and the interval goes by the number of lots of equal size that would say as much, the
 * whole group squared by the sum of the squares (Kish, "Survey Sampling" 1965, of clusters that are all of one mind). By
 * hand: the 132 are 90 by themselves, 15 pairs and 4 households of three: 132² ÷ (90 · 1 + 15 · 4 + 4 · 9) = 17,424 ÷ 186
 * = 93.68; the 33 are 21 and 4 of three: 1,089 ÷ (21 + 36) = 19.11. The difference stays 0.1364, Wilson is 0.2060 to
 * 0.3865 and 0.0520 to 0.3677, and the interval reaches from 0.1364 − √(0.0819² + 0.2162²) = −0.0948 to 0.1364 +
 * √(0.0986² + 0.0995²) = 0.2765: −9.5 to +27.6 percentage points.
 */
import { type Difference, type Interval, type Share, wilson } from "../analysis/wilson.ts";

export interface GroupCount {
  readonly readers: number;
  /** Of them, who came again. */
  readonly returned: number;
  /** As many lots of equal size as say as much; absent where each was drawn by herself. */
  readonly lots?: number;
}

/** @param lots of each reader by which she was drawn */
export function equalLots(lots: readonly string[]): number {
  const sizes = new Map<string, number>();
  for (const lot of lots) sizes.set(lot, (sizes.get(lot) ?? 0) + 1);
  return lots.length ** 2 / [...sizes.values()].reduce((sum, size) => sum + size * size, 0);
}

/** As many as say something by themselves. */
export const sizeOf = ({ readers, lots = readers }: GroupCount): number => lots;

/** The share that came again with its interval; undefined of an empty group. @param z its quantile, 95 % where absent */
export const shareOfGroup = (group: GroupCount, z = Z): Share | undefined =>
  wilson((group.returned / group.readers) * sizeOf(group), sizeOf(group), z);

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
  const raw = told.map(({ contacted, heldBack }) => {
    const [n, m] = [sizeOf(contacted), sizeOf(heldBack)];
    return (n * m) / (n + m);
  });
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
  const strata = groups.map((group, place) => {
    const [weight = 0, share] = [weights[place], group.returned / group.readers];
    return { group, weight, share, size: (weight * weight) / sizeOf(group) };
  });
  const sumOf = (value: (stratum: (typeof strata)[number]) => number): number =>
    strata.reduce((sum, stratum) => sum + value(stratum), 0);
  const spread = (share: number): number => share * (1 - share);
  // where nobody or everybody came in each round, there is no spread to go by but that of the sizes
  const isFlat = strata.every(({ share }) => spread(share) === 0);
  const within = ({ size, share }: (typeof strata)[number]): number => size * (isFlat ? 1 : spread(share));
  const narrowed = (Z * Math.sqrt(sumOf(within))) / sumOf((stratum) => Math.sqrt(within(stratum)));
  const intervals = strata.map(({ group }) => shareOfGroup(group, narrowed));
  const sizes = sumOf(({ size }) => size);
  return {
    share: sumOf(({ weight, share }) => weight * share),
    low: strata.reduce((sum, { weight }, place) => sum + weight * (intervals[place]?.low ?? 0), 0),
    high: strata.reduce((sum, { weight }, place) => sum + weight * (intervals[place]?.high ?? 1), 0),
    spreadAt: (share) => sizes * spread(Math.min(1, Math.max(0, share))),
  };
}
