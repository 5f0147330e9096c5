/**
 * An operation so that it means the same everywhere, also where a sweep has taken out what stood in its record
 * before. Who brings a deleted record back says all of it anew; who writes to a record of which nothing is
 * here says that it begins afresh.
 */
import type { Json } from "../kernel/json.ts";
import { cellsOf, shownCell } from "./cells.ts";
import { DELETED, type Op } from "./entry.ts";
import type { AnyRow } from "./row.ts";

/** @param rowOf as it stands before the command */
export function wholeOps(ops: readonly Op[], rowOf: (kind: string, id: string) => AnyRow | undefined): readonly Op[] {
  const touched = new Set<string>();
  return ops.map((op) => {
    const record = `${op.kind}/${op.id}`;
    if (touched.has(record)) return op;
    touched.add(record);
    const row = rowOf(op.kind, op.id);
    if (row === undefined) return { ...op, fresh: 1 };
    return row.gone === 1 && op.cells[DELETED] === null ? { ...op, cells: { ...standing(op.kind, row), ...op.cells } } : op;
  });
}

function standing(kind: string, row: AnyRow): Op["cells"] {
  const cells = cellsOf(kind, row).map((cell): readonly [string, Json] => [cell, shownCell(kind, row, cell)]);
  return Object.fromEntries(cells.filter(([cell, value]) => cell !== DELETED && value !== null && value !== false));
}
