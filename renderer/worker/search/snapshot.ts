/**
 * The packed index kept in the database, so that a start need not read and spell every reader. It says what
 * it is of (a place in every stream) and which readers have changed since it was packed; what this desk has
 * written after that place stands in its change log. A snapshot that cannot be brought up to date, or that
 * is not whole, is as good as none.
 */
import type { Table } from "dexie";
import type { DeskDb } from "../../db/database.ts";
import { isPlace, isSameElsewhere, MOST_FOLLOWED, type Place, readersWrittenSince, readPlace } from "./place.ts";
import { isPackedIndex, type PackedIndex } from "./search-index.ts";

/** What was packed, and where: content and name in one. */
export interface Pack {
  readonly at: Place;
  readonly index: PackedIndex;
}

/** Small, so that it can be written often. */
interface StateRow {
  readonly name: "search";
  /** Up to here, the pack with `behind` read again is right. */
  readonly place: Place;
  /** Readers that have changed since the pack was made. */
  readonly behind: readonly string[];
  /** The place of the pack that it speaks of. */
  readonly packedAt: Place;
}

interface PackRow extends Pack {
  readonly name: "search-pack";
}

export interface Snapshot {
  readonly pack: Pack;
  readonly place: Place;
  /** To be read again. */
  readonly behind: readonly string[];
}

/** Both rows or neither. */
export const writePack = (db: DeskDb, pack: Pack): Promise<void> =>
  db.transaction("rw", cacheOf(db), async () => {
    await cacheOf(db).bulkPut([
      { name: "search-pack", ...pack },
      { name: "search", place: pack.at, behind: [], packedAt: pack.at },
    ]);
  });

export const dropSnapshot = (db: DeskDb): Promise<void> => cacheOf(db).bulkDelete(["search", "search-pack"]);

/** Moves the snapshot on without packing again. */
export const writeProgress = async (db: DeskDb, packedAt: Place, place: Place, behind: readonly string[]): Promise<void> => {
  await cacheOf(db).put({ name: "search", place, behind, packedAt });
};

/** The kept index, up to date but for the readers that are to be read again; null where it cannot be relied on. */
export async function readSnapshot(db: DeskDb): Promise<Snapshot | null> {
  const state = await cacheOf(db).get("search");
  if (!isState(state)) return null;
  const { place, packedAt } = state;
  const now = await readPlace(db);
  if (!isSameElsewhere(place, now)) return null;
  const written = await readersWrittenSince(db, place, now);
  if (written === null) return null;
  const behind = [...new Set([...state.behind, ...written])];
  if (behind.length > MOST_FOLLOWED) return null;
  const pack = await cacheOf(db).get("search-pack");
  if (pack === undefined || !("index" in pack) || JSON.stringify(pack.at) !== JSON.stringify(packedAt) || !isPackedIndex(pack.index)) return null;
  return { pack, place: { ...place, own: now.own }, behind };
}

const isState = (row: StateRow | PackRow | undefined): row is StateRow => row !== undefined && "behind" in row && Array.isArray(row.behind) && isPlace(row.place) && isPlace(row.packedAt);

const cacheOf = (db: DeskDb): Table<StateRow | PackRow, string> => db.table("cache");
