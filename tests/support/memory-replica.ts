/**
 * A desk's database in memory: rows by the real merge, an own log with its journal, cursors, and the moves
 * that the sync engine asks for. Each call is atomic; `crash` loses nothing that was answered.
 */
import { type Hlc, receiveHlc, tickHlc, ZERO_HLC } from "#shared/kernel/hlc.ts";
import { applyEntry } from "#shared/replication/apply.ts";
import { hasDeletion } from "#shared/replication/cells.ts";
import { digestLine } from "#shared/replication/digest.ts";
import { type Applied, DELETED, type Entry, type Op, type StreamId, type Vector } from "#shared/replication/entry.ts";
import type { OwnState, Replica, StreamState } from "#shared/replication/ports.ts";
import type { AnyRow, FrontierWrite, Stamp } from "#shared/replication/row.ts";
import { originOf, seenAfter, seenDifference } from "#shared/replication/seen.ts";
import { mergeVectors, NOTHING } from "#shared/replication/vector.ts";

type Cursor = StreamState & { readonly seen: Vector };

interface State {
  rows: Map<string, AnyRow>;
  stream: StreamId;
  log: Entry[];
  /** Whole vector of the last own entry. */
  seen: Vector;
  streams: Record<StreamId, Cursor>;
  sealed: Applied;
  at: number;
  acked: Vector;
  ackedAt: number;
  published: number;
  pulls: number;
  hlc: Hlc;
}

export class MemoryReplica implements Replica {
  #state: State;

  constructor(
    stream: StreamId,
    readonly nowMs: () => number,
  ) {
    this.#state = { rows: new Map(), stream, log: [], seen: {}, streams: {}, sealed: NOTHING, at: 0, acked: {}, ackedAt: 0, published: 0, pulls: 0, hlc: ZERO_HLC };
  }

  /** As a copied profile or a restored backup: the same state, from now on apart. */
  copy(nowMs: () => number): MemoryReplica {
    const twin = new MemoryReplica(this.#state.stream, nowMs);
    twin.#state = structuredClone(this.#state);
    return twin;
  }

  get stream(): StreamId {
    return this.#state.stream;
  }

  get log(): readonly Entry[] {
    return this.#state.log;
  }

  row(kind: string, id: string): AnyRow | undefined {
    return this.#state.rows.get(`${kind}/${id}`);
  }

  lines(): readonly string[] {
    return [...this.#state.rows].flatMap(([key, row]) => digestLine(key.slice(0, key.indexOf("/")), row) ?? []).sort();
  }

  write(ops: readonly Op[]): Entry {
    const state = this.#state;
    const seen = seenDifference(state.seen, vectorOf(state.streams));
    state.hlc = tickHlc(state.hlc, this.nowMs());
    const kept = ops.map((op) => {
      const row = this.row(op.kind, op.id);
      return row !== undefined && hasDeletion(row) && !(DELETED in op.cells) ? { ...op, cells: { ...op.cells, [DELETED]: null } } : op;
    });
    const entry: Entry = { seq: state.log.length + 1, hlc: state.hlc, pulls: state.pulls, ...(seen && { seen: structuredClone(seen) }), staff: "s", command: "test", ops: kept };
    state.seen = applyEntry(this.#rows(), state.stream, entry, state.seen).vector;
    state.log.push(entry);
    return entry;
  }

  #rows(): { get(kind: string, id: string): AnyRow | undefined; put(kind: string, row: AnyRow): void } {
    return {
      get: (kind, id) => this.row(kind, id),
      put: (kind, row) => {
        this.#state.rows.set(`${kind}/${row.id}`, row);
      },
    };
  }

  async state(): Promise<{ own: OwnState; streams: Record<StreamId, StreamState> }> {
    const { stream, log, sealed, at, acked, ackedAt, published, seen, streams } = this.#state;
    return structuredClone({ own: { stream, journaled: log.length, sealed, at, told: mergeVectors(seen, acked), ackedAt, published }, streams });
  }

  async journaled(fromSeq: number, maxBytes: number): Promise<readonly Entry[]> {
    const entries: Entry[] = [];
    let bytes = 0;
    for (const entry of this.#state.log.slice(fromSeq - 1)) {
      bytes += JSON.stringify(entry).length;
      if (entries.length > 0 && bytes > maxBytes) break;
      entries.push(entry);
    }
    return entries;
  }

  async apply({ stream, entries, ends }: Parameters<Replica["apply"]>[0]): Promise<{ records: number; conflicts: number; quarantined: number }> {
    const state = this.#state;
    const before: Cursor = state.streams[stream] ?? { ...NOTHING, told: {}, at: 0, seen: {} };
    let { seen, seq } = before;
    let quarantined = 0;
    let records = 0;
    for (const entry of entries) {
      if (entry.seq <= seq) continue;
      const applied = applyEntry(this.#rows(), stream, entry, seen);
      seen = applied.vector;
      seq = entry.seq;
      quarantined += applied.quarantined.length;
      records += entry.ops.length;
      state.hlc = receiveHlc(state.hlc, entry.hlc, this.nowMs());
    }
    const told = mergeVectors(mergeVectors(before.told, seen), ends?.acked ?? {});
    state.streams[stream] = { no: ends?.no ?? before.no, hash: ends?.hash ?? before.hash, seq, seen, told, at: ends?.at ?? before.at };
    state.pulls += 1;
    return { records, conflicts: 0, quarantined };
  }

  async sealed({ at, acked, ...batch }: Parameters<Replica["sealed"]>[0]): Promise<void> {
    Object.assign(this.#state, { sealed: batch, at }, acked && { acked: mergeVectors(this.#state.acked, acked), ackedAt: at });
  }

  async published(seq: number): Promise<void> {
    this.#state.published = seq;
  }

  async moveTo(to: StreamId, fork: Applied): Promise<void> {
    const state = this.#state;
    const from = state.stream;
    const move = (stream: StreamId, seq: number): readonly [StreamId, number] => (stream === from && seq > fork.seq ? [to, seq - fork.seq] : [stream, seq]);
    const stamp = ([stream, seq, hlc, staff]: Stamp): Stamp => [...move(stream, seq), hlc, staff];
    const write = (item: FrontierWrite): FrontierWrite => ({ ...item, by: stamp(item.by), ...(item.ex && { ex: item.ex.map(([stream, seq]) => move(stream, seq)) }) });
    for (const [key, row] of state.rows) {
      const f = row.f && Object.fromEntries(Object.entries(row.f).map(([cell, writes]) => [cell, writes.map(write)]));
      state.rows.set(key, { ...row, w: stamp(row.w), ...(f && { f }) });
    }
    const now: Vector = { ...vectorOf(state.streams), ...(fork.seq > 0 && { [from]: fork }) };
    let seen: Vector = {};
    let forkSeen: Vector = {};
    const moved: Entry[] = [];
    for (const entry of state.log) {
      seen = seenAfter(seen, entry);
      if (entry.seq <= fork.seq) {
        forkSeen = seen;
        continue;
      }
      const { seen: _, ...rest } = entry;
      moved.push({ ...rest, seq: entry.seq - fork.seq, pulls: state.pulls, ...(moved.length === 0 && { seen: now }), first: originOf(from, entry, seen, 1) });
    }
    if (fork.no > 0) state.streams[from] = { ...fork, seen: forkSeen, told: forkSeen, at: state.at };
    Object.assign(state, { stream: to, log: moved, seen: moved.length > 0 ? now : {}, sealed: NOTHING, at: 0, acked: {}, ackedAt: 0, published: 0, pulls: state.pulls + 1 });
  }

  async rebuild(applyOthers: (needed: Vector) => Promise<void>): Promise<void> {
    const state = this.#state;
    const entries = state.log;
    Object.assign(state, { rows: new Map(), log: [], seen: {}, streams: {}, sealed: NOTHING, acked: {}, ackedAt: 0 });
    for (const entry of entries) {
      if (entry.seen !== undefined) await applyOthers(entry.seen);
      state.seen = applyEntry(this.#rows(), state.stream, entry, state.seen).vector;
      state.log.push(entry);
    }
    state.pulls += 1;
  }
}

const vectorOf = (streams: Readonly<Record<StreamId, StreamState>>): Vector =>
  Object.fromEntries(
    Object.entries(streams)
      .filter(([, { seq }]) => seq > 0)
      .map(([stream, { no, hash, seq }]) => [stream, { no, hash, seq }]),
  );
