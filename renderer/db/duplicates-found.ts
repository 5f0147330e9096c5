/** The last look for duplicates on this computer: not shared, every desk looks by itself. */
import type { DuplicatesFound } from "../platform/worker/duplicates-api.ts";
import type { DeskDb } from "./database.ts";

const NAME = "duplicates.found";

export const readDuplicatesFound = async (db: DeskDb): Promise<DuplicatesFound | null> =>
  ((await db.meta.get(NAME))?.value as DuplicatesFound | undefined) ?? null; // written only below

/** Of whoever was erased while it was looked, nothing is kept. */
export async function keepDuplicatesFound(db: DeskDb, found: DuplicatesFound): Promise<void> {
  await db.transaction("rw", db.meta, db.reader, async () => {
    const ids = [...new Set(found.pairs.flatMap(({ first, second }) => [first, second]))];
    const there = new Set((await db.reader.bulkGet(ids)).flatMap((row) => (row === undefined ? [] : [row.id])));
    const pairs = found.pairs.filter(({ first, second }) => there.has(first) && there.has(second));
    await keep(db, { ...found, total: found.total - found.pairs.length + pairs.length, pairs });
  });
}

const keep = (db: DeskDb, value: DuplicatesFound): PromiseLike<unknown> => db.meta.put({ name: NAME, value });

/** Of erased readers nothing is told any more. */
export async function forgetInDuplicates(db: DeskDb, readers: readonly string[]): Promise<void> {
  const gone = new Set(readers);
  await db.transaction("rw", db.meta, async () => {
    const found = await readDuplicatesFound(db);
    const pairs = found?.pairs.filter(({ first, second }) => !gone.has(first) && !gone.has(second)) ?? [];
    if (found !== null && pairs.length < found.pairs.length)
      await keep(db, { ...found, total: found.total - found.pairs.length + pairs.length, pairs });
  });
}
