/**
 * Numbers that look random and follow from a seed: SplitMix32 (after Steele, Lea and Flood, "Fast splittable
 * pseudorandom number generators", 2014). Good enough for a sample library, for nothing else.
 */
export interface DemoRandom {
  /** 0 ≤ n < 1. */
  unit(): number;
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(all: readonly T[]): T;
  /** One of the values by its weight. */
  weighted<T>(all: readonly (readonly [value: T, weight: number])[]): T;
  /** The same values in another order. */
  shuffled<T>(all: readonly T[]): readonly T[];
  /** Normally distributed (Box and Muller, 1958), mean 0, deviation 1. */
  normal(): number;
  bytes(length: number): Uint8Array;
}

export function createDemoRandom(seed: number): DemoRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  const unit = (): number => next() / 0x1_0000_0000;
  const pick = <T>(all: readonly T[]): T => {
    const chosen = all[Math.floor(unit() * all.length)];
    if (chosen === undefined) throw new Error("nothing to pick from");
    return chosen;
  };
  return {
    unit,
    pick,
    int: (low, high) => low + Math.floor(unit() * (high - low + 1)),
    chance: (probability) => unit() < probability,
    weighted(all) {
      let left = unit() * all.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of all) {
        left -= weight;
        if (left < 0) return value;
      }
      return pick(all)[0];
    },
    shuffled: (all) =>
      all
        .map((value) => ({ value, key: unit() }))
        .sort((a, b) => a.key - b.key)
        .map(({ value }) => value),
    normal: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
    bytes: (length) => Uint8Array.from({ length }, () => next() & 0xff),
  };
}
