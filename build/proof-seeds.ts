/** The seeds of a proof: drawn anew each time, apart from those that are named, or those of an earlier proof again. */
import { randomInt } from "node:crypto";

/** The simulator's dice know 32 bits, and what follows takes some millions from here on. */
const [LOWEST, HIGHEST] = [100_000, 20_000_000];
/** Each hundredth seed runs twice, so the first does. */
const TWICE_EVERY = 100;

/**
 * @param given what `--seed` says
 * @returns null where that is no seed
 */
export function firstSeedOf(given: string | undefined): number | null {
  if (given === undefined) return randomInt(LOWEST, HIGHEST) * TWICE_EVERY;
  const seed = Number(given);
  return Number.isSafeInteger(seed) && seed > 0 ? seed : null;
}

/** For whoever wants the same proof again. */
export const repeatLine = (firstSeed: number): string =>
  `First seed ${firstSeed}; to repeat: npm run prove -- --seed ${firstSeed}`;
