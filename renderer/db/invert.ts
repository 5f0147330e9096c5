/**
 * The operations that take a command back (R15): only cells whose frontier is still exactly the command's
 * own write; the others stay as a colleague left them, and are named.
 */
import { canonicalJson, type Json } from "#shared/kernel/json.ts";
import { cellsOf, emptyCell, frontierOf, isEmptyCell, shownCell } from "#shared/replication/cells.ts";
import { DELETED, type Entry, type Op, type StreamId, type WriteRef } from "#shared/replication/entry.ts";
import type { AnyRow } from "#shared/replication/row.ts";
import type { LogRow } from "./database.ts";

export interface Inverse {
  readonly ops: readonly Op[];
  /** `kind/id/cell` (or `kind/id`) of what was left. */
  readonly left: readonly string[];
  /** `kind/id` of records that stay because of what others belong to them. */
  readonly held: readonly string[];
}

/**
 * @param logOf own log rows by number, to see through what was itself taken back or done again
 * @param worked `kind/id` of made records that are not to be taken away
 */
export function invert(
  row: LogRow,
  stream: StreamId,
  rowOf: (kind: string, id: string) => AnyRow | undefined,
  logOf: (seq: number) => LogRow | undefined,
  worked: ReadonlySet<string> = new Set(),
): Inverse {
  const left: string[] = [];
  const held: string[] = [];
  const ops: Op[] = [];
  row.entry.ops.forEach((op, index) => {
    const before = row.before[index];
    const now = rowOf(op.kind, op.id);
    if (before === undefined || now === undefined) return;
    const own = (cell: string): boolean => {
      const writes = frontierOf(op.kind, now, cell);
      const [first] = writes;
      return writes.length === 1 && first !== undefined && standsFor([first.by[0], first.by[1]], row.seq, op, cell, stream, logOf);
    };
    if (worked.has(`${op.kind}/${op.id}`)) {
      held.push(`${op.kind}/${op.id}`);
      return;
    }
    if (row.created?.includes(index)) {
      // a record that somebody has worked on since stays whole
      if (cellsOf(op.kind, now).every(own)) ops.push({ kind: op.kind, id: op.id, cells: { [DELETED]: true } });
      else left.push(`${op.kind}/${op.id}`);
      return;
    }
    // one that was brought back, or made anew where another was deleted, goes whole or not at all: half of each would stand there
    const isBack = op.cells[DELETED] === null && before[DELETED] === true;
    if (isBack && !cellsOf(op.kind, now).every((cell) => (cell in op.cells ? own(cell) : isEmptyCell(shownCell(op.kind, now, cell))))) {
      left.push(`${op.kind}/${op.id}`);
      return;
    }
    const cells: Record<string, Json> = {};
    for (const cell of Object.keys(op.cells)) {
      if (isRestated(row, index, cell)) continue;
      if (own(cell)) cells[cell] = before[cell] ?? emptyCell(op.kind, cell);
      else left.push(`${op.kind}/${op.id}/${cell}`);
    }
    if (Object.keys(cells).length > 0) ops.push({ kind: op.kind, id: op.id, cells });
  });
  // two operations on one record go back in the other order
  return { ops: ops.toReversed(), left, held };
}

/**
 * Whether a write is that of command `seq`, or one that only restored it: an undo stands for what the cell
 * held before the command that it took back. A cell that was never written stands for any command.
 */
function standsFor(write: WriteRef, seq: number, { kind, id }: Op, cell: string, stream: StreamId, logOf: (seq: number) => LogRow | undefined): boolean {
  let at: WriteRef | null | undefined = write;
  while (at !== undefined) {
    if (at === null || at[0] !== stream) return false;
    if (at[1] === seq) return true;
    const log: LogRow | undefined = logOf(at[1]);
    const restated: number = log?.entry.ops.findIndex((op, index) => op.kind === kind && op.id === id && isRestated(log, index, cell)) ?? -1;
    if (log !== undefined && restated >= 0) {
      at = log.beforeBy[restated]?.[cell];
      continue;
    }
    const inverse: Entry | undefined = log?.entry;
    const taken: number | undefined = inverse?.undoes?.[0] ?? inverse?.redoes?.[0];
    const target: LogRow | undefined = taken === undefined ? undefined : logOf(taken);
    if (target === undefined) return false;
    const index: number = target.entry.ops.findIndex((op) => op.kind === kind && op.id === id && cell in op.cells);
    if (index < 0) return false;
    at = target.beforeBy[index]?.[cell];
  }
  return true;
}

/** Said again with a record that was brought back, as it stood: that write changes nothing. */
function isRestated({ entry, before }: LogRow, index: number, cell: string): boolean {
  const cells = entry.ops[index]?.cells;
  return cells !== undefined && cell !== DELETED && cells[DELETED] === null && cell in cells && canonicalJson(cells[cell]) === canonicalJson(before[index]?.[cell]);
}
