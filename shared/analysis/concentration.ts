/**
 * How use is spread over readers: what the most active fifth has of it, how few readers make 80 %, the Lorenz
 * curve and the Gini coefficient. Evidence about the library's work, never a ranking to be read aloud.
 */

export interface Concentration {
  /** Readers looked at, those without any use included. */
  readonly readers: number;
  readonly total: number;
  /** How many the top fifth are: a fifth, rounded up. */
  readonly topFifth: number;
  /** Their share of all use, 0 to 1. */
  readonly topFifthShare: number;
  /** The fewest readers who together make at least 80 % of all use. */
  readonly readersFor80: number;
  /** 0 where all use the same, near 1 where one does all. */
  readonly gini: number;
  /** Share of readers, from the least active, and their share of use; from (0, 0) to (1, 1), at most 101 points. */
  readonly lorenz: readonly (readonly [readers: number, use: number])[];
}

const MOST_POINTS = 100;

/** Each amount once, with how many readers have it: what a new log changes in two places. */
export type AmountCounts = Iterable<readonly [amount: number, readers: number]>;

/**
 * @param amounts use of each reader in one measure (visits, loans, points …); what is negative or no number is left out
 * @returns null where nobody has used anything
 */
export const concentrationOf = (amounts: ArrayLike<number>): Concentration | null =>
  concentrationOfCounts(countsOf(amounts));

export function concentrationOfCounts(counts: AmountCounts): Concentration | null {
  const runs = runsOf(counts);
  let readers = 0;
  let total = 0;
  let weighted = 0;
  for (const { amount, count } of runs) {
    total += amount * count;
    // their ranks are readers + 1 to readers + count
    weighted += amount * (count * readers + (count * (count + 1)) / 2);
    readers += count;
  }
  if (total === 0) return null;
  const topFifth = fifthOf(readers);
  return {
    readers,
    total,
    topFifth,
    topFifthShare: topSum(runs, topFifth) / total,
    readersFor80: fewestFor(runs, (total * 4) / 5),
    // Gini as the mean absolute difference, by ranks: Damgaard and Weiner, Ecology 81 (2000)
    gini: Math.max(0, (2 * weighted) / (readers * total) - (readers + 1) / readers),
    lorenz: lorenzOf(runs, readers, total),
  };
}

/** The least amount of the top fifth; infinite where nobody has used anything, so that nobody belongs to it. */
export const topFifthLine = (amounts: ArrayLike<number>): number => lineOfCounts(countsOf(amounts));

export function lineOfCounts(counts: AmountCounts): number {
  const runs = runsOf(counts);
  const readers = runs.reduce((sum, { count }) => sum + count, 0);
  // who has used nothing is not among the most active, even where fewer than a fifth have used anything
  const used = readers - (runs[0]?.amount === 0 ? runs[0].count : 0);
  let left = Math.min(fifthOf(readers), used);
  if (used === 0) return Number.POSITIVE_INFINITY;
  for (const { amount, count } of runs.toReversed()) {
    left -= count;
    if (left <= 0) return amount;
  }
  return Number.POSITIVE_INFINITY;
}

const fifthOf = (readers: number): number => Math.ceil(readers / 5);

/** Readers with one amount. */
interface Run {
  readonly amount: number;
  readonly count: number;
}

/** From the least amount up, without what is no amount. */
const runsOf = (counts: AmountCounts): readonly Run[] =>
  Array.from(counts, ([amount, count]) => ({ amount, count }))
    .filter(({ amount, count }) => Number.isFinite(amount) && amount >= 0 && count > 0)
    .sort((a, b) => a.amount - b.amount);

function countsOf(amounts: ArrayLike<number>): AmountCounts {
  const counts = new Map<number, number>();
  for (let place = 0; place < amounts.length; place++)
    counts.set(amounts[place] ?? 0, (counts.get(amounts[place] ?? 0) ?? 0) + 1);
  return counts;
}

function topSum(runs: readonly Run[], wanted: number): number {
  let left = wanted;
  let sum = 0;
  for (const { amount, count } of runs.toReversed()) {
    const taken = Math.min(left, count);
    sum += taken * amount;
    left -= taken;
  }
  return sum;
}

function fewestFor(runs: readonly Run[], wanted: number): number {
  let readers = 0;
  let sum = 0;
  for (const { amount, count } of runs.toReversed()) {
    if (sum >= wanted || amount === 0) break;
    const taken = Math.min(count, Math.ceil((wanted - sum) / amount));
    readers += taken;
    sum += taken * amount;
  }
  return readers;
}

function lorenzOf(runs: readonly Run[], readers: number, total: number): readonly (readonly [number, number])[] {
  const steps = Math.min(MOST_POINTS, readers);
  const points: (readonly [number, number])[] = [[0, 0]];
  let [sum, behind, place] = [0, 0, 0];
  for (let step = 1; step <= steps; step++) {
    const until = Math.round((step * readers) / steps);
    for (;;) {
      const { amount = 0, count = 0 } = runs[place] ?? {};
      if (place >= runs.length || behind + count > until) {
        points.push([until / readers, step === steps ? 1 : (sum + amount * (until - behind)) / total]);
        break;
      }
      sum += amount * count;
      behind += count;
      place++;
    }
  }
  return points;
}
