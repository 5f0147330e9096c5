/**
 * Applies entries to rows, in the order given, with rows read and written through a small port. A value
 * that does not fit its declaration is kept aside with its reason; the rest goes on (R14).
 */

import type { Entry, Op, Stamp, StreamId, Vector } from "./entry.ts";
import { applyOp } from "./merge-cells.ts";
import type { AnyRow } from "./row.ts";
import type { Unseen } from "./seen.ts";
import { type Seen, seenAfter, seenBy } from "./seen.ts";
import { invalidCells, opFault } from "./validate-op.ts";

/** Rows by kind and id; what is put is seen by the next get. */
export interface RowStore {
  get(kind: string, id: string): AnyRow | undefined;
  put(kind: string, row: AnyRow): void;
}

export interface Quarantined {
  readonly stream: StreamId;
  readonly seq: number;
  readonly op: Op;
  readonly reason: string;
}

export const stampOf = (stream: StreamId, entry: Pick<Entry, "seq" | "hlc" | "staff">): Stamp => [
  stream,
  entry.seq,
  entry.hlc,
  entry.staff,
];

/**
 * @param vector the whole vector of the stream's entry before this one
 * @returns the whole vector of this entry, and the operations that were set aside
 */
export function applyEntry(
  rows: RowStore,
  stream: StreamId,
  entry: Entry,
  vector: Vector,
  unseen?: Unseen,
): { vector: Vector; quarantined: readonly Quarantined[] } {
  const now = seenAfter(vector, entry);
  const told = seenBy(stream, entry, now);
  const seen: Seen =
    unseen === undefined ? told : (other, seq) => !(other === unseen.stream && seq > unseen.after) && told(other, seq);
  const by = stampOf(stream, entry);
  const quarantined: Quarantined[] = [];
  for (const op of entry.ops) {
    const reason = opFault(op);
    if (reason !== null) {
      quarantined.push({ stream, seq: entry.seq, op, reason });
      continue;
    }
    const invalid = invalidCells(op);
    rows.put(op.kind, applyOp(op.kind, rows.get(op.kind, op.id), op, by, seen, invalid));
    if (invalid.length > 0) quarantined.push(asideOf(stream, entry.seq, op, invalid));
  }
  return { vector: now, quarantined };
}

/** What is told of values that are kept aside in their cells. */
export function asideOf(
  stream: StreamId,
  seq: number,
  { kind, id, cells }: Op,
  invalid: readonly string[],
): Quarantined {
  return {
    stream,
    seq,
    op: { kind, id, cells: Object.fromEntries(invalid.map((cell) => [cell, cells[cell] ?? null])) },
    reason: `${invalid.join(", ")}: value does not fit`,
  };
}
