/** Where the practice in the trial library is: kept in the database, so that a page opened anew goes on with it. */
import { useLiveQuery } from "dexie-react-hooks";
import * as v from "valibot";
import type { DeskDb } from "../../db/database.ts";
import { useServices } from "../../desk-services/services.ts";

export const PRACTICE_STEPS = ["scan", "log", "undo", "reply", "sync"] as const;
export type PracticeStep = (typeof PRACTICE_STEPS)[number];

const practiceSchema = v.object({
  /** How many steps are behind. */
  done: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(PRACTICE_STEPS.length)),
  /** Entries of the change log up to this one were there before the step. */
  since: v.pipe(v.number(), v.safeInteger()),
});
export type Practice = v.InferOutput<typeof practiceSchema>;

const NAME = "practice";

/** Null while nobody practises. */
export function usePractice(): Practice | null {
  const { db } = useServices();
  return (
    useLiveQuery(async () => {
      const kept = v.safeParse(practiceSchema, (await db.meta.get(NAME))?.value);
      return kept.success ? kept.output : null;
    }, [db]) ?? null
  );
}

/** @param done steps that are behind; what was written before counts for none of those that follow */
export const goOnPractising = (db: DeskDb, done: number): Promise<void> =>
  db.transaction("rw", db.meta, db.log, async () => {
    const since = (await db.log.orderBy("seq").last())?.seq ?? 0;
    await db.meta.put({ name: NAME, value: { done, since } });
  });

export const endPractice = (db: DeskDb): Promise<void> => db.meta.delete(NAME);
