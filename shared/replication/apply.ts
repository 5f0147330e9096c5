/**
 * Applies entries to rows, in the order given, with rows read and written through a small port. A record
 * that does not fit its declaration is set aside with its reason; the rest goes on (R14).
 */
import { fieldSpec, isKind } from "../model/kinds.ts";
import { fitsField } from "../model/parse-value.ts";
import { applyOp, cellPlace, isReserved } from "./cells.ts";
import { ALIAS, DELETED, type Entry, type Op, type StreamId, type Vector } from "./entry.ts";
import type { AnyRow, Stamp } from "./row.ts";
import { type Seen, seenAfter, seenBy } from "./seen.ts";

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

export const stampOf = (stream: StreamId, entry: Pick<Entry, "seq" | "hlc" | "staff">): Stamp => [stream, entry.seq, entry.hlc, entry.staff];

/**
 * @param vector the whole vector of the stream's entry before this one
 * @returns the whole vector of this entry, and the operations that were set aside
 */
export function applyEntry(rows: RowStore, stream: StreamId, entry: Entry, vector: Vector): { vector: Vector; quarantined: readonly Quarantined[] } {
  const now = seenAfter(vector, entry);
  const seen = seenBy(stream, entry, now);
  const by = stampOf(stream, entry);
  const quarantined: Quarantined[] = [];
  for (const op of entry.ops) {
    const reason = opFault(op);
    if (reason !== null) quarantined.push({ stream, seq: entry.seq, op, reason });
    else rows.put(op.kind, applyOp(op.kind, rows.get(op.kind, op.id), op, by, seen));
  }
  return { vector: now, quarantined };
}

/** Applies operations that are known to fit: own ones, as they were written. */
export function applyOps(rows: RowStore, ops: readonly Op[], by: Stamp, seen: Seen): void {
  for (const op of ops) rows.put(op.kind, applyOp(op.kind, rows.get(op.kind, op.id), op, by, seen));
}

/** Why an operation cannot be applied, or null. Unknown kinds and fields are fine: they are kept. */
export function opFault(op: Op): string | null {
  if (op.kind.includes("/")) return `${op.kind}: no name of a kind`;
  const reserved = Object.keys(op.cells).find(isReserved);
  if (reserved !== undefined) return `${reserved}: reserved name`;
  if (!isKind(op.kind)) return null;
  for (const [cell, value] of Object.entries(op.cells)) {
    if (cell === DELETED || cell === ALIAS) continue;
    const { field, element, shape } = cellPlace(op.kind, cell);
    if (element === null && fieldSpec(op.kind, field).shape !== "one") return `${cell}: element missing`;
    if (shape === "set" ? typeof value !== "boolean" : value !== null && !fitsField(op.kind, field, value)) return `${cell}: value does not fit`;
  }
  return null;
}
