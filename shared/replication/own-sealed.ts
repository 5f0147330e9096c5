/** What of the own stream is sealed and published, and what a sync is told of it. */
import type { Applied, StreamId, Vector } from "./entry.ts";
import type { OwnState, Replica } from "./ports.ts";
import type { Cursor } from "./slice.ts";
import { mergeVectors, NOTHING } from "./vector.ts";

export interface Sealed {
  readonly batch: Applied;
  readonly at: number;
  /** All that was ever acknowledged (each tells only what is new), and when it was last. */
  readonly acked: Vector;
  readonly ackedAt: number;
  /** Last own entry that is known to be on a share. */
  readonly published: number;
}

export const NOTHING_SEALED: Sealed = { batch: NOTHING, at: 0, acked: {}, ackedAt: 0, published: 0 };

export const sealedAfter = (before: Sealed, { at, acked, ...batch }: Parameters<Replica["sealed"]>[0]): Sealed => ({
  ...before,
  batch,
  at,
  ...(acked !== undefined && { acked: mergeVectors(before.acked, acked), ackedAt: at }),
});

export const publishedAfter = (before: Sealed, seq: number): Sealed => (seq > before.published ? { ...before, published: seq } : before);

/** @param journaled last entry in the journal */
export const ownState = (stream: StreamId, { seq, seen, ops = 0 }: Cursor, { batch, at, acked, ackedAt, published }: Sealed, journaled: number): OwnState => ({
  stream,
  journaled: Math.min(seq, journaled),
  sealed: batch,
  at,
  told: mergeVectors(seen, acked),
  ackedAt,
  published,
  ops,
});
