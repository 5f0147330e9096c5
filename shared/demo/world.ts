/** What every part of the sample library is made with, and what comes out of it. */

import { uuidV7 } from "../kernel/ids.ts";
import type { Kind, Values } from "../model/kinds.ts";
import type { DemoPlace } from "./demo-place.ts";
import type { DemoRandom } from "./random.ts";

/** A record to be created. */
export interface DemoRecord<K extends Kind = Kind> {
  readonly kind: K;
  readonly id: string;
  readonly values: Values<K>;
}

export interface DemoWorld {
  readonly random: DemoRandom;
  readonly place: DemoPlace;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Epoch milliseconds, on `today`: nothing in the library is later, but what is planned. */
  readonly nowMs: number;
  /** Epoch milliseconds of a day's first moment where the library stands. */
  readonly midnightOf: (day: string) => number;
}

export const record = <K extends Kind>(
  world: DemoWorld,
  kind: K,
  madeAt: number,
  values: Values<K>,
): DemoRecord<K> => ({
  kind,
  id: uuidV7(madeAt, world.random.bytes),
  values,
});

const HOUR_MS = 3_600_000;
const OPENS_AT = 9;
const CLOSES_AT = 20;
/** Of a day's work per hour from opening on: a rush in the morning and after school. */
const RUSH: readonly (readonly [hour: number, weight: number])[] = [
  [9, 6],
  [10, 9],
  [11, 7],
  [12, 3],
  [13, 4],
  [14, 7],
  [15, 9],
  [16, 10],
  [17, 7],
  [18, 4],
  [19, 3],
];

/** A moment of a day while the library is open, and not later than now; of a day that has not opened yet, the first. */
export function momentOf({ random, midnightOf, nowMs }: DemoWorld, day: string): number {
  const midnight = midnightOf(day);
  const at = midnight + random.weighted(RUSH) * HOUR_MS + random.int(0, HOUR_MS - 1);
  if (at <= nowMs) return at;
  // today: spread over what has passed of it
  const open = midnight + OPENS_AT * HOUR_MS;
  const until = Math.min(nowMs, midnight + CLOSES_AT * HOUR_MS);
  return until > open ? random.int(open, until) : midnight;
}

/** How much of today's work is done by now: nothing before the doors open, all of it after they have closed. */
export function doneOfToday({ midnightOf, today, nowMs }: Pick<DemoWorld, "midnightOf" | "today" | "nowMs">): number {
  const hour = (nowMs - midnightOf(today)) / HOUR_MS;
  const all = RUSH.reduce((sum, [, weight]) => sum + weight, 0);
  return RUSH.reduce((sum, [begins, weight]) => sum + weight * Math.min(1, Math.max(0, hour - begins)), 0) / all;
}
