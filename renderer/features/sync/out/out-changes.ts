/**
 * Taking a computer out as a change of records: one removal for its stream and one for each that it has left before,
 * for it still has their keys.
 */
import type { EpochRef } from "#shared/kernel/sealed.ts";
import { admissionId } from "#shared/model/admission.ts";
import { type RemovalWay, removalId } from "#shared/model/removal.ts";
import type { DeviceLine } from "#shared/replication/exchange/sync-report.ts";
import type { DeskDb } from "../../../db/database.ts";
import { ownStreamOf } from "../../../db/journal/own-stream.ts";
import { type Change, create } from "../../../db/write/changes.ts";

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

export interface NewKey {
  readonly key: string;
  /** The computers of the last exchange. */
  readonly lines: readonly DeviceLine[];
  /** Streams that go. */
  readonly without: readonly string[];
  readonly at: number;
  readonly by: string | undefined;
}

/**
 * Who may have a new key: this computer, and all that are known here; not those that are out, nor those that wait to be
 * let in.
 */
export async function admissions(db: DeskDb, { key, lines, without, at, by }: NewKey): Promise<readonly Change[]> {
  const own = await ownStreamOf(db);
  const removed = (await db.removal.toArray()).flatMap(({ stream, way }) =>
    way === "removed" && stream !== undefined ? [stream] : [],
  );
  const refused = new Set([
    ...without,
    ...removed,
    ...lines.filter(({ asks }) => asks != null).map(({ stream }) => stream),
  ]);
  const known = [
    ...(own === null ? [] : [own]),
    ...(await db.streams.toCollection().primaryKeys()),
    ...lines.map(({ stream }) => stream),
  ];
  return [...new Set(known)]
    .filter((stream) => !refused.has(stream))
    .map((stream) => create("admission", admissionId(stream, key), { at, ...(by !== undefined && { by }) }));
}

export interface TakeOut {
  readonly lines: readonly DeviceLine[];
  readonly way: RemovalWay;
  readonly streams: readonly string[];
  /** The key of the new epoch; null for a retirement. */
  readonly epoch: EpochRef | null;
  readonly at: number;
  readonly by: string | undefined;
}

/** Up to what is applied here; and who may have the new key. */
export async function outChanges(
  db: DeskDb,
  { lines, way, streams, epoch, at, by }: TakeOut,
): Promise<readonly Change[]> {
  const known = await db.streams.bulkGet([...streams]);
  const removals = streams.map((stream, index) => {
    const { no = 0, hash = "", seq = 0 } = known[index] ?? {};
    return create("removal", removalId(stream, no, epoch?.key ?? null), {
      stream,
      no,
      hash,
      seq,
      way,
      at,
      ...(by !== undefined && { by }),
      ...epoch,
    });
  });
  return epoch === null
    ? removals
    : [...removals, ...(await admissions(db, { key: epoch.key, lines, without: streams, at, by }))];
}
