/**
 * The pairs of the last look as they stand now: who was told apart, merged or deleted since is no question any more. The
 * look is this computer's; what was decided is everybody's.
 */
import { birthDatesDiffer, type DuplicatePair } from "#shared/analysis/duplicates.ts";
import type { DeskDb, Row } from "./database.ts";
import { readDuplicatesFound } from "./duplicates-found.ts";
import { type Masked, masked } from "./masked.ts";
import { readPeople, readReaderClass } from "./reader-class.ts";

export interface WaitingPair extends Pick<DuplicatePair, "reasons" | "since"> {
  /** Of both ids. */
  readonly key: string;
  /** As they are shown, the one with the smaller id first. */
  readonly people: readonly [Masked<"reader">, Masked<"reader">];
  readonly birthDatesDiffer: boolean;
}

export interface WaitingPairs {
  /** Null before the first look. */
  readonly looked: { readonly at: number; readonly readers: number } | null;
  readonly pairs: readonly WaitingPair[];
  /** How many more the look has found than it could keep. */
  readonly more: number;
}

export const pairKey = (a: string, b: string): string => [a, b].sort().join("+");

export async function readWaitingPairs(db: DeskDb): Promise<WaitingPairs> {
  const found = await readDuplicatesFound(db);
  if (found === null) return { looked: null, pairs: [], more: 0 };
  const ids = [...new Set(found.pairs.flatMap(({ first, second }) => [first, second]))];
  const people = new Map(zip(ids, await livingPeople(db, ids)));
  const apart = await readToldApart(db);
  const pairs = new Map<string, WaitingPair>();
  for (const { first, second, reasons, since } of found.pairs) {
    const [a, b] = [people.get(first), people.get(second)];
    if (a === undefined || b === undefined || a.id === b.id) continue;
    const key = pairKey(a.id, b.id);
    if (apart.has(key) || apart.has(pairKey(first, second)) || pairs.has(key)) continue;
    const both = a.id < b.id ? ([a, b] as const) : ([b, a] as const);
    pairs.set(key, {
      key,
      people: [masked("reader", both[0]), masked("reader", both[1])],
      birthDatesDiffer: birthDatesDiffer(a, b),
      reasons,
      since,
    });
  }
  return {
    looked: { at: found.at, readers: found.readers },
    pairs: [...pairs.values()],
    more: found.total - found.pairs.length,
  };
}

/** For the heads of the screens of readers; undefined before the first look. */
export const countWaitingPairs = async (db: DeskDb): Promise<number | undefined> => {
  const { looked, pairs } = await readWaitingPairs(db);
  return looked === null ? undefined : pairs.length;
};

/** Keys of the pairs that were told apart, under whichever records the two stand now. */
async function readToldApart(db: DeskDb): Promise<ReadonlySet<string>> {
  const rows = (await db["not-same"].toArray()).filter(({ gone }) => gone !== 1);
  const ids = [...new Set(rows.flatMap(({ first, second }) => [first ?? "", second ?? ""]))];
  const main = new Map(zip(ids, await livingPeople(db, ids)));
  return new Set(
    rows.map(({ first = "", second = "" }) => pairKey(main.get(first)?.id ?? first, main.get(second)?.id ?? second)),
  );
}

/** Whoever each id means now, with the values of all her records; undefined for whom there is none. */
async function livingPeople(db: DeskDb, ids: readonly string[]): Promise<readonly (Row<"reader"> | undefined)[]> {
  const people = await readPeople(db, ids);
  return Promise.all(
    people.map(async (row) => {
      const person = row?.as === undefined && row?.gone !== 1 ? row : (await readReaderClass(db, row.id))?.reader;
      return person?.gone === 1 ? undefined : person;
    }),
  );
}

const zip = <T>(keys: readonly string[], values: readonly T[]): readonly (readonly [string, T])[] =>
  keys.flatMap((key, place) => {
    const value = values[place];
    return value === undefined ? [] : [[key, value] as const];
  });
