/**
 * Which database this is: a desk may be opened in more than one browser, and each has files of its own. It goes along
 * when the rows move into new files.
 */
import type Dexie from "dexie";
import type { DeskDb } from "../database.ts";

const NAME = "database";

/** Null where none stands: an empty database. */
export async function knownDatabaseId(db: Dexie): Promise<string | null> {
  const known = (await db.table("meta").get(NAME))?.value;
  return typeof known === "string" ? known : null;
}

/** Made where none stands. */
export const readDatabaseId = (db: DeskDb): Promise<string> =>
  db.transaction("rw", db.meta, async () => {
    const known = await knownDatabaseId(db);
    if (known !== null) return known;
    const made = crypto.randomUUID();
    await nameDatabase(db, made);
    return made;
  });

/** One that is filled again is another one. */
export const nameDatabase = async (db: DeskDb, id: string): Promise<void> => {
  await db.meta.put({ name: NAME, value: id });
};
