/**
 * Where this desk's own stream stands: last stamp, and how many pulls had been applied at the last entry
 * and now. Read and moved only inside a transaction that includes `meta` and `streams`.
 */

import { START_CURSOR } from "#shared/replication/exchange/cursor.ts";
import { type ReplicaHead, START_HEAD } from "#shared/replication/exchange/slice.ts";
import type { StreamId, Vector } from "#shared/replication/rows/entry.ts";
import { vectorOf } from "#shared/replication/rows/vector.ts";
import type { DeskDb, StreamRow } from "../database.ts";

export async function readHead(db: DeskDb): Promise<ReplicaHead> {
  const row = await db.meta.get("head");
  return row === undefined ? START_HEAD : (row.value as ReplicaHead); // written only by writeHead
}

export const writeHead = async (db: DeskDb, head: ReplicaHead): Promise<void> => {
  await db.meta.put({ name: "head", value: head });
};

export async function readStream(db: DeskDb, stream: StreamId): Promise<StreamRow> {
  return (await db.streams.get(stream)) ?? { stream, ...START_CURSOR };
}

/** The same from rows that were read already. */
export const streamAmong = (rows: readonly StreamRow[], stream: StreamId): StreamRow =>
  rows.find((row) => row.stream === stream) ?? { stream, ...START_CURSOR };

/** What has been applied of every stream but `own`. */
export const readVector = async (db: DeskDb, own: StreamId): Promise<Vector> =>
  vectorAmong(await db.streams.toArray(), own);

/** The same from rows that were read already: all that there are. */
export const vectorAmong = (rows: readonly StreamRow[], own: StreamId): Vector =>
  vectorOf(Object.fromEntries(rows.filter((row) => row.stream !== own).map((row) => [row.stream, row])));
