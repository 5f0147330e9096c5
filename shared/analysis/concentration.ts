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

export interface Movers {
  /** Places of readers in the top fifth now and not before, and the other way round, ascending. */
  readonly entered: readonly number[];
  readonly left: readonly number[];
  /** The least use that belongs to the top fifth; readers who tie on the line belong to it. */
  readonly lineBefore: number;
  readonly lineNow: number;
}

const MOST_POINTS = 100;

/**
 * @param amounts use of each reader in one measure (visits, loans, points …); what is negative or no number is left out
 * @returns null where nobody has used anything
 */
export function concentrationOf(amounts: ArrayLike<number>): Concentration | null {
  const sorted = ascending(amounts);
  const readers = sorted.length;
  let total = 0;
  let weighted = 0;
  for (let place = 0; place < readers; place++) {
    const amount = sorted[place] ?? 0;
    total += amount;
    weighted += (place + 1) * amount;
  }
  if (total === 0) return null;
  const topFifth = fifthOf(readers);
  return {
    readers,
    total,
    topFifth,
    topFifthShare: topSum(sorted, topFifth) / total,
    readersFor80: fewestFor(sorted, (total * 4) / 5),
    // Gini as the mean absolute difference, by ranks: Damgaard and Weiner, Ecology 81 (2000)
    gini: Math.max(0, (2 * weighted) / (readers * total) - (readers + 1) / readers),
    lorenz: lorenzOf(sorted, total),
  };
}

/** Who crossed the line of the top fifth between two periods; both columns name the same readers. */
export function moversBetween(before: ArrayLike<number>, now: ArrayLike<number>): Movers {
  const lineBefore = lineOf(before);
  const lineNow = lineOf(now);
  const entered: number[] = [];
  const left: number[] = [];
  for (let reader = 0; reader < now.length; reader++) {
    const was = (before[reader] ?? 0) >= lineBefore;
    const is = (now[reader] ?? 0) >= lineNow;
    if (is && !was) entered.push(reader);
    if (was && !is) left.push(reader);
  }
  return { entered, left, lineBefore, lineNow };
}

/** The least amount of the top fifth; infinite where nobody has used anything, so that nobody belongs to it. */
export function lineOf(amounts: ArrayLike<number>): number {
  const sorted = ascending(amounts);
  const used = sorted.length - firstAbove(sorted, 0);
  if (used === 0) return Number.POSITIVE_INFINITY;
  // who has used nothing is not among the most active, even where fewer than a fifth have used anything
  return sorted[sorted.length - Math.min(fifthOf(sorted.length), used)] ?? Number.POSITIVE_INFINITY;
}

const fifthOf = (readers: number): number => Math.ceil(readers / 5);

const ascending = (amounts: ArrayLike<number>): Float64Array =>
  Float64Array.from(amounts)
    .filter((amount) => Number.isFinite(amount) && amount >= 0)
    .sort();

function firstAbove(sorted: Float64Array, bound: number): number {
  let place = 0;
  while (place < sorted.length && (sorted[place] ?? 0) <= bound) place++;
  return place;
}

const topSum = (sorted: Float64Array, count: number): number => sorted.subarray(sorted.length - count).reduce((sum, amount) => sum + amount, 0);

function fewestFor(sorted: Float64Array, wanted: number): number {
  let count = 0;
  for (let sum = 0; sum < wanted && count < sorted.length; count++) sum += sorted[sorted.length - 1 - count] ?? 0;
  return count;
}

function lorenzOf(sorted: Float64Array, total: number): readonly (readonly [number, number])[] {
  const steps = Math.min(MOST_POINTS, sorted.length);
  const points: (readonly [number, number])[] = [[0, 0]];
  let sum = 0;
  let place = 0;
  for (let step = 1; step <= steps; step++) {
    const until = Math.round((step * sorted.length) / steps);
    while (place < until) sum += sorted[place++] ?? 0;
    points.push([until / sorted.length, step === steps ? 1 : sum / total]);
  }
  return points;
}
