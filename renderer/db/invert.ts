/**
 * The operations that take a command back (R15): only cells whose frontier is still exactly the command's
 * own write; the others stay as a colleague left them, and are named.
 */
import type { Json } from "#shared/kernel/json.ts";
import { cellPlace, cellsOf, frontierOf } from "#shared/replication/cells.ts";
import { DELETED, type Op, type StreamId } from "#shared/replication/entry.ts";
import type { AnyRow } from "#shared/replication/row.ts";
import type { LogRow } from "./database.ts";

export interface Inverse {
  readonly ops: readonly Op[];
  /** `kind/id/cell` (or `kind/id`) of what was left. */
  readonly left: readonly string[];
}

export function invert(row: LogRow, stream: StreamId, rowOf: (kind: string, id: string) => AnyRow | undefined): Inverse {
  const left: string[] = [];
  const ops: Op[] = [];
  row.entry.ops.forEach((op, index) => {
    const before = row.before[index];
    const now = rowOf(op.kind, op.id);
    if (before === undefined || now === undefined) return;
    const own = (cell: string): boolean => {
      const writes = frontierOf(op.kind, now, cell);
      return writes.length === 1 && writes[0]?.by[0] === stream && writes[0].by[1] === row.seq;
    };
    if (row.created?.includes(index)) {
      // a record that somebody has worked on since stays whole
      if (cellsOf(op.kind, now).every(own)) ops.push({ kind: op.kind, id: op.id, cells: { [DELETED]: true } });
      else left.push(`${op.kind}/${op.id}`);
      return;
    }
    const cells: Record<string, Json> = {};
    for (const cell of Object.keys(op.cells)) {
      if (own(cell)) cells[cell] = before[cell] ?? (cellPlace(op.kind, cell).shape === "set" ? false : null);
      else left.push(`${op.kind}/${op.id}/${cell}`);
    }
    if (Object.keys(cells).length > 0) ops.push({ kind: op.kind, id: op.id, cells });
  });
  return { ops, left };
}
