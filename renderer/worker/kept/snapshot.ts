/**
 * What is made of the rows, kept in the database so that a start need not read them all: a pack, and beside it a
 * state that is small enough to be written often. The state says what the pack is of (a place in every stream) and
 * what has changed since it was packed; what this desk has written after that place stands in its change log. What
 * cannot be brought up to date, or is not whole, is as good as none.
 */
import type { Collection, Table } from "dexie";
import type { DeskDb, LogRow } from "../../db/database.ts";
import { isPlace, isSameElsewhere, type KeptPlace, MOST_FOLLOWED, readPlace, writtenSince } from "./place.ts";

/** What was packed, and where: content and name in one. */
interface Pack<C> {
  readonly at: KeptPlace;
  readonly content: C;
}

export interface State {
  /** Up to here, the pack with `behind` read again is right. */
  readonly place: KeptPlace;
  /** What has changed since the pack was made. */
  readonly behind: readonly string[];
  /** The place of the pack that it speaks of. */
  readonly packedAt: KeptPlace;
}

interface Snapshot<C> {
  readonly pack: Pack<C>;
  readonly place: KeptPlace;
  /** To be read again. */
  readonly behind: readonly string[];
}

export interface Kept<C> {
  /** The kept pack, up to date but for what is to be read again; null where it cannot be relied on. */
  readonly read: (db: DeskDb) => Promise<Snapshot<C> | null>;
  readonly readState: (db: DeskDb) => Promise<State | null>;
  /** Null where there is none, or none that is whole and of the place. */
  readonly readPack: (db: DeskDb, packedAt: KeptPlace) => Promise<Pack<C> | null>;
  /**
   * Pack and state, or neither. What was made of another pack counts for nothing from then on; `isAlone` takes it away
   * in one with it.
   */
  readonly writePack: (db: DeskDb, pack: Pack<C>, isAlone?: boolean) => Promise<void>;
  /** Moves the state on without packing again. */
  readonly writeState: (db: DeskDb, state: State) => Promise<void>;
  readonly drop: (db: DeskDb) => Promise<void>;
  /** What was made of the pack at the place, under a name of its own. */
  readonly readBeside: (db: DeskDb, packedAt: KeptPlace, name: string) => Promise<unknown>;
  /** Not where another pack stands there by now. */
  readonly writeBeside: (db: DeskDb, packedAt: KeptPlace, name: string, content: unknown) => Promise<void>;
  /** Takes away what has none of the names. */
  readonly keepBeside: (db: DeskDb, names: ReadonlySet<string>) => Promise<void>;
}

interface CacheRow {
  readonly name: string;
}

interface KeptAs<C> {
  /** Of its rows in the table. */
  readonly name: string;
  readonly isWhole: (content: unknown) => content is C;
  /** Names, by one own entry, what is to be read again. */
  readonly touchedBy: (row: LogRow) => Iterable<string>;
}

export function createKept<C>({ name, isWhole, touchedBy }: KeptAs<C>): Kept<C> {
  const packName = `${name}-pack`;
  const beside = `${name}/`;
  const readState = async (db: DeskDb): Promise<State | null> => {
    const row = await cacheOf(db).get(name);
    return isState(row) ? { place: row.place, behind: row.behind, packedAt: row.packedAt } : null;
  };
  const readPack = async (db: DeskDb, packedAt: KeptPlace): Promise<Pack<C> | null> => {
    const row = await cacheOf(db).get(packName);
    if (row === undefined || !("at" in row && "content" in row) || !isPlace(row.at) || !isSamePlace(row.at, packedAt))
      return null;
    return isWhole(row.content) ? { at: row.at, content: row.content } : null;
  };
  return {
    readState,
    readPack,
    async read(db) {
      const state = await readState(db);
      if (state === null) return null;
      const now = await readPlace(db);
      if (!isSameElsewhere(state.place, now)) return null;
      const written = await writtenSince(db, state.place, now, touchedBy);
      if (written === null) return null;
      const behind = [...new Set([...state.behind, ...written])];
      if (behind.length > MOST_FOLLOWED) return null;
      const pack = await readPack(db, state.packedAt);
      return pack === null ? null : { pack, place: { ...state.place, own: now.own }, behind };
    },
    writePack: (db, pack, isAlone = false) =>
      db.transaction("rw", cacheOf(db), async () => {
        const state: State = { place: pack.at, behind: [], packedAt: pack.at };
        await cacheOf(db).bulkPut([
          { name: packName, ...pack },
          { name, ...state },
        ]);
        if (isAlone) await besideIn(db).delete();
      }),
    async writeState(db, state) {
      await cacheOf(db).put({ name, ...state });
    },
    drop: (db) =>
      db.transaction("rw", cacheOf(db), async () => {
        await cacheOf(db).bulkDelete([name, packName]);
        await besideIn(db).delete();
      }),
    async readBeside(db, packedAt, of) {
      const row = await cacheOf(db).get(`${beside}${of}`);
      return row !== undefined && "at" in row && "content" in row && isPlace(row.at) && isSamePlace(row.at, packedAt)
        ? row.content
        : undefined;
    },
    writeBeside: (db, packedAt, of, content) =>
      db.transaction("rw", cacheOf(db), async () => {
        const state = await readState(db);
        if (state !== null && isSamePlace(state.packedAt, packedAt))
          await cacheOf(db).put({ name: `${beside}${of}`, ...{ at: packedAt, content } });
      }),
    async keepBeside(db, names) {
      const there = await besideIn(db).primaryKeys();
      await cacheOf(db).bulkDelete(there.filter((key) => !names.has(key.slice(beside.length))));
    },
  };
  function besideIn(db: DeskDb): Collection<CacheRow, string> {
    return cacheOf(db).where("name").startsWith(beside);
  }
}

const isSamePlace = (a: KeptPlace, b: KeptPlace): boolean => JSON.stringify(a) === JSON.stringify(b);

const isState = (row: CacheRow | undefined): row is CacheRow & State =>
  row !== undefined &&
  "behind" in row &&
  Array.isArray(row.behind) &&
  "place" in row &&
  isPlace(row.place) &&
  "packedAt" in row &&
  isPlace(row.packedAt);

const cacheOf = (db: DeskDb): Table<CacheRow, string> => db.table("cache");
