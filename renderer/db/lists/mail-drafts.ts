/**
 * The rows of the opening mail that are not registered yet, each in the database's own drawer: a key writes its own row
 * and no other. They wait for the colleague who began them, are never replicated, and go with a reader who is erased.
 */
import { type MailItem, parseMailDraft } from "#shared/model/mail/mail-item.ts";
import type { DeskDb } from "../database.ts";
import { MAIL_DRAFT } from "../erasing/erased-drafts.ts";

/** In the order in which they were begun. What does not fit the present form is not shown: it is our own drawer. */
export async function readMailDrafts(db: DeskDb, by: string | undefined): Promise<readonly MailItem[]> {
  const rows = await db.meta.where("name").startsWith(MAIL_DRAFT).toArray();
  return rows
    .flatMap(({ value }) => {
      const kept = parseMailDraft(value);
      return kept !== null && (kept.by === undefined || kept.by === by) ? [kept.item] : [];
    })
    .toSorted((a, b) => a.begun - b.begun);
}

/** The page may hold a row of a reader who was erased meanwhile: it is not kept. */
export const keepMailDraft = (db: DeskDb, by: string | undefined, item: MailItem): Promise<unknown> =>
  db.transaction("rw", db.meta, db.erased, async () => {
    if (item.reader !== null && (await db.erased.get(item.reader)) !== undefined) return;
    await db.meta.put({ name: MAIL_DRAFT + item.id, value: by === undefined ? item : { ...item, by } });
  });

export const dropMailDrafts = (db: DeskDb, ids: readonly string[]): Promise<unknown> =>
  db.meta.bulkDelete(ids.map((id) => MAIL_DRAFT + id));
