/**
 * A few desks in memory that write, exchange entries in causal order and keep their rows, for the proofs
 * of the merge. Entries carry what they had seen exactly as the real writer records it.
 */
import { type Hlc, tickHlc, ZERO_HLC } from "#shared/kernel/hlc.ts";
import { applyEntry } from "#shared/replication/rows/apply.ts";
import { digestLine } from "#shared/replication/rows/digest.ts";
import type { Entry, Op, Vector } from "#shared/replication/rows/entry.ts";
import { takingBack } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { seenDifference } from "#shared/replication/rows/seen.ts";

export class Desk {
  readonly rows = new Map<string, AnyRow>();
  readonly log: Entry[] = [];
  readonly cursors: Record<string, { no: number; hash: string; seq: number }> = {};
  readonly #seenOf: Record<string, Vector> = {};
  #ownSeen: Vector = {};
  #hlc: Hlc = ZERO_HLC;
  #pulls = 0;

  constructor(
    readonly stream: string,
    readonly clockMs: () => number,
  ) {}

  readonly #store = {
    get: (kind: string, id: string): AnyRow | undefined => this.rows.get(`${kind}/${id}`),
    put: (kind: string, row: AnyRow): void => {
      this.rows.set(`${kind}/${row.id}`, row);
    },
  };

  write(ops: readonly Op[]): Entry {
    const seen = seenDifference(this.#ownSeen, this.cursors);
    this.#hlc = tickHlc(this.#hlc, this.clockMs());
    const kept = ops.map((op) => ({ ...op, cells: takingBack(op.cells, this.rows.get(`${op.kind}/${op.id}`)) }));
    const entry: Entry = {
      seq: this.log.length + 1,
      hlc: this.#hlc,
      pulls: this.#pulls,
      ...(seen && { seen: structuredClone(seen) }),
      staff: "s",
      command: "test",
      ops: kept,
    };
    this.#ownSeen = applyEntry(this.#store, this.stream, entry, this.#ownSeen).vector;
    this.log.push(entry);
    return entry;
  }

  /** Applies at most `limit` further entries of another desk, as far as causality allows. */
  pull(other: Desk, limit: number): number {
    let applied = 0;
    while (applied < limit) {
      const entry = other.log[this.cursors[other.stream]?.seq ?? 0];
      if (entry === undefined || !this.#satisfies(entry.seen ?? {})) break;
      this.#seenOf[other.stream] = applyEntry(
        this.#store,
        other.stream,
        entry,
        this.#seenOf[other.stream] ?? {},
      ).vector;
      this.cursors[other.stream] = { no: 0, hash: "", seq: entry.seq };
      applied += 1;
    }
    if (applied > 0) this.#pulls += 1;
    return applied;
  }

  #satisfies(vector: Vector): boolean {
    return Object.entries(vector).every(
      ([stream, { seq }]) => stream === this.stream || (this.cursors[stream]?.seq ?? 0) >= seq,
    );
  }

  lines(): readonly string[] {
    return [...this.rows].flatMap(([key, row]) => digestLine(key.slice(0, key.indexOf("/")), row) ?? []).sort();
  }
}

/** Everybody pulls from everybody until nothing moves. */
export function syncAll(desks: readonly Desk[]): void {
  for (let moved = true; moved; ) {
    moved = false;
    for (const desk of desks)
      for (const other of desks) if (other !== desk && desk.pull(other, Number.POSITIVE_INFINITY) > 0) moved = true;
  }
}
