/**
 * The held-back group: readers of a list who are drawn by lot and not contacted this time, so that what a list has done
 * can be told from what would have happened anyway. Drawn within life stages, so that no stage stands more in one group
 * than in the other. The seed is kept with the list: seed, share and people give the same group again, on every desk and
 * in whatever order the people come.
 */

export interface InStage {
  /** The reader's id. */
  readonly reader: string;
  /** Her life stage on the day of the list. */
  readonly stage: string;
}

/**
 * Whether anybody may be held back at all says the goal (`shared/model/outreach/outreach-goals.ts`).
 * @param percent of all
 * @param seed 32 bits
 * @returns ids of those who are not contacted. Of each stage its part, rounded so that all together are the wished share
 * (largest remainder), and never a whole stage: of a stage of one nobody
 */
export function drawHeldBack(people: readonly InStage[], percent: number, seed: number): ReadonlySet<string> {
  const stages = byStage(people);
  const quotas = partsOf(
    stages.map(({ length }) => length),
    percent,
  );
  const below = createLot(seed);
  const held = new Set<string>();
  for (const [place, readers] of stages.entries()) {
    const left = [...readers];
    for (let drawn = 0; drawn < (quotas[place] ?? 0); drawn++)
      for (const reader of left.splice(below(left.length), 1)) held.add(reader);
  }
  return held;
}

/** Sorted by code units, which are the same on every computer; nobody twice. */
function byStage(people: readonly InStage[]): readonly (readonly string[])[] {
  const stages = new Map<string, Set<string>>();
  for (const { reader, stage } of people) {
    const readers = stages.get(stage) ?? new Set();
    stages.set(stage, readers.add(reader));
  }
  return [...stages]
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([, readers]) => [...readers].sort((a, b) => (a < b ? -1 : Number(a > b))));
}

/** How many of each: the wished share of all, as far as one of each remains. */
function partsOf(sizes: readonly number[], percent: number): readonly number[] {
  const most = sizes.map((size) => Math.max(0, size - 1));
  const parts = sizes.map((size, place) => Math.min(most[place] ?? 0, Math.floor((size * percent) / 100)));
  // per cent of a whole number: a half of one stays a half
  const whole = Math.round((sizes.reduce((sum, size) => sum + size, 0) * percent) / 100);
  let left = whole - parts.reduce((sum, part) => sum + part, 0);
  const byRemainder = sizes
    .map((size, place) => ({ place, remainder: (size * percent) / 100 - (parts[place] ?? 0) }))
    .sort((a, b) => b.remainder - a.remainder || a.place - b.place);
  // a stage that may give no more leaves its part to the next ones, which may come to it twice
  for (let given = true; left > 0 && given; ) {
    given = false;
    for (const { place } of byRemainder) {
      const part = parts[place] ?? 0;
      if (left === 0 || part >= (most[place] ?? 0)) continue;
      parts[place] = part + 1;
      left--;
      given = true;
    }
  }
  return parts;
}

/**
 * Lots from a seed: sfc32 (Chris Doty-Humphrey, PractRand), 32-bit arithmetic only, so that a seed gives the same lots on
 * every computer.
 * @returns draws a whole number from 0 to below `limit`, each as likely as any other
 */
function createLot(seed: number): (limit: number) => number {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = seed | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // the seed has to reach every bit of the state first
  for (let round = 0; round < 15; round++) next();
  return (limit) => {
    // what is left over of 2^32 would favour the first ones
    const whole = 0x1_0000_0000 - (0x1_0000_0000 % limit);
    let drawn = next();
    while (drawn >= whole) drawn = next();
    return drawn % limit;
  };
}
