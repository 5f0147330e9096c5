/** What of the own stream is sealed and published, and what a sync is told of it. */
import type { CheckpointRef } from "../../kernel/sealed.ts";
import type { Cursor } from "../exchange/cursor.ts";
import type { OwnState, SealedBatch } from "../exchange/ports.ts";
import type { Applied, StreamId, Vector } from "../rows/entry.ts";
import { mergeVectors, NOTHING } from "../rows/vector.ts";

export interface Sealed {
  readonly batch: Applied;
  readonly at: number;
  /** All that was ever acknowledged (each tells only what is new), and when it was last. */
  readonly acked: Vector;
  readonly ackedAt: number;
  /** Last own entry that is known to be on a share. */
  readonly published: number;
  /** The batch that ends with it, where it is known: what was sealed since is in no other store but backups. */
  readonly reached?: Applied;
  /** Lowest batch that is kept, as the last one says; absent: 1. With the checkpoint that covers what lies below. */
  readonly floor?: number;
  readonly base?: CheckpointRef;
}

export const NOTHING_SEALED: Sealed = { batch: NOTHING, at: 0, acked: {}, ackedAt: 0, published: 0 };

export const sealedAfter = (before: Sealed, { no, hash, seq, at, acked, floor, base }: SealedBatch): Sealed => ({
  ...before,
  batch: { no, hash, seq },
  at,
  ...(floor !== undefined && floor > (before.floor ?? 1) && { floor }),
  ...(base !== undefined && { base }),
  ...(acked !== undefined && { acked: mergeVectors(before.acked, acked), ackedAt: at }),
});

export function publishedAfter(before: Sealed, seq: number): Sealed {
  if (seq <= before.published && before.reached?.seq === before.published) return before;
  const { reached: _, ...others } = before;
  const published = Math.max(seq, before.published);
  return { ...others, published, ...(before.batch.seq === published && { reached: before.batch }) };
}

/** With what no other store can know taken back, as its files are lost; null where it cannot be told. */
export function withoutUnsent(sealed: Sealed): Sealed | null {
  if (sealed.published === 0) return NOTHING_SEALED;
  if (sealed.batch.seq <= sealed.published) return sealed;
  return sealed.reached?.seq === sealed.published ? { ...sealed, batch: sealed.reached } : null;
}

/** @param journaled last entry in the journal */
export const ownState = (
  stream: StreamId,
  { seq, seen, ops = 0 }: Cursor,
  { batch, at, acked, ackedAt, published, floor = 1, base }: Sealed,
  journaled: number,
): OwnState => ({
  stream,
  journaled: Math.min(seq, journaled),
  inJournal: journaled,
  sealed: batch,
  at,
  told: mergeVectors(seen, acked),
  ackedAt,
  published,
  ops,
  floor,
  ...(base !== undefined && { base }),
});
