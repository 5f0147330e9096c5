/**
 * Which stream this desk writes, and what of it is sealed and published: the database's own word, moved with its rows.
 */

import { NOTHING_SEALED, type Sealed } from "#shared/replication/lines/own-sealed.ts";
import type { StreamId } from "#shared/replication/rows/entry.ts";
import type { DeskDb, StreamRow } from "../database.ts";

export async function readSealed(db: DeskDb): Promise<Sealed> {
  const row = await db.meta.get("sealed");
  return row === undefined ? NOTHING_SEALED : (row.value as Sealed); // written only by writeSealed
}

export const writeSealed = async (db: DeskDb, sealed: Sealed): Promise<void> => {
  await db.meta.put({ name: "sealed", value: sealed });
};

/** The stream that the database says is its own; null while it has none. */
export const ownStreamOf = async (db: DeskDb): Promise<StreamId | null> => (await ownStreamRow(db))?.stream ?? null;

/** Entries of this desk that are on no share yet. */
export const countPending = (db: DeskDb): Promise<number> =>
  db.transaction("r", [db.streams, db.meta], async () => {
    const [own, { published }] = await Promise.all([ownStreamRow(db), readSealed(db)]);
    return Math.max(0, (own?.seq ?? 0) - published);
  });

// a stream per desk: one read of all is quicker than a cursor
const ownStreamRow = async (db: DeskDb): Promise<StreamRow | undefined> => ownAmong(await db.streams.toArray());

/** The own one of rows that were read already: all that there are. */
export const ownAmong = (rows: readonly StreamRow[]): StreamRow | undefined => rows.find((row) => row.own === 1);
