/** The last change for many of this desk: it can be taken back after another screen, and after a start. */
import type { DeskDb } from "../../db/database.ts";
import type { BatchAct, LastBatch } from "../../platform/segments-api.ts";

const NAME = "segment-batch";

export const readLastBatch = async (db: DeskDb): Promise<LastBatch | null> => ((await db.meta.get(NAME))?.value ?? null) as LastBatch | null; // written only below

export async function noteBatch(db: DeskDb, { batchId, act, changed }: LastBatch): Promise<void> {
  await db.meta.put({ name: NAME, value: { batchId, act: withoutText(act), changed } satisfies LastBatch });
}

export async function forgetBatch(db: DeskDb, batchId: string): Promise<void> {
  if ((await readLastBatch(db))?.batchId === batchId) await db.meta.delete(NAME);
}

/** What is said of readers stands in records only, from which it can be erased. */
const withoutText = (act: BatchAct): BatchAct => (act.tag === "task" ? { ...act, text: "" } : act);
