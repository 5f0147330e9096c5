/**
 * Notes and replies that were begun: kept in the database's own drawer as they are typed, for whoever wrote them, never
 * replicated, gone when they are saved.
 */
import * as v from "valibot";
import type { DeskDb } from "../../db/database.ts";
import { OPINION_DRAFT } from "../../db/erasing/erased-drafts.ts";

const draft = v.object({
  note: v.string(),
  reply: v.optional(v.string()),
  /** Whether the reply goes out listed, where that was changed. */
  listed: v.optional(v.boolean()),
  /** What the reply was begun on. */
  seen: v.optional(v.record(v.string(), v.array(v.tuple([v.string(), v.number()])))),
});
export type OpinionDraft = v.InferOutput<typeof draft>;

/** @param by the colleague @returns undefined where nobody was chosen */
const drawer = (id: string, by: string | undefined): string =>
  `${OPINION_DRAFT}${id}${by === undefined ? "" : `/${by}`}`;

/** What nobody signed is whose who finds it. */
export async function readDraft(db: DeskDb, id: string, by: string | undefined): Promise<OpinionDraft> {
  const own = await db.meta.get(drawer(id, by));
  const parsed = v.safeParse(draft, (own ?? (await db.meta.get(drawer(id, undefined))))?.value);
  return parsed.success ? parsed.output : { note: "" };
}

/** An empty draft is taken away. */
export async function keepOpinionDraft(
  db: DeskDb,
  id: string,
  by: string | undefined,
  value: OpinionDraft,
): Promise<void> {
  if (by !== undefined) await db.meta.delete(drawer(id, undefined));
  if (value.note.trim() === "" && value.reply === undefined) await db.meta.delete(drawer(id, by));
  else await db.meta.put({ name: drawer(id, by), value });
}

/** What was typed before the draft of last time had been read comes behind that one, and not over it. */
export const joinDrafts = (kept: OpinionDraft, typed: Partial<OpinionDraft>): OpinionDraft => ({
  ...kept,
  ...(typed.listed !== undefined && { listed: typed.listed }),
  note: joined(kept.note, typed.note),
  ...(typed.reply !== undefined && {
    reply: joined(kept.reply, typed.reply),
    seen: kept.reply === undefined ? typed.seen : kept.seen,
  }),
});

const joined = (kept = "", typed = ""): string =>
  kept.trim() === "" || typed === "" ? typed || kept : `${kept.trimEnd()}\n${typed}`;
