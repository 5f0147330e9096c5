/**
 * Notes and replies that were begun: kept in the database's own drawer as they are typed, never
 * replicated, gone when they are saved.
 */
import * as v from "valibot";
import type { DeskDb } from "../../db/database.ts";
import { OPINION_DRAFT } from "../../db/erasing/purge-erased.ts";

const draft = v.object({
  note: v.string(),
  reply: v.optional(v.string()),
  /** What the reply was begun on. */
  seen: v.optional(v.record(v.string(), v.array(v.tuple([v.string(), v.number()])))),
});
export type OpinionDraft = v.InferOutput<typeof draft>;

const drawer = (id: string): string => `${OPINION_DRAFT}${id}`;

export async function readDraft(db: DeskDb, id: string): Promise<OpinionDraft> {
  const parsed = v.safeParse(draft, (await db.meta.get(drawer(id)))?.value);
  return parsed.success ? parsed.output : { note: "" };
}

/** An empty draft is taken away. */
export async function keepOpinionDraft(db: DeskDb, id: string, value: OpinionDraft): Promise<void> {
  if (value.note.trim() === "" && value.reply === undefined) await db.meta.delete(drawer(id));
  else await db.meta.put({ name: drawer(id), value });
}
