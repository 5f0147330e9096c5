/**
 * When readers were last spoken to, by whichever side: the latest service record of all the records that are one
 * person. One in which she took part counts as one of her own: she was spoken to.
 */
import type { DeskDb } from "./database.ts";
import { readReaderClass } from "./reader-class.ts";
import { recordsWith } from "./taking-part.ts";

/** @returns an instant for each reader who has a record */
export const lastContacts = (db: DeskDb, readers: readonly string[]): Promise<ReadonlyMap<string, number>> =>
  db.transaction("r", [db.reader, db.interaction, db.participant], async () => {
    const merged = new Set((await db.reader.where("as").anyOf(readers).toArray()).map(({ as }) => as));
    const found = await Promise.all(
      readers.map(async (reader) => {
        // few of a list were ever merged
        const ids = merged.has(reader) ? ((await readReaderClass(db, reader))?.ids ?? [reader]) : [reader];
        const rows = [...(await Promise.all(ids.map((id) => lastRecord(db, id)))), ...(await recordsWith(db, ids))];
        const moments = rows.flatMap((row) => row?.at ?? []);
        return moments.length === 0 ? [] : [[reader, Math.max(...moments)] as const];
      }),
    );
    return new Map(found.flat());
  });

const lastRecord = (db: DeskDb, id: string) =>
  db.interaction
    .where("[reader+at]")
    .between([id, 0], [id, Number.POSITIVE_INFINITY])
    .reverse()
    .filter(({ gone }) => gone !== 1)
    .first();
