/**
 * Who was in a segment when this desk last looked on an earlier day. The first look of a day puts the one before
 * aside to compare with; later ones of the same day only bring today's up to date.
 */
import { compareRuns } from "#shared/analysis/segments/compile-segment.ts";
import type { DeskDb } from "../../db/database.ts";
import type { RunComparison } from "../../platform/worker/segments-api.ts";

interface Run {
  readonly day: string;
  /** Rule and hands as one text. */
  readonly rule: string;
  readonly readers: readonly string[];
}

interface Runs {
  readonly latest: Run;
  readonly before: Run | null;
}

const PREFIX = "segment-run/";

export async function noteRun(db: DeskDb, segment: string, run: Run): Promise<RunComparison | null> {
  const known = (await db.meta.get(PREFIX + segment))?.value as Runs | undefined; // written only below
  const before = known === undefined ? null : known.latest.day === run.day ? known.before : known.latest;
  if (known === undefined || !isSameRun(known.latest, run))
    await db.meta.put({ name: PREFIX + segment, value: { latest: run, before } satisfies Runs });
  await forgetDeleted(db);
  return before === null
    ? null
    : { since: before.day, isOtherRule: before.rule !== run.rule, ...compareRuns(before.readers, run.readers) };
}

const isSameRun = (a: Run, b: Run): boolean =>
  a.day === b.day &&
  a.rule === b.rule &&
  a.readers.length === b.readers.length &&
  a.readers.every((id, place) => id === b.readers[place]);

/**
 * Of erased readers nothing is told any more: neither that they were in, nor that somebody had put them in or left them
 * out.
 */
export async function forgetInRuns(db: DeskDb, readers: readonly string[]): Promise<void> {
  const gone = new Set(readers);
  const without = ({ day, rule, readers: ids }: Run): Run => ({
    day,
    rule: readers.some((id) => rule.includes(id)) ? "" : rule,
    readers: ids.filter((id) => !gone.has(id)),
  });
  await db.meta
    .where("name")
    .startsWith(PREFIX)
    .modify((row, kept) => {
      const { latest, before } = row.value as Runs; // written only above
      kept.value = { ...row, value: { latest: without(latest), before: before && without(before) } satisfies Runs };
    });
}

async function forgetDeleted(db: DeskDb): Promise<void> {
  const names = await db.meta.where("name").startsWith(PREFIX).primaryKeys();
  const rows = await db.segment.bulkGet(names.map((name) => name.slice(PREFIX.length)));
  await db.meta.bulkDelete(names.filter((_, place) => rows[place] === undefined || rows[place].gone === 1));
}
