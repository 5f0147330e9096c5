/**
 * When readers were last spoken to, by whichever side: the latest service record of all the records that are one
 * person. One in which she took part counts as one of her own: she was spoken to. A call that nobody answered counts
 * as no word, nor does what was written and did not arrive; the calls are told apart, until the next word.
 */
import { isWritten, wasNotReached } from "#shared/model/interaction.ts";
import type { DeskDb, Row } from "./database.ts";
import { readReaderClass } from "./reader-class.ts";
import { recordsWith } from "./taking-part.ts";

export interface LastWords {
  /** An instant; undefined where she was never spoken to. */
  readonly at: number | undefined;
  /** Calls since then that nobody answered, and the last of them. */
  readonly missed: number;
  readonly missedAt: number | undefined;
}

/** @returns an instant for each reader who was spoken to */
export async function lastContacts(db: DeskDb, readers: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const words = await lastWords(db, readers);
  return new Map([...words].flatMap(([reader, { at }]) => (at === undefined ? [] : [[reader, at] as const])));
}

/** Of every reader who is asked for. */
export const lastWords = (db: DeskDb, readers: readonly string[]): Promise<ReadonlyMap<string, LastWords>> =>
  db.transaction("r", [db.reader, db.interaction, db.participant], async () => {
    const merged = new Set((await db.reader.where("as").anyOf(readers).toArray()).map(({ as }) => as));
    const found = await Promise.all(
      readers.map(async (reader) => {
        // few of a list were ever merged
        const ids = merged.has(reader) ? ((await readReaderClass(db, reader))?.ids ?? [reader]) : [reader];
        const own = (await Promise.all(ids.map((id) => recordsToLastWord(db, id)))).flat();
        return [reader, wordsOf([...own, ...(await recordsWith(db, ids))])] as const;
      }),
    );
    return new Map(found);
  });

/** From the latest back to the first that was a word. */
const recordsToLastWord = (db: DeskDb, id: string): Promise<readonly Row<"interaction">[]> =>
  db.interaction
    .where("[reader+at]")
    .between([id, 0], [id, Number.POSITIVE_INFINITY])
    .reverse()
    .until((row) => isWord(row), true)
    .toArray();

const isWord = (row: Row<"interaction">): boolean => row.gone !== 1 && !wasNotReached(row);

function wordsOf(rows: readonly Row<"interaction">[]): LastWords {
  const moments = (wanted: readonly Row<"interaction">[]): readonly number[] => wanted.flatMap(({ at }) => at ?? []);
  const at = latest(moments(rows.filter(isWord)));
  const calls = new Map(
    rows.filter((row) => row.gone !== 1 && wasNotReached(row) && !isWritten(row)).map((row) => [row.id, row]),
  );
  const missed = moments([...calls.values()]).filter((each) => at === undefined || each > at);
  return { at, missed: missed.length, missedAt: latest(missed) };
}

const latest = (moments: readonly number[]): number | undefined =>
  moments.length === 0 ? undefined : Math.max(...moments);
