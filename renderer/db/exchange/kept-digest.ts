/**
 * The digest of all rows, kept where the rows are: every transaction that writes rows moves it too, so it
 * never has to be counted and a crash leaves both or neither.
 */
import { changeDigest, type DigestAt, type RowChange, type StateDigest } from "#shared/replication/rows/digest.ts";
import type { DeskDb } from "../database.ts";
import { DIGEST, hashText } from "./count-digest.ts";

/** Of a database without records, nothing. */
export async function readDigest(db: DeskDb): Promise<StateDigest> {
  const row = await db.meta.get(DIGEST);
  return row === undefined ? {} : (row.value as StateDigest); // written only below
}

/** With where every stream stands. Only inside a transaction that includes `streams`, `quarantine` and `meta`. */
export async function readDigestAt(db: DeskDb): Promise<DigestAt> {
  const streams = await db.streams.filter(({ seq }) => seq > 0).toArray();
  return {
    at: Object.fromEntries(streams.map(({ stream, seq }) => [stream, seq])),
    aside: await db.quarantine.count(),
    tables: await readDigest(db),
  };
}

/** Only inside a transaction that writes the rows themselves, and includes `meta`. */
export async function followDigest(db: DeskDb, changes: readonly RowChange[]): Promise<void> {
  if (changes.length > 0) await keepDigest(db, changeDigest(await readDigest(db), changes, hashText));
}

const keepDigest = async (db: DeskDb, digest: StateDigest): Promise<void> => {
  await db.meta.put({ name: DIGEST, value: digest });
};

/** All rows are gone. */
export const clearDigest = (db: DeskDb): Promise<void> => db.meta.delete(DIGEST);
