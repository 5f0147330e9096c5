/** A library's visits as a model imagines them, from a seed: the same seed, the same visits. */
import type { BgNbdKind, RepeatVisits } from "#shared/analysis/forecast/bg-nbd.ts";
import type { HeldOut } from "#shared/analysis/forecast/forecast.ts";
import { addDays } from "#shared/kernel/day.ts";
import { type Change, create } from "../../renderer/db/write/changes.ts";

export interface SimulatedReader {
  /** Whole days since the library opened, ascending, each once; at least the first. */
  readonly days: readonly number[];
}

export interface Simulated {
  readonly kind: BgNbdKind;
  readonly seed: number;
  readonly readers: number;
  /** Days since the library opened. */
  readonly days: number;
  /** Nobody comes for the first time after so many of them; on any day where it is not said. */
  readonly joining?: number;
}

/**
 * The rate is gamma distributed (r = 1, α = 60 days), the chance to stay away for good beta distributed (a = 1, b = 3):
 * the mean is one in four. With `mbg` it is asked after the first visit too, and a quarter of the readers come once.
 */
export function simulateReaders({
  kind,
  seed,
  readers,
  days: until,
  joining = until,
}: Simulated): readonly SimulatedReader[] {
  const unit = createUnit(seed);
  const exponential = (): number => -Math.log(unit());
  // whole parameters: a gamma variable is a sum of exponential ones, a beta variable a ratio of gammas
  const gamma = (shape: number): number =>
    Array.from({ length: shape }, exponential).reduce((sum, each) => sum + each, 0);
  return Array.from({ length: readers }, () => {
    const first = unit() * joining;
    const rate = gamma(1) / 60;
    const [one, other] = [gamma(1), gamma(3)];
    const leaves = (): boolean => unit() < one / (one + other);
    const days = [Math.floor(first)];
    if (kind === "mbg" && leaves()) return { days };
    for (let at = first + exponential() / rate; at < until; at += exponential() / rate) {
      if (Math.floor(at) !== days.at(-1)) days.push(Math.floor(at));
      if (leaves()) break;
    }
    return { days };
  });
}

/** The last of these days is held out: what was known before it began, and who came in it. */
export function heldOutIn(readers: readonly SimulatedReader[], until: number, time: number): readonly HeldOut[] {
  return readers.flatMap(({ days }) => {
    const before = knownAt(days, until - time);
    return before === undefined ? [] : [{ before, time, came: (days.at(-1) ?? 0) > until - time }];
  });
}

export const knownNow = (readers: readonly SimulatedReader[], until: number): readonly RepeatVisits[] =>
  readers.flatMap(({ days }) => knownAt(days, until) ?? []);

function knownAt(days: readonly number[], day: number): RepeatVisits | undefined {
  const so = days.filter((each) => each <= day);
  const [first, last] = [so[0], so.at(-1)];
  return first === undefined || last === undefined
    ? undefined
    : { repeats: so.length - 1, lastAt: last - first, until: day - first };
}

export const simulatedId = (place: number): string => `r${String(place).padStart(4, "0")}`;

/** @param today the day on which the simulation ends */
export const simulatedLibrary = (
  readers: readonly SimulatedReader[],
  today: string,
  until: number,
  branch = "east",
): readonly Change[] => {
  const opened = addDays(today, -until);
  let visit = 0;
  return readers.flatMap(({ days }, place) => [
    create("reader", simulatedId(place), { name: simulatedId(place), card: simulatedId(place), branch }),
    ...days.map((day) =>
      create("activity", `00000000-0000-7000-9000-${String(visit++).padStart(12, "0")}`, {
        reader: simulatedId(place),
        on: addDays(opened, day),
        kind: "visit",
      }),
    ),
  ]);
};

/** Lehmer's generator with the constants of Park and Miller (1988); between 0 and 1. */
function createUnit(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
