/** Counting by names and amounts: a record of one thing for each, and counts in which what nobody has does not stand. */
import type { AmountCounts } from "#shared/analysis/concentration.ts";
import { type Amounts, MEASURES, type Measure } from "#shared/analysis/value.ts";

export const recordOf = <N extends string, T>(names: readonly N[], of: (name: N) => T): Record<N, T> => Object.fromEntries(names.map((name) => [name, of(name)])) as Record<N, T>; // one for each name

/** @param times 1, or −1 to take it back */
export function count<K>(counts: Map<K, number>, key: K, times: 1 | -1): void {
  const found = (counts.get(key) ?? 0) + times;
  if (found === 0) counts.delete(key);
  else counts.set(key, found);
}

/** Whole amounts below this, which nearly all are, have a place of their own: a map takes ten times as long. */
const DENSE = 2048;

/** How many have each amount. */
export class AmountTally implements AmountCounts {
  private readonly dense = new Int32Array(DENSE);
  private readonly others = new Map<number, number>();

  /** @param times 1, or −1 to take it back */
  count(amount: number, times: 1 | -1): void {
    const known = this.dense[amount];
    if (known === undefined) count(this.others, amount, times);
    else this.dense[amount] = known + times;
  }
  *[Symbol.iterator](): Iterator<readonly [number, number]> {
    for (const [amount, readers] of this.dense.entries()) if (readers !== 0) yield [amount, readers];
    yield* this.others;
  }
}

export type MeasureTallies = Readonly<Record<Measure, AmountTally>>;

export const measureTallies = (): MeasureTallies => recordOf(MEASURES, () => new AmountTally());

/** Each measure by name: in a loop over them the look-up would be half of what a page costs. */
export function countAmounts(tallies: MeasureTallies, { visits, loans, participation, combined }: Amounts, times: 1 | -1): void {
  tallies.visits.count(visits, times);
  tallies.loans.count(loans, times);
  tallies.participation.count(participation, times);
  tallies.combined.count(combined, times);
}

/** As `countAmounts`, of those who have any. */
export function countUsed(tallies: MeasureTallies, { visits, loans, participation, combined }: Amounts, times: 1 | -1): void {
  if (visits > 0) tallies.visits.count(visits, times);
  if (loans > 0) tallies.loans.count(loans, times);
  if (participation > 0) tallies.participation.count(participation, times);
  if (combined > 0) tallies.combined.count(combined, times);
}
