/**
 * Asks the browser never to clear the database by itself, and notes what it answered. Nothing relies on the answer:
 * what was confirmed stands in the journal.
 */
import type { DeskDb } from "./database.ts";

export async function askToPersist(
  db: Pick<DeskDb, "meta">,
  storage: Pick<StorageManager, "persist">,
  at: number,
): Promise<void> {
  const granted = await storage.persist().catch(() => false);
  await db.meta.put({ name: "persisted", value: { granted, at } });
}
