/**
 * Who was in a segment when this desk last looked on an earlier day. The first look of a day puts the one before
 * aside to compare with; later ones of the same day only bring today's up to date.
 */
import { compareRuns } from "#shared/analysis/segment.ts";
import type { DeskDb } from "../../db/database.ts";
import type { RunComparison } from "../../platform/segments-api.ts";

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
  await db.meta.put({ name: PREFIX + segment, value: { latest: run, before } satisfies Runs });
  await forgetDeleted(db);
  return before === null ? null : { since: before.day, isOtherRule: before.rule !== run.rule, ...compareRuns(before.readers, run.readers) };
}

async function forgetDeleted(db: DeskDb): Promise<void> {
  const names = await db.meta.where("name").startsWith(PREFIX).primaryKeys();
  const rows = await db.segment.bulkGet(names.map((name) => name.slice(PREFIX.length)));
  await db.meta.bulkDelete(names.filter((_, place) => rows[place] === undefined || rows[place].gone === 1));
}
