/**
 * Leaves a stream that another profile also writes (a clone, or a restored copy): own entries behind the
 * fork become entries of a new stream, each with what it had seen (R15), and the rows' stamps follow.
 */
import { type Cursor, START_CURSOR } from "../exchange/cursor.ts";
import type { KeptSeen } from "../exchange/ports.ts";
import { countOps, type ReplicaHead } from "../exchange/slice.ts";
import { type RowStore, stampOf } from "../rows/apply.ts";
import type { Applied, Entry, Stamp, StreamId, Vector, WriteRef } from "../rows/entry.ts";
import { applyOp, forget } from "../rows/merge-cells.ts";
import { renumbered } from "../rows/renumber.ts";
import type { AnyRow, FrontierWrite } from "../rows/row.ts";
import { originOf, seenAfter, seenBy } from "../rows/seen.ts";
import type { Sealed } from "./own-sealed.ts";

export interface Leaving {
  readonly from: StreamId;
  readonly to: StreamId;
  /** Last batch and last entry that both lines share. */
  readonly fork: Applied;
}

/** A write under its new name; those up to the fork keep theirs. */
export const movedRef = ({ from, to, fork }: Leaving, ref: WriteRef): WriteRef =>
  ref[0] === from && ref[1] > fork.seq ? [to, ref[1] - fork.seq] : ref;

export interface LeftStream {
  /** Own entries behind the fork, as they stand in the new stream. */
  readonly moved: readonly Entry[];
  /** Of the new stream, and of the old one, which is now another's; null where nothing is shared. */
  readonly own: Cursor;
  readonly old: Cursor | null;
  readonly head: ReplicaHead;
}

/**
 * @param log all own entries
 * @param others what is applied of all other streams
 * @param sealed of the own batches: by those behind the fork was judged what others had seen of the stream
 */
export function leaveStream(
  log: readonly Entry[],
  leaving: Leaving,
  others: Vector,
  head: ReplicaHead,
  sealed: Sealed,
): LeftStream {
  const { from, fork } = leaving;
  const vector: Vector = fork.no > 0 ? { ...others, [from]: fork } : others;
  const moved: Entry[] = [];
  let seen: Vector = {};
  let forkSeen: Vector = {};
  for (const entry of log) {
    seen = seenAfter(seen, entry);
    if (entry.seq <= fork.seq) {
      forkSeen = seen;
      continue;
    }
    const { seen: _, ...rest } = renumbered(entry, {
      number: (seq) => (seq > fork.seq ? seq - fork.seq : null),
      ref: (ref) => movedRef(leaving, ref),
    });
    moved.push({
      ...rest,
      pulls: head.pulls,
      ...(moved.length === 0 && { seen: vector }),
      first: originOf(from, entry, seen, fork, 1),
    });
  }
  return {
    moved,
    own: { ...START_CURSOR, seq: moved.length, ops: countOps(moved), seen: moved.length > 0 ? vector : {} },
    old:
      fork.no > 0
        ? {
            ...fork,
            seen: forkSeen,
            told: forkSeen,
            at: sealed.at,
            ops: countOps(log.filter(({ seq }) => seq <= fork.seq)),
          }
        : null,
    head: {
      ...head,
      pulls: head.pulls + 1,
      ownPulls: head.pulls,
      ...(sealed.batch.no > fork.no && { owesAnew: true }),
    },
  };
}

/**
 * What the entries made anew had seen, by their new numbers, where part of it lies on lines that are excluded; null
 * where none of them was sealed, so that nobody has seen them. Asked for before the transaction: what is written until
 * then has seen nothing that is excluded.
 * @param log all own entries
 */
export async function countedMoved(
  log: readonly Entry[],
  { from, fork }: Leaving,
  { batch }: Sealed,
  keptOf: KeptSeen,
): Promise<ReadonlyMap<number, Vector> | null> {
  if (batch.no <= fork.no) return null;
  const counted = new Map<number, Vector>();
  const asked = new Map<string, Vector>();
  let seen: Vector = {};
  for (const entry of log) {
    seen = seenAfter(seen, entry);
    if (entry.seq <= fork.seq) continue;
    const { [from]: left, ...others } = originOf(from, entry, seen, fork, 1).seen;
    const key = JSON.stringify(others);
    const kept = asked.get(key) ?? (await keptOf(others));
    asked.set(key, kept);
    if (Object.keys(kept).length < Object.keys(others).length)
      counted.set(entry.seq - fork.seq, left === undefined ? kept : { ...kept, [from]: left });
  }
  return counted;
}

/**
 * Applies the entries made anew behind all that stands in the rows. Who had seen one of them under its old name has not
 * seen it under the new one: what her write replaced stands beside it from now on, as at every other desk.
 * @param rows restamped ones
 * @param counted from `countedMoved`
 */
export function applyMoved(
  rows: RowStore,
  to: StreamId,
  moved: readonly Entry[],
  counted: ReadonlyMap<number, Vector>,
): void {
  const ops = moved.flatMap((entry) => entry.ops.map((op) => ({ op, entry })));
  const touched = new Map(ops.map(({ op: { kind, id } }) => [`${kind}/${id}`, [kind, id] as const]));
  for (const [kind, id] of touched.values()) {
    const row = rows.get(kind, id);
    if (row === undefined) continue;
    // a deletion must not find later entries of its own author, which had seen it
    const without = { ...row };
    forget(kind, without, (stream) => stream === to);
    rows.put(kind, without);
  }
  for (const { op, entry } of ops) {
    const { first, seq } = entry;
    const seen = counted.get(seq);
    const origin = first !== undefined && seen !== undefined ? { ...first, seen } : first;
    const had = seenBy(to, { seq, ...(origin !== undefined && { first: origin }) }, {});
    rows.put(op.kind, applyOp(op.kind, rows.get(op.kind, op.id), op, stampOf(to, entry), had));
  }
}

/** The row itself where none of its writes has moved. */
export function restamped(leaving: Leaving, row: AnyRow): AnyRow {
  const w = movedStamp(leaving, row.w);
  const f = Object.entries(row.f ?? {}).map(([cell, writes]) => [cell, writes, movedWrites(leaving, writes)] as const);
  const changed = w !== row.w || f.some(([, before, after]) => before !== after);
  return changed
    ? { ...row, w, ...(row.f !== undefined && { f: Object.fromEntries(f.map(([cell, , after]) => [cell, after])) }) }
    : row;
}

/** The list itself where none of them has moved. */
export function movedWrites(leaving: Leaving, writes: readonly FrontierWrite[]): readonly FrontierWrite[] {
  const moved = writes.map((write): FrontierWrite => {
    const [by, of] = [movedStamp(leaving, write.by), write.of && movedStamp(leaving, write.of)];
    const ex = write.ex?.map((ref) => movedRef(leaving, ref));
    const aside = write.aside && movedWrites(leaving, write.aside);
    const isHere =
      by === write.by &&
      of === write.of &&
      aside === write.aside &&
      (ex ?? []).every((ref, index) => ref === write.ex?.[index]);
    return isHere
      ? write
      : {
          ...write,
          by,
          ...(of !== undefined && { of }),
          ...(ex !== undefined && { ex }),
          ...(aside !== undefined && { aside }),
        };
  });
  return moved.every((write, index) => write === writes[index]) ? writes : moved;
}

function movedStamp(leaving: Leaving, by: Stamp): Stamp {
  const [stream, seq] = movedRef(leaving, [by[0], by[1]]);
  return stream === by[0] && seq === by[1] ? by : [stream, seq, by[2], by[3]];
}
