/**
 * Taking a computer out as a change of records: one removal for its stream and one for each that it has left before,
 * for it still has their keys.
 */
import type { EpochRef } from "#shared/kernel/sealed.ts";
import { type RemovalWay, removalId } from "#shared/model/removal.ts";
import type { DeviceLine } from "#shared/replication/sync-report.ts";
import { type Change, create } from "../../../db/changes.ts";
import type { DeskDb } from "../../../db/database.ts";

/** A computer's present stream, and those it goes on from. */
export function streamsOf(lines: readonly DeviceLine[], stream: string): readonly string[] {
  const before = lines.filter(({ replacedBy }) => replacedBy === stream).map((line) => line.stream);
  return [stream, ...before.filter((other) => other !== stream).flatMap((other) => streamsOf(lines, other))];
}

/** The highest epoch that a removal has begun. */
export async function highestEpoch(db: DeskDb): Promise<number> {
  const rows = await db.removal.toArray();
  return Math.max(1, ...rows.map(({ epoch = 1 }) => epoch));
}

export interface TakeOut {
  readonly way: RemovalWay;
  readonly streams: readonly string[];
  /** The key of the new epoch; null for a retirement. */
  readonly epoch: EpochRef | null;
  readonly at: number;
  readonly by: string | undefined;
}

/** Up to what is applied here. */
export async function outChanges(db: DeskDb, { way, streams, epoch, at, by }: TakeOut): Promise<readonly Change[]> {
  const known = await db.streams.bulkGet([...streams]);
  return streams.map((stream, index) => {
    const { no = 0, hash = "", seq = 0 } = known[index] ?? {};
    return create("removal", removalId(stream, no, epoch?.key ?? null), { stream, no, hash, seq, way, at, ...(by !== undefined && { by }), ...epoch });
  });
}
