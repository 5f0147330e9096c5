/**
 * The search index over the database: opened from the snapshot or from all readers, and brought along with
 * every change. It always knows the place it stands at, and its own change log tells it what it has missed;
 * so what is kept of it for the next start is never more than it holds.
 */
import type { CharMap } from "#shared/kernel/fold.ts";
import type { Entry, StreamId } from "#shared/replication/rows/entry.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { readersIn } from "../../db/readers-in.ts";
import { type RowsById, rowKey } from "../../db/write/commit.ts";
import { breathe } from "../breathe.ts";
import { isSameElsewhere, type KeptPlace, readPlace, writtenSince } from "../kept/place.ts";
import { FOUND_BY, keptIndex, readersTouched } from "./kept-index.ts";
import { createMergedReaders } from "./merged-readers.ts";
import type { Readings } from "./readings.ts";
import { createSearchIndex, type PackedIndex, type SearchIndex } from "./search-index.ts";

interface LibraryIndex {
  index(): SearchIndex;
  /** @returns where it came from */
  open(): Promise<"snapshot" | "readers">;
  /** Reads readers again, and whatever else the change log tells of. */
  follow(ids: readonly string[]): Promise<void>;
  /** A command of this desk's own, its rows at hand. */
  took(stream: StreamId, entry: Entry, rows: RowsById): Promise<void>;
  /** Entries that came from another desk and were applied. */
  applied(stream: StreamId, entries: readonly Entry[]): Promise<void>;
  /** All readers, where the database was filled anew. */
  readAnew(): Promise<void>;
  /** Takes readers out of it who are erased, and packs anew: nothing of them may stand in what is kept. */
  forget(ids: readonly string[]): Promise<void>;
  /** Moves the snapshot on. False where something was applied that nobody has told of: ask again later. */
  keep(): Promise<boolean>;
}

/** Rows read at a time: one is being unpacked while the next is on its way. */
const CHUNK = 5000;
/** So many readers may be behind in the snapshot before it is packed again: a start reads them in a moment. */
const MOST_BEHIND = 500;
/** Rows between two pauses, in which questions are answered. */
const SLICE = 100;

export function createLibraryIndex(db: DeskDb, readings: Readings, toSimplified: CharMap): LibraryIndex {
  const make = (packed?: PackedIndex): SearchIndex => createSearchIndex(readings, toSimplified, packed);
  let index = make();
  /** As the index knows it. */
  let merged = createMergedReaders();
  let place: KeptPlace = { format: "", filled: 0, own: { stream: null, seq: 0, hlc: null }, others: {} };
  /** The place of the pack in the snapshot, and what has changed since; null while there is none that fits. */
  let packedAt: KeptPlace | null = null;
  let behind = new Set<string>();
  let keptPlace: KeptPlace | null = null;
  let isOvertaken = false;

  /** @returns the first of every person whose merged records are to be read with hers */
  const take = (to: SearchIndex, id: string, row: Row<"reader"> | undefined): readonly string[] => {
    // a deleted record still holds together what was merged into it
    const persons = merged.take(id, row?.as);
    if (persons.length > 0) return persons;
    if (row !== undefined && row.gone !== 1) to.put(id, row);
    else to.remove(id);
    return [];
  };
  /** Where the first is deleted, the next one stands for all. */
  const joinAll = async (to: SearchIndex, persons: ReadonlySet<string>): Promise<void> => {
    for (const person of new Set([...persons].map(merged.firstOf))) {
      const ids = [person, ...merged.below(person)];
      const rows = await db.reader.bulkGet(ids);
      const [first, ...others] = rows.filter((row) => row !== undefined).filter(({ gone }) => gone !== 1);
      for (const id of ids) if (id !== first?.id) to.remove(id);
      if (first !== undefined) to.put(first.id, first, others);
    }
  };

  const readAnew = async (): Promise<void> => {
    const before = await readPlace(db);
    const fresh = make();
    merged = createMergedReaders();
    const persons = new Set<string>();
    for await (const rows of allReaders(db))
      for (const row of rows) for (const person of take(fresh, row.id, row)) persons.add(person);
    await joinAll(fresh, persons);
    [index, place, packedAt, behind] = [fresh, before, null, new Set()];
  };

  const follow = async (told: readonly string[]): Promise<void> => {
    const step = await db.transaction("r", db.streams, db.log, db.meta, db.reader, async () => {
      const now = await readPlace(db);
      const written = await writtenSince(db, place, now, readersTouched);
      if (written === null) return null;
      const ids = [...new Set([...written, ...told])];
      return { own: now.own, ids, rows: await db.reader.bulkGet(ids) };
    });
    if (step === null) return readAnew();
    const persons = new Set<string>();
    for (const [position, id] of step.ids.entries()) {
      behind.add(id);
      for (const person of take(index, id, step.rows[position])) persons.add(person);
    }
    await joinAll(index, persons);
    place = { ...place, own: step.own };
  };

  return {
    index: () => index,
    async open() {
      // a blob that cannot be read any more is no snapshot either
      const kept = await keptIndex.read(db).catch(() => null);
      if (kept === null) {
        await readAnew();
        return "readers";
      }
      [index, place, packedAt, behind] = [make(kept.pack.content), kept.place, kept.pack.at, new Set()];
      merged = createMergedReaders(kept.pack.content.merged);
      await follow(kept.behind);
      return "snapshot";
    },
    follow,
    readAnew,
    async took(stream, entry, rows) {
      const ids = [...new Set(readersIn(entry))];
      const { own } = place;
      if (own.stream !== stream || entry.seq > own.seq + 1) return follow(ids);
      // it was read from the log with a later one
      if (entry.seq <= own.seq) return;
      const persons = new Set<string>();
      for (const [position, id] of ids.entries()) {
        behind.add(id);
        for (const person of take(index, id, rows.get(rowKey("reader", id)) as Row<"reader"> | undefined))
          persons.add(person); // a row of the kind
        if (position % SLICE === SLICE - 1) await breathe();
      }
      await joinAll(index, persons);
      place = { ...place, own: { stream, seq: entry.seq, hlc: entry.hlc } };
    },
    async applied(stream, entries) {
      const [first, last] = [entries[0], entries[entries.length - 1]];
      if (first === undefined || last === undefined) return;
      await follow(entries.flatMap(readersIn));
      const known = place.others[stream] ?? 0;
      if (stream !== place.own.stream && first.seq <= known + 1)
        place = { ...place, others: { ...place.others, [stream]: Math.max(known, last.seq) } };
    },
    async forget(ids) {
      await follow(ids);
      await keptIndex.writePack(db, {
        at: place,
        content: { ...index.pack(), merged: merged.pairs(), foundBy: FOUND_BY },
      });
      [packedAt, keptPlace, behind] = [place, place, new Set()];
    },
    async keep() {
      await follow([]);
      if (!isSameElsewhere(place, await readPlace(db))) {
        isOvertaken = !isOvertaken;
        // most likely it is told in a moment; if not, only the rows tell
        if (isOvertaken) return false;
        await readAnew();
      }
      isOvertaken = false;
      if (packedAt === null || behind.size > MOST_BEHIND) {
        await keptIndex.writePack(db, {
          at: place,
          content: { ...index.pack(), merged: merged.pairs(), foundBy: FOUND_BY },
        });
        [packedAt, keptPlace, behind] = [place, place, new Set()];
      } else if (JSON.stringify(keptPlace) !== JSON.stringify(place)) {
        await keptIndex.writeState(db, { packedAt, place, behind: [...behind] });
        keptPlace = place;
      }
      return true;
    },
  };
}

async function* allReaders(db: DeskDb): AsyncGenerator<readonly Row<"reader">[]> {
  const chunkAfter = (id: string): Promise<readonly Row<"reader">[]> =>
    db.reader.where("id").above(id).limit(CHUNK).toArray();
  let next = chunkAfter("");
  for (;;) {
    const rows = await next;
    const last = rows[rows.length - 1];
    if (last === undefined) return;
    next = chunkAfter(last.id);
    yield rows;
  }
}
