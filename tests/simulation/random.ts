/**
 * Dice with a memory of nothing but their seed: sfc32 (Chris Doty-Humphrey, PractRand), 32-bit arithmetic
 * only, so that a seed gives the same run on every computer and every Node.
 */
export interface Random {
  /** 0 to below − 1. */
  below(limit: number): number;
  /** From low to high, both included. */
  between(low: number, high: number): number;
  /** True in so many of one. */
  chance(probability: number): boolean;
  /** 0 to just under 1. */
  fraction(): number;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** Undefined for an empty list. */
  oneOf<T>(list: readonly T[]): T | undefined;
  shuffled<T>(list: readonly T[]): T[];
  bytes(length: number): Uint8Array;
  /** Other dice that follow from these. */
  fork(): Random;
}

export function createRandom(seed: number): Random {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = seed | 0;
  let counter = 1;
  const next = (): number => {
    const t = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 15; i++) next();
  const fraction = (): number => next() / 0x1_0000_0000;
  const below = (limit: number): number => Math.floor(fraction() * limit);
  const random: Random = {
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (probability) => fraction() < probability,
    fraction,
    pick: (list) => list[below(list.length)] ?? list[0],
    oneOf: (list) => list[below(list.length)],
    shuffled: (list) => {
      const items = [...list];
      for (let at = items.length - 1; at > 0; at--) {
        const other = below(at + 1);
        const [x, y] = [items[at], items[other]];
        if (x === undefined || y === undefined) continue;
        items[at] = y;
        items[other] = x;
      }
      return items;
    },
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
    fork: () => createRandom(next()),
  };
  return random;
}
