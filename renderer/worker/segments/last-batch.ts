/** The last change for many of this desk: it can be taken back after another screen, and after a start. */
import type { DeskDb } from "../../db/database.ts";
import type { BatchAct, LastBatch } from "../../platform/worker/segments-api.ts";

const NAME = "segment-batch";

export const readLastBatch = async (db: DeskDb): Promise<LastBatch | null> =>
  ((await db.meta.get(NAME))?.value ?? null) as LastBatch | null; // written only below

/**
 * Noted before anything is written, so that a change that is cut off can be taken back; one that wrote nothing leaves
 * the one before.
 */
export async function asLastBatch<T>(db: DeskDb, batch: LastBatch, run: () => Promise<T>): Promise<T> {
  const before = await readLastBatch(db);
  await noteBatch(db, batch);
  try {
    return await run();
  } finally {
    const written = await db.log.where("batchId").equals(batch.batchId).count();
    if (written === 0) await (before === null ? forgetBatch(db, batch.batchId) : noteBatch(db, before));
  }
}

async function noteBatch(db: DeskDb, { batchId, act }: LastBatch): Promise<void> {
  await db.meta.put({ name: NAME, value: { batchId, act: withoutText(act) } satisfies LastBatch });
}

export async function forgetBatch(db: DeskDb, batchId: string): Promise<void> {
  if ((await readLastBatch(db))?.batchId === batchId) await db.meta.delete(NAME);
}

/** What is said of readers stands in records only, from which it can be erased. */
const withoutText = (act: BatchAct): BatchAct => (act.tag === "task" ? { ...act, text: "" } : act);
