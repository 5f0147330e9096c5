/**
 * The packed index kept in the database, so that a start need not read and spell every reader. It is made
 * only right after all readers were read, and names the state of the streams from before that reading: what
 * this desk wrote since is in its change log, and anything from elsewhere makes the snapshot void.
 */
import type { Table } from "dexie";
import type { Hlc } from "#shared/kernel/hlc.ts";
import type { DeskDb } from "../../db/database.ts";
import { LATEST_VERSION } from "../../db/migrations.ts";
import type { PackedIndex } from "./search-index.ts";

/** Raise it when the keys, the readings or the packing change. */
const FORMAT = 1;
/** With more own commands than this since, reading all readers anew is quicker. */
const LONGEST_TAIL = 2000;

/** What the database had applied at a moment. */
export interface Mark {
  readonly format: string;
  /** Other desks' streams and their numbers. */
  readonly others: string;
  /** Last own entry; its stamp tells it from another one under the same number. */
  readonly seq: number;
  readonly hlc: Hlc | null;
}

interface SnapshotRow {
  readonly name: "search";
  readonly mark: Mark;
  readonly packed: PackedIndex;
}

export async function readMark(db: DeskDb): Promise<Mark> {
  return db.transaction("r", db.streams, db.log, async () => {
    const streams = await db.streams.toArray();
    const others = streams.filter((row) => row.own !== 1).map(({ stream, seq }) => `${stream}:${seq}`);
    const seq = streams.find((row) => row.own === 1)?.seq ?? 0;
    return { format: `${FORMAT}/${LATEST_VERSION}`, others: others.sort().join(" "), seq, hlc: (await db.log.get(seq))?.entry.hlc ?? null };
  });
}

export const writeSnapshot = async (db: DeskDb, mark: Mark, packed: PackedIndex): Promise<void> => {
  await cacheOf(db).put({ name: "search", mark, packed });
};

/** The kept index, and the readers that were written since; null where it cannot be relied on. */
export async function readSnapshot(db: DeskDb): Promise<{ mark: Mark; packed: PackedIndex; since: readonly string[] } | null> {
  const row = await cacheOf(db).get("search");
  if (row === undefined) return null;
  const since = await changedSince(db, row.mark, await readMark(db));
  return since === null ? null : { mark: row.mark, packed: row.packed, since };
}

/** Whether anything but this desk's own log has moved. */
export const movedElsewhere = (then: Mark, now: Mark): boolean => then.format !== now.format || then.others !== now.others || now.seq < then.seq;

async function changedSince(db: DeskDb, then: Mark, now: Mark): Promise<readonly string[] | null> {
  const length = now.seq - then.seq;
  if (movedElsewhere(then, now) || length > LONGEST_TAIL) return null;
  const last = await db.log.get(then.seq);
  if ((last?.entry.hlc ?? null) !== then.hlc) return null;
  const tail = await db.log.where("seq").between(then.seq, now.seq, false, true).toArray();
  if (tail.length !== length) return null;
  const ids = tail.flatMap(({ entry }) => entry.ops.filter((op) => op.kind === "reader").map((op) => op.id));
  return [...new Set(ids)];
}

const cacheOf = (db: DeskDb): Table<SnapshotRow, string> => db.table("cache");
