/**
 * The particulars of two computers that stand at the same entries and show different records, the latest of each: kept
 * beside the rows for as long as somebody may want to save them. The alarm itself is one of the data folder.
 */
import type { SyncReport, SyncWarning } from "#shared/replication/exchange/sync-report.ts";
import type { DeskDb } from "../../../db/database.ts";

export type DigestDiffers = Extract<SyncWarning, { readonly tag: "digest-differs" }>;

export interface DigestParticulars {
  /** When one of them was last noticed. */
  readonly at: number;
  /** The latest of each computer. */
  readonly differences: readonly DigestDiffers[];
}

const NAME = "digest-alarm";

export async function readParticulars(db: DeskDb): Promise<DigestParticulars | null> {
  const row = await db.meta.get(NAME);
  return row === undefined ? null : (row.value as DigestParticulars); // written only below
}

/** In the transaction that logs the report. */
export async function noteParticulars(db: DeskDb, { warnings, endedAt }: SyncReport): Promise<void> {
  const found = warnings.filter((warning) => warning.tag === "digest-differs");
  if (found.length === 0) return;
  const before = (await readParticulars(db))?.differences ?? [];
  const others = before.filter(({ stream }) => !found.some((warning) => warning.stream === stream));
  await db.meta.put({
    name: NAME,
    value: { at: endedAt, differences: [...others, ...found] } satisfies DigestParticulars,
  });
}
