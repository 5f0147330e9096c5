/** Applies all lines of a share in causal order to rows in memory: what a desk would have after reading it all. */
import { LEDGER, ledgerOf } from "#shared/replication/erasing/ledger.ts";
import type { Cursor } from "#shared/replication/exchange/cursor.ts";
import { START_CURSOR } from "#shared/replication/exchange/cursor.ts";
import type { Slice } from "#shared/replication/exchange/slice.ts";
import { runSlice, START_HEAD } from "#shared/replication/exchange/slice.ts";
import { type Gap, gapBehind } from "#shared/replication/lines/gaps.ts";
import { isRefused, type Removals, withoutRefused } from "#shared/replication/lines/removals.ts";
import type { Quarantined, RowStore } from "#shared/replication/rows/apply.ts";
import { digestOf, type StateDigest } from "#shared/replication/rows/digest.ts";
import type { StreamId, Vector } from "#shared/replication/rows/entry.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { lacking, mergeVectors, vectorOf } from "#shared/replication/rows/vector.ts";
import { sha256 } from "../sealing/signatures.ts";
import type { CheckedBatch, CheckedStream } from "./streams.ts";

/** What the records of a share say of its lines. */
export interface Known {
  readonly out: Removals;
  readonly gaps: readonly Gap[];
}

export interface Replayed {
  readonly cursors: Readonly<Record<StreamId, Cursor>>;
  readonly digest: StateDigest;
  readonly entries: number;
  readonly setAside: readonly Quarantined[];
  /** The first batch of a stream that could not be applied, and for whom it waits. */
  /** All records of a kind. */
  rows(kind: string): readonly AnyRow[];
  readonly waiting: readonly { readonly stream: StreamId; readonly no: number; readonly for: readonly StreamId[] }[];
}

export interface ReplayStart {
  readonly cursors: Readonly<Record<StreamId, Cursor>>;
  readonly rows: readonly (readonly [kind: string, row: AnyRow])[];
}

export function replay(streams: readonly CheckedStream[], start: ReplayStart, { out, gaps }: Known): Replayed {
  const kept = new Map<string, readonly [kind: string, row: AnyRow]>();
  for (const [kind, row] of start.rows) kept.set(`${kind}/${row.id}`, [kind, row]);
  const rows: RowStore = {
    get: (kind, id) => kept.get(`${kind}/${id}`)?.[1],
    put: (kind, row) => void kept.set(`${kind}/${row.id}`, [kind, row]),
  };
  const cursors: Record<StreamId, Cursor> = { ...start.cursors };
  const next = new Map(
    streams.map(({ stream, line }) => [stream, line.filter(({ no }) => no > (cursors[stream]?.no ?? 0))]),
  );
  const setAside: Quarantined[] = [];
  const erased = new Set(ledgerOf([...kept.values()].flatMap(([kind, row]) => (kind === LEDGER ? [row] : []))));
  let head = START_HEAD;
  let entries = 0;
  const apply = (slice: Slice, nowMs: number): void => {
    const applied = runSlice(rows, slice, {
      cursor: cursors[slice.stream] ?? START_CURSOR,
      head,
      nowMs,
      ledger: erased,
    });
    for (const key of applied.erases) {
      erased.add(key);
      kept.delete(key);
    }
    cursors[slice.stream] = applied.cursor;
    head = applied.head;
    setAside.push(...applied.quarantined);
  };
  const lacks = (batch: CheckedBatch): readonly StreamId[] =>
    lacking(vectorOf(cursors), neededBy(batch)).map(({ stream }) => stream);
  for (let moved = true; moved; ) {
    moved = false;
    for (const [stream, line] of next) {
      for (;;) {
        const at = cursors[stream] ?? START_CURSOR;
        const [batch] = line;
        // what was declared lost counts as applied and empty
        const gap = batch?.no === at.no + 1 ? undefined : gapBehind(gaps, stream, at);
        if (batch === undefined && gap === undefined) break;
        if (gap !== undefined)
          apply(
            {
              stream,
              entries: [],
              ends: { no: gap.no, hash: gap.hash, at: at.at, lost: { first: gap.first, lastSeq: gap.lastSeq } },
            },
            at.at,
          );
        else if (batch !== undefined && lacks(batch).length === 0) {
          const { no, hash, body } = batch;
          const ends = { no, hash, at: body.at, ...(body.acked !== undefined && { acked: body.acked }) };
          apply(
            {
              stream,
              ends,
              ...(isRefused(out, stream, no)
                ? { entries: withoutRefused(body.entries), refusedFrom: no }
                : { entries: body.entries }),
            },
            body.at,
          );
          entries += body.entries.length;
          line.shift();
        } else break;
        moved = true;
      }
    }
  }
  const waiting = [...next].flatMap(([stream, [first]]) =>
    first === undefined ? [] : [{ stream, no: first.no, for: lacks(first) }],
  );
  return {
    cursors,
    digest: digestOf(kept.values(), (text) => sha256(new TextEncoder().encode(text))),
    entries,
    setAside,
    rows: (kind) => [...kept.values()].flatMap(([of, row]) => (of === kind ? [row] : [])),
    waiting,
  };
}

/** What the authors of these entries had seen of others. */
const neededBy = ({ stream, body }: CheckedBatch): Vector => {
  const { [stream]: _, ...others } = body.entries.reduce<Vector>(
    (needed, entry) => mergeVectors(needed, entry.seen ?? {}),
    {},
  );
  return others;
};
