/**
 * Two computers that stand at the same entries and show different records: kept beside the rows until a
 * person has saved the particulars, however many exchanges come after.
 */
import type { SyncReport, SyncWarning } from "#shared/replication/sync-report.ts";
import type { DeskDb } from "../../../db/database.ts";

export type DigestDiffers = Extract<SyncWarning, { readonly tag: "digest-differs" }>;

export interface DigestAlarm {
  /** When it was last noticed. */
  readonly at: number;
  /** The latest of each computer. */
  readonly differences: readonly DigestDiffers[];
}

const NAME = "digest-alarm";

export async function readDigestAlarm(db: DeskDb): Promise<DigestAlarm | null> {
  const row = await db.meta.get(NAME);
  return row === undefined ? null : (row.value as DigestAlarm); // written only below
}

/** In the transaction that logs the report. */
export async function noteDigestAlarm(db: DeskDb, { warnings, endedAt }: SyncReport): Promise<void> {
  const found = warnings.filter((warning) => warning.tag === "digest-differs");
  if (found.length === 0) return;
  const before = (await readDigestAlarm(db))?.differences ?? [];
  const others = before.filter(({ stream }) => !found.some((warning) => warning.stream === stream));
  await db.meta.put({ name: NAME, value: { at: endedAt, differences: [...others, ...found] } satisfies DigestAlarm });
}

export const endDigestAlarm = (db: DeskDb): Promise<void> => db.meta.delete(NAME);
