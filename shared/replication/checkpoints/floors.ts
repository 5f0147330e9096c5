/**
 * Floors: the lowest batch of each stream that is still kept. Whatever lies below is held by a checkpoint that
 * reaches up to every floor at once. Here is which checkpoints do, and how far an own floor may rise without
 * making one of them useless for whoever joins.
 */

import type { ReplicaState } from "../exchange/ports.ts";
import type { StreamId, Vector } from "../rows/entry.ts";
import { appliedOf } from "../rows/vector.ts";

export type Floors = Readonly<Record<StreamId, number>>;

export const floorOf = (floors: Floors, stream: StreamId): number => floors[stream] ?? 1;

/** The highest that each author has signed, as far as it is known here. */
export const knownFloors = ({ own, streams }: Pick<ReplicaState, "own" | "streams">): Floors => ({
  ...Object.fromEntries(Object.entries(streams).map(([stream, { floor = 1 }]) => [stream, floor])),
  [own.stream]: own.floor,
});

/** Whether a state at this vector lacks nothing that has been swept. */
export const reachesFloors = (vector: Vector, floors: Floors): boolean =>
  Object.entries(floors).every(([stream, floor]) => appliedOf(vector, stream).no >= floor - 1);

/**
 * The checkpoints that somebody may have to begin with: they reach every floor, and no other that does
 * covers them. One must stay usable while two devices raise their floors without knowing of each other, so an
 * owner looks at the least of them.
 */
export function leadingStates<S>(states: readonly S[], vectorOf: (state: S) => Vector, floors: Floors): readonly S[] {
  const usable = states.filter((state) => reachesFloors(vectorOf(state), floors));
  const reaches = (a: S, b: S): boolean =>
    Object.entries(vectorOf(b)).every(([stream, { no }]) => appliedOf(vectorOf(a), stream).no >= no);
  // of two at one place the first
  return usable.filter(
    (state, index) =>
      !usable.some(
        (other, place) => place !== index && reaches(other, state) && (place < index || !reaches(state, other)),
      ),
  );
}

/** Last batch of a stream that all of them cover; 0 where there is none. */
export const coveredByAll = (vectors: readonly Vector[], stream: StreamId): number =>
  vectors.length === 0 ? 0 : Math.min(...vectors.map((vector) => appliedOf(vector, stream).no));
