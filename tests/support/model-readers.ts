/** Readers whose visits are as a BG/NBD model expects them, so that a fit finds a model. */
import { repeatProbabilities } from "#shared/analysis/bg-nbd.ts";
import { addDays } from "#shared/kernel/day.ts";
import { type Change, create } from "../../renderer/db/changes.ts";

export interface ModelReader {
  readonly id: string;
  /** Visit days, ascending; the first is the same for all. */
  readonly days: readonly string[];
}

const READERS = 200;
const MOST_REPEATS = 12;

/** As many with 0, 1, 2 … repeat visits as the model expects in so many days, evenly over a part of them. */
export function modelReaders(today: string, until: number): readonly ModelReader[] {
  const first = addDays(today, -until);
  const chances = repeatProbabilities({ r: 1, alpha: 60, a: 0.5, b: 3 }, until, MOST_REPEATS);
  const repeats = [...chances].flatMap((chance, x) => Array.from({ length: Math.round(chance * READERS) }, () => x));
  return repeats.map((x, index) => ({
    id: `r${String(index).padStart(3, "0")}`,
    days: Array.from({ length: x + 1 }, (_, visit) => addDays(first, x === 0 ? 0 : Math.floor((visit * (until - 20)) / (x + (index % 2))))),
  }));
}

export const modelLibrary = (readers: readonly ModelReader[], branch = "east"): readonly Change[] =>
  readers.flatMap(({ id, days }, index) => [
    create("reader", id, { name: id, card: id, branch }),
    ...days.map((on, visit) => create("activity", `00000000-0000-7000-9000-${String(index * (MOST_REPEATS + 1) + visit).padStart(12, "0")}`, { reader: id, on, kind: "visit" })),
  ]);
