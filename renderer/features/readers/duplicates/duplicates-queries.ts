/** What the screen of likely duplicates reads: who waits, who was told apart, who was merged, and two side by side. */
import { useLiveQuery } from "dexie-react-hooks";
import { hlcToMs } from "#shared/kernel/hlc.ts";
import { ALIAS, type Stamp } from "#shared/replication/rows/entry.ts";
import { frontierOf } from "#shared/replication/rows/merge-cells.ts";
import { stampsOf } from "#shared/replication/rows/row.ts";
import type { DeskDb, Row } from "../../../db/database.ts";
import { pairKey, readWaitingPairs, type WaitingPairs } from "../../../db/duplicate-pairs.ts";
import { createdAt, importsOf } from "../../../db/lists/reader-belongings.ts";
import { type Masked, masked } from "../../../db/masked.ts";
import { readReaderClass } from "../../../db/reader-class.ts";
import { useServices } from "../../../desk-services/services.ts";
import { countContacts, type MergeColumn, readSide } from "../merge/merge-side.ts";
import type { MergedRecord } from "../merge/use-part.ts";

/** So long a merge stands in the list; from the reader's page it can be parted later too. */
const DAYS_TO_UNDO = 30;
const DAY_MS = 86_400_000;

/** Two who were told apart. */
export interface ToldApart {
  /** Of the record. */
  readonly id: string;
  readonly names: readonly [string, string];
  readonly ids: readonly [string, string];
  readonly cards: readonly [string | undefined, string | undefined];
  readonly at: number;
  /** Who said so. */
  readonly staff: string;
  /** Another desk has merged them all the same. */
  readonly isMerged: boolean;
}

export interface MergedPair extends MergedRecord {
  /** Under whom it stands now. */
  readonly main: { readonly id: string; readonly name: string; readonly card: string | undefined };
  readonly card: string | undefined;
  readonly at: number;
  readonly staff: string;
  readonly daysLeft: number;
  /** Another desk has told them apart all the same. */
  readonly isToldApart: boolean;
}

export interface Duplicates extends WaitingPairs {
  readonly apart: readonly ToldApart[];
  readonly merged: readonly MergedPair[];
}

export function useDuplicates(): Duplicates | undefined {
  const { db, clock } = useServices();
  return useLiveQuery(async () => await readDuplicates(db, clock.now()), [db, clock]);
}

/** @param now an instant: a merge stands in the list for some days */
export async function readDuplicates(db: DeskDb, now: number): Promise<Duplicates> {
  const [waiting, rows, merged] = await Promise.all([
    readWaitingPairs(db),
    db["not-same"].toArray(),
    readMerged(db, now),
  ]);
  const apart = (await Promise.all(rows.map((row) => toldApart(db, row)))).flat();
  const told = new Set(apart.map(({ ids: [a, b] }) => pairKey(a, b)));
  return {
    ...waiting,
    apart: apart.toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1)),
    merged: merged.map((pair) => ({ ...pair, isToldApart: told.has(pairKey(pair.id, pair.main.id)) })),
  };
}

async function toldApart(db: DeskDb, row: Row<"not-same">): Promise<readonly ToldApart[]> {
  const { id, first, second, gone } = row;
  if (gone === 1 || first === undefined || second === undefined) return [];
  const [a, b] = await db.reader.bulkGet([first, second]);
  if (a === undefined || b === undefined || a.gone === 1 || b.gone === 1) return [];
  const [people, others] = [await readReaderClass(db, first), await readReaderClass(db, second)];
  const by = latest(frontierOf("not-same", { ...row }, "first").map((write) => write.by)) ?? row.w;
  return [
    {
      id,
      names: [a.name ?? "", b.name ?? ""],
      ids: [first, second],
      cards: [a.card, b.card],
      at: hlcToMs(by[2]),
      staff: by[3],
      isMerged: people !== undefined && people.reader.id === others?.reader.id,
    },
  ];
}

async function readMerged(db: DeskDb, now: number): Promise<readonly Omit<MergedPair, "isToldApart">[]> {
  const rows = (await db.reader.where("as").above("").toArray()).filter(({ gone }) => gone !== 1);
  const recent = rows.flatMap((row) => {
    const by = frontierOf("reader", { ...row }, ALIAS).map((write) => write.by);
    const last = latest(by);
    const at = last === undefined ? 0 : hlcToMs(last[2]);
    const daysLeft = DAYS_TO_UNDO - Math.floor((now - at) / DAY_MS);
    return last === undefined || daysLeft <= 0 ? [] : [{ row, by, at, staff: last[3], daysLeft }];
  });
  const pairs = await Promise.all(
    recent.map(async ({ row, ...rest }) => {
      const person = await readReaderClass(db, row.id);
      if (person === undefined || person.reader.id === row.id) return [];
      const main = { id: person.reader.id, name: person.reader.name ?? "", card: person.reader.card };
      const { id, name = "", familyName, card } = row;
      return [{ id, name, familyName, card, main, ...rest }];
    }),
  );
  return pairs.flat().toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}

const latest = (stamps: readonly Stamp[]): Stamp | undefined => stamps.toSorted((a, b) => (a[2] < b[2] ? 1 : -1))[0];

export interface PairSide extends MergeColumn {
  /** Unmasked, for what a merge writes. */
  readonly person: Row<"reader">;
  readonly made: { readonly at: number; readonly staff: string; readonly file: string | undefined };
}

export interface PairSeen {
  readonly left: PairSide;
  readonly right: PairSide;
  /** Service records of the one person that they would be. */
  readonly contacts: number;
  /** Every record of both, as it was read: whoever acts has seen these. */
  readonly records: readonly Row<"reader">[];
  /** Tells one state of the records from another. */
  readonly state: string;
}

/** Null where they are no two people any more; undefined while they are read. @param key of the pair */
export function usePairSeen(key: string | null): { readonly key: string; readonly seen: PairSeen | null } | undefined {
  const { db } = useServices();
  return useLiveQuery(async () => {
    if (key === null) return undefined;
    const [left = "", right = ""] = key.split("+");
    return { key, seen: await readPair(db, left, right) };
  }, [db, key]);
}

async function readPair(db: DeskDb, left: string, right: string): Promise<PairSeen | null> {
  const [a, b] = [await readPairSide(db, left), await readPairSide(db, right)];
  if (a === null || b === null || a.person.id === b.person.id || a.person.id !== left || b.person.id !== right)
    return null;
  const ids = [...a.ids, ...b.ids];
  const records = (await db.reader.bulkGet(ids)).filter((row) => row !== undefined);
  return {
    left: a,
    right: b,
    contacts: await countContacts(db, ids),
    records,
    state: JSON.stringify(records.map((row) => stampsOf(row))),
  };
}

async function readPairSide(db: DeskDb, id: string): Promise<(PairSide & { readonly ids: readonly string[] }) | null> {
  const [person, side] = [await readReaderClass(db, id), await readSide(db, id)];
  if (person === undefined || side === undefined) return null;
  const { reader, ids } = person;
  const [file] = (await importsOf(db, reader.imports ?? [])).toSorted((x, y) => x.at - y.at);
  return {
    ...side,
    person: reader,
    ids,
    made: { at: createdAt(reader.id, reader.w), staff: reader.w[3], file: file?.file },
  };
}

/** The pair as whoever looks may see it. */
export const shownSide = ({ person }: PairSide): Masked<"reader"> => masked("reader", person);
