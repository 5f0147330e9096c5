/**
 * Own entries that the journal does not hold: the database of another day, or of another copy of this profile, had
 * them under numbers that are others' now. They are made anew behind the journal with what they had seen (R15).
 */

import type { Cursor } from "../exchange/cursor.ts";
import type { ReplicaHead } from "../exchange/slice.ts";
import type { Entry, StreamId, Vector, WriteRef } from "./entry.ts";
import { type Move, renumbered } from "./renumber.ts";
import { originOf, seenAfter } from "./seen.ts";
import { NOTHING } from "./vector.ts";

/** With all that it had seen: the journal's entries before it say nothing of that. */
export interface Orphan {
  readonly entry: Entry;
  readonly vector: Vector;
}

/** Of a database's own entries, from the first on, those under `from` and behind it. */
export function orphansFrom(log: Iterable<Entry>, from: number): readonly Orphan[] {
  const found: Orphan[] = [];
  let vector: Vector = {};
  for (const entry of log) {
    vector = seenAfter(vector, entry);
    if (entry.seq >= from) found.push({ entry, vector });
  }
  return found;
}

/**
 * As entries behind the last of `stream`.
 * @param now what is applied of all other streams
 */
export function madeAnew(
  orphans: readonly Orphan[],
  stream: StreamId,
  own: Pick<Cursor, "seq">,
  head: ReplicaHead,
  now: Vector,
): readonly Entry[] {
  const from = own.seq + 1;
  const numbers = new Map(orphans.map(({ entry }, index) => [entry.seq, from + index]));
  const number = (seq: number): number => numbers.get(seq) ?? seq;
  const move: Move = { number, ref: (ref): WriteRef => (ref[0] === stream ? [stream, number(ref[1])] : ref) };
  return orphans.map(({ entry, vector }, index) => {
    const { seen: _, ...rest } = renumbered(entry, move);
    // the stream stays: how much of it was seen, the first number of the run says
    return {
      ...rest,
      pulls: head.pulls,
      ...(index === 0 && { seen: now }),
      first: originOf(stream, entry, vector, NOTHING, from),
    };
  });
}
