/**
 * What the author of an entry had seen when writing it: the one relation that decides which write
 * supersedes which (R5, R10). Clocks only break ties between writes that have not seen each other.
 */
import type { Applied, Entry, StreamId, Vector, WriteRef } from "./entry.ts";
import { appliedOf } from "./vector.ts";

/** Writes of a stream that nobody counts as having seen, whatever her vector says: those behind a number. */
export interface Unseen {
  readonly stream: StreamId;
  readonly after: number;
}

/** Whether the write was seen. */
export type Seen = (stream: StreamId, seq: number) => boolean;

/**
 * The whole vector of an entry, given that of the entry before it in its stream. On one line a stream only grows:
 * what lies further back than its author had seen before lies on another line, also where that cannot be looked up
 * any more because a checkpoint stands for its batches.
 */
export function seenAfter(before: Vector, { seen }: Pick<Entry, "seen">): Vector {
  if (seen === undefined) return before;
  const goesOn = ([stream, { no, seq }]: readonly [StreamId, Applied]): boolean =>
    no >= appliedOf(before, stream).no && seq >= appliedOf(before, stream).seq;
  return { ...before, ...Object.fromEntries(Object.entries(seen).filter(goesOn)) };
}

/** @param vector the whole vector of the entry, from `seenAfter` */
export function seenBy(stream: StreamId, entry: Pick<Entry, "seq" | "first">, vector: Vector): Seen {
  const { first } = entry;
  if (first === undefined)
    return (other, seq) => (other === stream ? seq < entry.seq : seq <= (vector[other]?.seq ?? 0));
  return (other, seq) => {
    if (other === stream && seq >= first.from && seq < entry.seq) return true;
    const { [other]: told } = first.seen;
    // entries of older versions do not name the batch at which they left the stream
    return other === first.stream && told === undefined ? seq < runStart(entry.seq, first) : seq <= (told?.seq ?? 0);
  };
}

/**
 * Where the run of made-anew entries began in the stream it left. From there on the old stream's numbers
 * belong to somebody else's entries, which this author has not seen.
 */
const runStart = (seq: number, first: NonNullable<Entry["first"]>): number => first.seq - (seq - first.from);

/**
 * What an entry says of its origin when it is made anew (R15), also for the second time.
 * @param vector its whole vector in the stream it leaves
 * @param fork where it leaves that stream: what counts of it as seen, if that batch lies on the line that is kept
 * @param from where the run begins in the new stream
 */
export function originOf(
  stream: StreamId,
  entry: Pick<Entry, "seq" | "first">,
  vector: Vector,
  fork: Applied,
  from: number,
): NonNullable<Entry["first"]> {
  const { first } = entry;
  const before =
    first === undefined
      ? vector
      : { [first.stream]: { no: 0, hash: "", seq: runStart(entry.seq, first) - 1 }, ...first.seen };
  return { stream, seq: entry.seq, seen: fork.no > 0 ? { ...before, [stream]: fork } : before, from };
}

/** What a form had seen of one cell when it was opened. */
export const seenOnly =
  (writes: readonly WriteRef[]): Seen =>
  (stream, seq) =>
    writes.some(([otherStream, otherSeq]) => otherStream === stream && otherSeq === seq);

/** The difference that an entry must carry, or undefined where nothing was seen since the entry before. */
export function seenDifference(before: Vector, now: Vector): Vector | undefined {
  // under the same numbers may stand another line now
  const changed = Object.entries(now).filter(
    ([stream, { no, hash, seq }]) =>
      before[stream]?.seq !== seq || before[stream]?.no !== no || before[stream]?.hash !== hash,
  );
  return changed.length > 0 ? Object.fromEntries(changed) : undefined;
}
