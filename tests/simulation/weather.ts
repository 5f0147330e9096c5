/**
 * Which misfortunes a run meets and how often. Every seed draws a few kinds of them and leaves the others out:
 * a run in which everything fails at once finds less than many runs that each press on one spot.
 */
import { CHECKPOINT_RULE, type CheckpointRule } from "#shared/replication/checkpoints/checkpoint-due.ts";
import type { Random } from "./random.ts";

export interface Weather {
  /** Chance per call of a store. */
  readonly storeError: number;
  readonly storeHang: number;
  readonly storeLie: number;
  readonly staleList: number;
  readonly partialList: number;
  readonly badRead: number;
  /** Longest time until others see a new file, in milliseconds. */
  readonly lateMs: number;
  /** Chance per call of any port. */
  readonly crash: number;
  readonly cancel: number;
  readonly localError: number;
  /** Chance that a crash in the middle of a write leaves a torn file in the local copy. */
  readonly tornLocal: number;
  /** Chance that a slice is applied twice. */
  readonly twice: number;
  /** Chance per desk and day. */
  readonly clone: number;
  readonly restore: number;
  readonly emptyDatabase: number;
  /** That it stays closed for some days: the others go on, and may not sweep what it has not seen. */
  readonly leave: number;
  readonly clockJump: number;
  /** Chance per day. */
  readonly wipe: number;
  readonly rollBack: number;
  readonly away: number;
  readonly hostile: number;
  /** Chance per command. */
  readonly newer: number;
  readonly slow: boolean;
  readonly stick: boolean;
  /** Days from one working day to the next: more, and history grows old. */
  readonly pace: number;
  /** Checkpoints after so many batches, as in a library that is years old; 0 for as many as in a young one. */
  readonly checkpoints: number;
  /** Chance per desk and day that somebody there takes another computer out. */
  readonly removal: number;
  readonly retirement: number;
  /** And that somebody brings a backup back, as ordinary changes. */
  readonly bringBack: number;
}

export function drawWeather(random: Random): Weather {
  const drawn = drawAny(random);
  // two profiles of one computer that is out come back as two, or by themselves with the old key only: not covered here
  const weather = drawn.clone > 0 || drawn.restore > 0 ? { ...drawn, removal: 0, retirement: 0 } : drawn;
  // a profile that comes back after everybody has swept what it never saw is told apart by nobody: not covered here
  if (weather.pace > 1) return { ...weather, clone: 0, restore: 0 };
  // a restored clone of a clone can lose a batch that only its twins had seen: a person would have to declare it lost
  return weather.restore > 0 ? { ...weather, clone: 0 } : weather;
}

function drawAny(random: Random): Weather {
  // the first third of all seeds is nearly fair, so that a plain mistake is found without noise
  const rough = random.fraction();
  const some = (share: number, low: number, high: number): number =>
    rough > 0.3 && random.chance(share) ? low + random.fraction() * (high - low) : 0;
  return {
    storeError: some(0.4, 0.002, 0.05),
    storeHang: some(0.2, 0.001, 0.01),
    storeLie: some(0.25, 0.002, 0.03),
    staleList: some(0.3, 0.01, 0.3),
    partialList: some(0.25, 0.01, 0.2),
    badRead: some(0.25, 0.005, 0.1),
    lateMs: some(0.3, 1000, 20 * 3_600_000),
    crash: some(0.5, 0.001, 0.03),
    cancel: some(0.2, 0.001, 0.02),
    localError: some(0.2, 0.001, 0.02),
    tornLocal: some(0.3, 0.1, 0.6),
    twice: some(0.3, 0.02, 0.3),
    clone: random.chance(0.3) ? 0.03 + random.fraction() * 0.1 : 0,
    restore: random.chance(0.25) ? 0.03 + random.fraction() * 0.1 : 0,
    emptyDatabase: random.chance(0.25) ? 0.03 + random.fraction() * 0.2 : 0,
    leave: random.chance(0.4) ? 0.03 + random.fraction() * 0.12 : 0,
    clockJump: random.chance(0.4) ? 0.02 + random.fraction() * 0.2 : 0,
    wipe: some(0.25, 0.02, 0.2),
    rollBack: some(0.25, 0.02, 0.3),
    away: some(0.3, 0.05, 0.4),
    hostile: some(0.3, 0.1, 2),
    newer: random.chance(0.3) ? 0.2 : 0,
    slow: random.chance(0.2),
    stick: random.chance(0.3),
    pace: random.chance(0.25) ? random.between(5, 20) : 1,
    checkpoints: random.chance(0.5) ? random.pick([12, 12, 30, 60]) : 0,
    removal: random.chance(0.2) ? 0.01 + random.fraction() * 0.04 : 0,
    retirement: random.chance(0.2) ? 0.01 + random.fraction() * 0.05 : 0,
    bringBack: random.chance(0.25) ? 0.03 + random.fraction() * 0.1 : 0,
  };
}

/** In proportion to the batches. */
export const checkpointRule = ({ checkpoints }: Weather): CheckpointRule =>
  checkpoints === 0
    ? CHECKPOINT_RULE
    : { ...CHECKPOINT_RULE, tailBatches: checkpoints, tailOps: checkpoints + 8, partBytes: 600 };

/** Nothing goes wrong any more. */
export const CALM: Weather = {
  storeError: 0,
  storeHang: 0,
  storeLie: 0,
  staleList: 0,
  partialList: 0,
  badRead: 0,
  lateMs: 0,
  crash: 0,
  cancel: 0,
  localError: 0,
  tornLocal: 0,
  twice: 0,
  clone: 0,
  restore: 0,
  emptyDatabase: 0,
  leave: 0,
  clockJump: 0,
  wipe: 0,
  rollBack: 0,
  away: 0,
  hostile: 0,
  newer: 0,
  slow: false,
  stick: false,
  pace: 1,
  checkpoints: 0,
  removal: 0,
  retirement: 0,
  bringBack: 0,
};
