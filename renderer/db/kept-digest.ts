/**
 * The digest of all rows, kept where the rows are: every transaction that writes rows moves it too, so it
 * never has to be counted and a crash leaves both or neither.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { changeDigest, type HashText, type RowChange, type StateDigest } from "#shared/replication/digest.ts";
import type { DeskDb } from "./database.ts";

const NAME = "digest";

const encoder = new TextEncoder();

/** The browser's own SHA-256 answers later, and a transaction would not wait for it. */
export const hashText: HashText = (text) => sha256(encoder.encode(text));

/** Of a database without records, nothing. */
export async function readDigest(db: DeskDb): Promise<StateDigest> {
  const row = await db.meta.get(NAME);
  return row === undefined ? {} : (row.value as StateDigest); // written only below
}

/** Only inside a transaction that writes the rows themselves, and includes `meta`. */
export async function followDigest(db: DeskDb, changes: readonly RowChange[]): Promise<void> {
  if (changes.length > 0) await keepDigest(db, changeDigest(await readDigest(db), changes, hashText));
}

export const keepDigest = async (db: DeskDb, digest: StateDigest): Promise<void> => {
  await db.meta.put({ name: NAME, value: digest });
};

/** All rows are gone. */
export const clearDigest = (db: DeskDb): Promise<void> => db.meta.delete(NAME);
