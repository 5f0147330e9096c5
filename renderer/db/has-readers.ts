/** Whether the library has a reader yet. */
import type { DeskDb } from "./database.ts";

/** By the first key: a count goes through all readers, whatever its limit. */
export const readHasReaders = async (db: DeskDb): Promise<boolean> =>
  (await db.reader.limit(1).primaryKeys()).length > 0;
