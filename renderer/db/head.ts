/**
 * Where this desk's own stream stands: last stamp, and how many pulls had been applied at the last entry
 * and now. Read and moved only inside a transaction that includes `meta` and `streams`.
 */
import { type Hlc, ZERO_HLC } from "#shared/kernel/hlc.ts";
import type { StreamId, Vector } from "#shared/replication/entry.ts";
import type { DeskDb, StreamRow } from "./database.ts";

export interface Head {
  /** The latest stamp used or heard of. */
  readonly hlc: Hlc;
  /** Slices of other streams applied so far. */
  readonly pulls: number;
  /** `pulls` at the last own entry. */
  readonly ownPulls: number;
}

const START: Head = { hlc: ZERO_HLC, pulls: 0, ownPulls: 0 };

export async function readHead(db: DeskDb): Promise<Head> {
  const row = await db.meta.get("head");
  return row === undefined ? START : (row.value as Head); // written only by writeHead
}

export const writeHead = async (db: DeskDb, head: Head): Promise<void> => {
  await db.meta.put({ name: "head", value: head });
};

export async function readStream(db: DeskDb, stream: StreamId): Promise<StreamRow> {
  return (await db.streams.get(stream)) ?? { stream, no: 0, hash: "", seq: 0, seen: {}, told: {}, at: 0 };
}

/** What has been applied of every stream but `own`. */
export async function readVector(db: DeskDb, own: StreamId): Promise<Vector> {
  const rows = await db.streams.toArray();
  return Object.fromEntries(rows.filter((row) => row.stream !== own && row.seq > 0).map(({ stream, no, hash, seq }) => [stream, { no, hash, seq }]));
}
