/**
 * Vectors: how far each stream has been applied. They only grow, component by component; who stands
 * where decides what may be applied next and what a colleague still lacks.
 */
import type { Applied, StreamId, Vector } from "./entry.ts";

/** Before the first batch of a stream. */
export const NOTHING: Applied = { no: 0, hash: "", seq: 0 };

export const appliedOf = (vector: Vector, stream: StreamId): Applied => vector[stream] ?? NOTHING;

/** What is applied of streams that hold more of each. */
export const vectorOf = (streams: Readonly<Record<StreamId, Applied>>): Vector =>
  Object.fromEntries(
    Object.entries(streams)
      .filter(([, { seq }]) => seq > 0)
      .map(([stream, { no, hash, seq }]) => [stream, { no, hash, seq }]),
  );

/** Component-wise the further one. Commutative, associative, idempotent for vectors of one history. */
export function mergeVectors(a: Vector, b: Vector): Vector {
  const merged: Record<StreamId, Applied> = { ...a };
  for (const [stream, applied] of Object.entries(b)) {
    const other = merged[stream];
    if (other === undefined || isFurther(applied, other)) merged[stream] = applied;
  }
  return merged;
}

const isFurther = (a: Applied, b: Applied): boolean => a.seq > b.seq || (a.seq === b.seq && a.no > b.no);

/** The one that is less far. */
export const lesserApplied = (a: Applied, b: Applied): Applied => (isFurther(a, b) ? b : a);

/** Whether everything that `needed` names has been applied. */
export const covers = (vector: Vector, needed: Vector): boolean => lacking(vector, needed).length === 0;

export interface Lack {
  readonly stream: StreamId;
  /** Number of the entry that is waited for. */
  readonly seq: number;
  /** The batch that was seen together with it. */
  readonly no: number;
  readonly hash: string;
}

/** What must come first, by stream. */
export const lacking = (vector: Vector, needed: Vector): readonly Lack[] =>
  Object.entries(needed)
    .filter(([stream, { seq }]) => appliedOf(vector, stream).seq < seq)
    .map(([stream, { no, hash, seq }]) => ({ stream, no, hash, seq }));

/**
 * What must come first of others' streams before an entry can be judged that had seen `needed`: batches without entries
 * too, for their hashes.
 */
export const awaited = (vector: Vector, needed: Vector, own: StreamId): readonly Lack[] =>
  Object.entries(needed)
    .filter(
      ([stream, { no, seq }]) =>
        appliedOf(vector, stream).seq < seq || (stream !== own && appliedOf(vector, stream).no < no),
    )
    .map(([stream, { no, hash, seq }]) => ({ stream, no, hash, seq }));

/** The part of `now` that goes further than `told` says, batches without entries included. */
export const untold = (told: Vector, now: Vector): Vector =>
  plainVector(
    Object.fromEntries(Object.entries(now).filter(([stream, applied]) => isFurther(applied, appliedOf(told, stream)))),
  );

/** The part of `now` in which entries were applied that `told` does not name. */
export const unannounced = (told: Vector, now: Vector): Vector =>
  Object.fromEntries(Object.entries(now).filter(([stream, { seq }]) => seq > appliedOf(told, stream).seq));

/** Without what a cursor holds beside. */
export const plainVector = (vector: Vector): Vector =>
  Object.fromEntries(Object.entries(vector).map(([stream, { no, hash, seq }]) => [stream, { no, hash, seq }]));
