/**
 * What was begun for a reader and never saved lies in drawers of this computer: the desk's in one list, an opinion's,
 * a row's of the mail and the note of a call under its id. It goes with her when she is erased, and whoever had begun it is told so, also who comes later.
 */
import { type Ledger, namedBy } from "#shared/replication/erasing/ledger.ts";
import type { DeskDb } from "../database.ts";

export const DESK_DRAFTS = "desk-drafts";
export const OPINION_DRAFT = "opinion-draft/";
/** A row of the opening mail: `mail-draft/<its id>`. */
export const MAIL_DRAFT = "mail-draft/";
/** The note of a call that is not written yet: `call-note/<recipient>`, and `/<colleague>`. */
export const CALL_NOTE = "call-note/";
export const ERASED_DRAFTS = "erased-drafts";

/** A draft that is gone. It says nothing of her. */
export interface ErasedDraft {
  readonly key: string;
  /** Whose it was; nobody's was signed. */
  readonly by?: string;
}

/** What `DESK_DRAFTS` holds of a draft that matters here. */
interface Drawn {
  readonly [field: string]: unknown;
}

const isDrawn = (value: unknown): value is Drawn => typeof value === "object" && value !== null;

export const erasedDraftKey = (at: number): string => `desk/${at}`;

/** Begun at her card, and from or for somebody else: it stays, and names her no more. */
export const isForOther = ({ form }: object & { readonly form?: unknown }): boolean =>
  isDrawn(form) && typeof form.who === "string" && form.who !== "reader";

export async function dropDrafts(db: DeskDb, erased: Ledger): Promise<void> {
  const ids = new Set([...erased].map((key) => namedBy(key).id));
  await db.transaction("rw", db.meta, async () => {
    const opinions = (await db.meta.where("name").startsWith(OPINION_DRAFT).primaryKeys()).flatMap((name) => {
      const [id = "", by] = name.slice(OPINION_DRAFT.length).split("/");
      return ids.has(id) ? [{ name, key: `opinion/${crypto.randomUUID()}`, by }] : [];
    });
    const naming = (await db.meta.where("name").startsWithAnyOf(MAIL_DRAFT, CALL_NOTE).toArray()).filter(
      ({ value }) => isDrawn(value) && typeof value.reader === "string" && ids.has(value.reader),
    );
    await db.meta.bulkDelete([...opinions, ...naming].map(({ name }) => name));
    const kept = (await db.meta.get(DESK_DRAFTS))?.value;
    const drafts: readonly unknown[] = Array.isArray(kept) ? kept : [];
    const isOf = (draft: unknown): draft is Drawn =>
      isDrawn(draft) && Object.values(draft).some((value) => typeof value === "string" && ids.has(value));
    const isLost = (draft: unknown): draft is Drawn => isOf(draft) && !isForOther(draft);
    const lost = drafts.filter(isLost);
    if (lost.length > 0 || drafts.some(isOf))
      await db.meta.put({
        name: DESK_DRAFTS,
        value: drafts
          .filter((draft) => !isLost(draft))
          .map((draft) => (isOf(draft) ? { ...draft, reader: null } : draft)),
      });
    await noteErasedDrafts(db, [
      ...opinions.map(({ key, by }) => signed(key, by)),
      ...lost.map(({ at, by }) => signed(erasedDraftKey(Number(at)), by)),
      ...naming.map(({ value }) => signed(`of-reader/${crypto.randomUUID()}`, isDrawn(value) ? value.by : undefined)),
    ]);
  });
}

const signed = (key: string, by: unknown): ErasedDraft => (typeof by === "string" ? { key, by } : { key });

export async function noteErasedDrafts(db: DeskDb, gone: readonly ErasedDraft[]): Promise<void> {
  if (gone.length === 0) return;
  await db.meta.put({ name: ERASED_DRAFTS, value: [...(await readAll(db)), ...gone] });
}

/** Of one colleague, and what nobody had signed. */
export const readErasedDrafts = async (db: DeskDb, by: string | undefined): Promise<readonly string[]> =>
  (await readAll(db)).filter((draft) => isOwn(draft, by)).map(({ key }) => key);

/** They were told. */
export const forgetErasedDrafts = (db: DeskDb, by: string | undefined): Promise<unknown> =>
  db.transaction("rw", db.meta, async () => {
    const left = (await readAll(db)).filter((draft) => !isOwn(draft, by));
    await (left.length === 0 ? db.meta.delete(ERASED_DRAFTS) : db.meta.put({ name: ERASED_DRAFTS, value: left }));
  });

const isOwn = (draft: ErasedDraft, by: string | undefined): boolean => draft.by === undefined || draft.by === by;

async function readAll(db: DeskDb): Promise<readonly ErasedDraft[]> {
  const kept = (await db.meta.get(ERASED_DRAFTS))?.value;
  return Array.isArray(kept)
    ? kept.flatMap((draft: unknown) =>
        isDrawn(draft) && typeof draft.key === "string" ? [signed(draft.key, draft.by)] : [],
      )
    : [];
}
