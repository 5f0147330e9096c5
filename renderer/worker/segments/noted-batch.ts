/** Notes a change for many as the last one while it is written. */
import type { DeskDb } from "../../db/database.ts";
import { forgetBatch, readLastBatch, writeLastBatch } from "../../db/write/last-batch.ts";
import type { BatchAct, LastBatch } from "../../platform/worker/segments-api.ts";

/**
 * Noted before anything is written, so that a change that is cut off can be taken back; one that wrote nothing leaves
 * the one before.
 */
export async function asLastBatch<T>(db: DeskDb, batch: LastBatch, run: () => Promise<T>): Promise<T> {
  const before = await readLastBatch(db);
  await writeLastBatch(db, { batchId: batch.batchId, act: withoutText(batch.act) });
  try {
    return await run();
  } finally {
    const written = await db.log.where("batchId").equals(batch.batchId).count();
    if (written === 0) await (before === null ? forgetBatch(db, batch.batchId) : writeLastBatch(db, before));
  }
}

/** What is said of readers stands in records only, from which it can be erased. */
const withoutText = (act: BatchAct): BatchAct => (act.tag === "task" ? { ...act, text: "" } : act);
