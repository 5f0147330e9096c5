/** Applies all lines of a share in causal order to rows in memory: what a desk would have after reading it all. */

import type { Quarantined, RowStore } from "#shared/replication/apply.ts";
import { digestOf, type StateDigest } from "#shared/replication/digest.ts";
import type { StreamId, Vector } from "#shared/replication/entry.ts";
import { LEDGER, ledgerOf } from "#shared/replication/ledger.ts";
import type { Slice } from "#shared/replication/ports.ts";
import { areAmiss, isRefused, mergedRemovals, REMOVAL, type Removals, removalsOf, withoutRefused } from "#shared/replication/removal.ts";
import type { AnyRow } from "#shared/replication/row.ts";
import type { Cursor } from "#shared/replication/slice.ts";
import { runSlice, START_CURSOR, START_HEAD } from "#shared/replication/slice.ts";
import { lacking, mergeVectors, vectorOf } from "#shared/replication/vector.ts";
import { sha256 } from "../sealing/signatures.ts";
import type { CheckedBatch, CheckedStream } from "./streams.ts";

export interface Replayed {
  readonly cursors: Readonly<Record<StreamId, Cursor>>;
  readonly digest: StateDigest;
  readonly entries: number;
  readonly setAside: readonly Quarantined[];
  /** The first batch of a stream that could not be applied, and for whom it waits. */
  readonly waiting: readonly { readonly stream: StreamId; readonly no: number; readonly for: readonly StreamId[] }[];
}

export interface ReplayStart {
  readonly cursors: Readonly<Record<StreamId, Cursor>>;
  readonly rows: Iterable<readonly [kind: string, row: AnyRow]>;
}

/** What a removal makes void may come before the removal itself: then all is applied again, with what is known by now. */
export function replay(streams: readonly CheckedStream[], start: ReplayStart = { cursors: {}, rows: [] }): Replayed {
  const given: ReplayStart = { ...start, rows: [...start.rows] };
  const once = replayOnce(streams, given, new Map());
  return areAmiss(once.removals, once.cursors) && !areAmiss(once.removals, start.cursors) ? replayOnce(streams, given, once.removals) : once;
}

function replayOnce(streams: readonly CheckedStream[], start: ReplayStart, foreknown: Removals): Replayed & { readonly removals: Removals } {
  const kept = new Map<string, readonly [kind: string, row: AnyRow]>();
  const known = (): Removals => mergedRemovals(foreknown, removalsOf([...kept.values()].flatMap(([kind, row]) => (kind === REMOVAL ? [row] : []))));
  for (const [kind, row] of start.rows) kept.set(`${kind}/${row.id}`, [kind, row]);
  const rows: RowStore = { get: (kind, id) => kept.get(`${kind}/${id}`)?.[1], put: (kind, row) => void kept.set(`${kind}/${row.id}`, [kind, row]) };
  const cursors: Record<StreamId, Cursor> = { ...start.cursors };
  const next = new Map(streams.map(({ stream, line }) => [stream, line.filter(({ no }) => no > (cursors[stream]?.no ?? 0))]));
  const setAside: Quarantined[] = [];
  const erased = new Set(ledgerOf([...kept.values()].flatMap(([kind, row]) => (kind === LEDGER ? [row] : []))));
  let removals = known();
  let head = START_HEAD;
  let entries = 0;
  const lacks = (batch: CheckedBatch): readonly StreamId[] => lacking(vectorOf(cursors), neededBy(batch)).map(({ stream }) => stream);
  for (let moved = true; moved; ) {
    moved = false;
    for (const [stream, line] of next) {
      while (line[0] !== undefined && lacks(line[0]).length === 0) {
        const { no, hash, body } = line[0];
        const ends = { no, hash, at: body.at, ...(body.acked !== undefined && { acked: body.acked }) };
        const isOut = isRefused(removals, stream, no);
        const slice: Slice = isOut ? { stream, entries: withoutRefused(body.entries), ends, refusedFrom: no } : { stream, entries: body.entries, ends };
        const applied = runSlice(rows, slice, { cursor: cursors[stream] ?? START_CURSOR, head, nowMs: body.at, ledger: erased });
        for (const key of applied.erases) {
          erased.add(key);
          kept.delete(key);
        }
        cursors[stream] = applied.cursor;
        head = applied.head;
        setAside.push(...applied.quarantined);
        entries += body.entries.length;
        if (slice.entries.some(({ ops }) => ops.some(({ kind }) => kind === REMOVAL))) removals = known();
        line.shift();
        moved = true;
      }
    }
  }
  const waiting = [...next].flatMap(([stream, [first]]) => (first === undefined ? [] : [{ stream, no: first.no, for: lacks(first) }]));
  return { cursors, digest: digestOf(kept.values(), (text) => sha256(new TextEncoder().encode(text))), entries, setAside, waiting, removals };
}

/** What the authors of these entries had seen of others. */
const neededBy = ({ stream, body }: CheckedBatch): Vector => {
  const { [stream]: _, ...others } = body.entries.reduce<Vector>((needed, entry) => mergeVectors(needed, entry.seen ?? {}), {});
  return others;
};
