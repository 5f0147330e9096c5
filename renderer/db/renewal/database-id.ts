/** Which database this is: a desk may be opened in more than one browser, and each has files of its own. It goes along when the rows move into new files. */
import type { DeskDb } from "../database.ts";

const NAME = "database";

export const readDatabaseId = (db: DeskDb): Promise<string> =>
  db.transaction("rw", db.meta, async () => {
    const known = (await db.meta.get(NAME))?.value;
    if (typeof known === "string") return known;
    const made = crypto.randomUUID();
    await db.meta.put({ name: NAME, value: made });
    return made;
  });
