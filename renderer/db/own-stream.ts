/** Which stream this desk writes, and what of it is sealed and published: the database's own word, moved with its rows. */
import type { Applied, StreamId, Vector } from "#shared/replication/entry.ts";
import type { DeskDb } from "./database.ts";

export interface Sealed {
  readonly batch: Applied;
  readonly at: number;
  /** All that was ever acknowledged (each tells only what is new), and when it was last. */
  readonly acked: Vector;
  readonly ackedAt: number;
  /** Last own entry that is known to be on a share. */
  readonly published: number;
}

export const NOTHING_SEALED: Sealed = { batch: { no: 0, hash: "", seq: 0 }, at: 0, acked: {}, ackedAt: 0, published: 0 };

export async function readSealed(db: DeskDb): Promise<Sealed> {
  const row = await db.meta.get("sealed");
  return row === undefined ? NOTHING_SEALED : (row.value as Sealed); // written only by writeSealed
}

export const writeSealed = async (db: DeskDb, sealed: Sealed): Promise<void> => {
  await db.meta.put({ name: "sealed", value: sealed });
};

/** The stream that the database says is its own; null while it has none. */
export async function ownStreamOf(db: DeskDb): Promise<StreamId | null> {
  return (await db.streams.filter((row) => row.own === 1).first())?.stream ?? null;
}
