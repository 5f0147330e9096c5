/**
 * Which stream this desk writes, and what of it is sealed and published: the database's own word, moved with its rows.
 */

import { NOTHING_SEALED, type Sealed } from "#shared/replication/lines/own-sealed.ts";
import type { StreamId } from "#shared/replication/rows/entry.ts";
import type { DeskDb } from "../database.ts";

export async function readSealed(db: DeskDb): Promise<Sealed> {
  const row = await db.meta.get("sealed");
  return row === undefined ? NOTHING_SEALED : (row.value as Sealed); // written only by writeSealed
}

export const writeSealed = async (db: DeskDb, sealed: Sealed): Promise<void> => {
  await db.meta.put({ name: "sealed", value: sealed });
};

/** The stream that the database says is its own; null while it has none. */
export async function ownStreamOf(db: DeskDb): Promise<StreamId | null> {
  // a stream per desk: one read of all is quicker than a cursor
  return (await db.streams.toArray()).find((row) => row.own === 1)?.stream ?? null;
}
