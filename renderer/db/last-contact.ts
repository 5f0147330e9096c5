/**
 * When a reader was last spoken to, by whichever side: the latest service record of all the records that are one
 * person.
 */
import type { DeskDb } from "./database.ts";
import { readReaderClass } from "./reader-class.ts";

/** @returns an instant; undefined where there is no record */
export async function lastContact(db: DeskDb, reader: string): Promise<number | undefined> {
  const ids = (await readReaderClass(db, reader))?.ids ?? [reader];
  const last = await Promise.all(
    ids.map((id) =>
      db.interaction
        .where("[reader+at]")
        .between([id, 0], [id, Number.POSITIVE_INFINITY])
        .reverse()
        .filter(({ gone }) => gone !== 1)
        .first(),
    ),
  );
  const moments = last.flatMap((row) => row?.at ?? []);
  return moments.length === 0 ? undefined : Math.max(...moments);
}
