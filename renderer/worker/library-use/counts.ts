/**
 * Counting by names and amounts: a record of one thing for each, and counts in which what nobody has does not stand.
 */
import { type Amounts, MEASURES, type Measure } from "#shared/analysis/value.ts";

export const recordOf = <N extends string, T>(names: readonly N[], of: (name: N) => T): Record<N, T> =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as Record<N, T>; // one for each name

/** @param times 1, or −1 to take it back */
export function addCount<K>(counts: Map<K, number>, key: K, times: 1 | -1): void {
  const found = (counts.get(key) ?? 0) + times;
  if (found === 0) counts.delete(key);
  else counts.set(key, found);
}

/** Whole amounts below this, which nearly all are, have a place of their own: a map takes ten times as long. */
const DENSE = 2048;

/** How many have each amount; plain data, so that it can be kept. */
interface AmountTally {
  readonly dense: Int32Array;
  readonly others: Map<number, number>;
}

export const amountTally = (): AmountTally => ({ dense: new Int32Array(DENSE), others: new Map() });

/** @param times 1, or −1 to take it back */
export function countAmount({ dense, others }: AmountTally, amount: number, times: 1 | -1): void {
  const known = dense[amount];
  if (known === undefined) addCount(others, amount, times);
  else dense[amount] = known + times;
}

export function* amountsIn({ dense, others }: AmountTally): Generator<readonly [amount: number, readers: number]> {
  for (const [amount, readers] of dense.entries()) if (readers !== 0) yield [amount, readers];
  yield* others;
}

export type MeasureTallies = Readonly<Record<Measure, AmountTally>>;

export const measureTallies = (): MeasureTallies => recordOf(MEASURES, amountTally);

/**
 * As the measures stand, of those who have any. Each by name: in a loop over them the look-up would be half of what a
 * page costs.
 */
export function countUsed(
  tallies: MeasureTallies,
  { visits, loans, participation, combined }: Amounts,
  times: 1 | -1,
): void {
  if (visits > 0) countAmount(tallies.visits, visits, times);
  if (loans > 0) countAmount(tallies.loans, loans, times);
  if (participation > 0) countAmount(tallies.participation, participation, times);
  if (combined > 0) countAmount(tallies.combined, combined, times);
}

/** Pairs of whole amounts below this have a place of their own. */
const SIDE = 64;

/** How many have each amount before and now: who crosses any line between them is told by it. */
export interface PairTally {
  readonly dense: Int32Array;
  readonly others: Map<number, Map<number, number>>;
}

export type MeasurePairs = Readonly<Record<Measure, PairTally>>;

export const measurePairs = (): MeasurePairs =>
  recordOf(MEASURES, () => ({ dense: new Int32Array(SIDE * SIDE), others: new Map() }));

/** @param times 1, or −1 to take them back */
export function countPairs(pairs: MeasurePairs, before: Amounts, now: Amounts, times: 1 | -1): void {
  countPair(pairs.visits, before.visits, now.visits, times);
  countPair(pairs.loans, before.loans, now.loans, times);
  countPair(pairs.participation, before.participation, now.participation, times);
  countPair(pairs.combined, before.combined, now.combined, times);
}

function countPair({ dense, others }: PairTally, before: number, now: number, times: 1 | -1): void {
  if (isDense(before) && isDense(now)) {
    const place = before * SIDE + now;
    dense[place] = (dense[place] ?? 0) + times;
    return;
  }
  const of = others.get(before) ?? new Map<number, number>();
  others.set(before, of);
  addCount(of, now, times);
  if (of.size === 0) others.delete(before);
}

const isDense = (amount: number): boolean => amount >= 0 && amount < SIDE && Number.isInteger(amount);

export function* pairsIn({
  dense,
  others,
}: PairTally): Generator<readonly [before: number, now: number, readers: number]> {
  for (const [place, readers] of dense.entries())
    if (readers !== 0) yield [Math.floor(place / SIDE), place % SIDE, readers];
  for (const [before, of] of others) for (const [now, readers] of of) yield [before, now, readers];
}
