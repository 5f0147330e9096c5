/** The last change for many of this desk: it can be taken back after another screen, and after a start. */
import type { LastBatch } from "../../platform/worker/segments-api.ts";
import type { DeskDb } from "../database.ts";

const NAME = "segment-batch";

export const readLastBatch = async (db: DeskDb): Promise<LastBatch | null> =>
  ((await db.meta.get(NAME))?.value ?? null) as LastBatch | null; // written only below

export async function writeLastBatch(db: DeskDb, batch: LastBatch): Promise<void> {
  await db.meta.put({ name: NAME, value: batch });
}

export async function forgetBatch(db: DeskDb, batchId: string): Promise<void> {
  if ((await readLastBatch(db))?.batchId === batchId) await db.meta.delete(NAME);
}
