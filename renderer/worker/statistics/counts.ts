/** Counting by names and amounts: a record of one thing for each, and counts in which what nobody has does not stand. */
import type { AmountCounts } from "#shared/analysis/concentration.ts";

export const recordOf = <N extends string, T>(names: readonly N[], of: (name: N) => T): Record<N, T> => Object.fromEntries(names.map((name) => [name, of(name)])) as Record<N, T>; // one for each name

/** @param times 1, or −1 to take it back */
export function count<K>(counts: Map<K, number>, key: K, times: 1 | -1): void {
  const found = (counts.get(key) ?? 0) + times;
  if (found === 0) counts.delete(key);
  else counts.set(key, found);
}

export interface AmountTally extends AmountCounts {
  /** @param times 1, or −1 to take it back */
  readonly count: (amount: number, times: 1 | -1) => void;
}

/** Whole amounts below this, which nearly all are, have a place of their own: a map takes ten times as long. */
const DENSE = 2048;

export function createAmountTally(): AmountTally {
  const dense = new Int32Array(DENSE);
  const others = new Map<number, number>();
  return {
    count(amount, times) {
      if (amount >= 0 && amount < DENSE && Number.isInteger(amount)) dense[amount] = (dense[amount] ?? 0) + times;
      else count(others, amount, times);
    },
    *[Symbol.iterator]() {
      for (const [amount, readers] of dense.entries()) if (readers !== 0) yield [amount, readers] as const;
      yield* others;
    },
  };
}
