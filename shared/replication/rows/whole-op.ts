/**
 * An operation so that it means the same everywhere, also where a sweep has taken out what stood in its record
 * before. Who brings a deleted record back says all of it anew, every value that waited for a decision too; who writes
 * to a record of which nothing is here says that it begins afresh.
 */

import { DELETED, type Op } from "./entry.ts";
import { cellsOf, isEmptyCell } from "./merge-cells.ts";
import type { AnyRow } from "./row.ts";
import { sayAgain, standingValues } from "./say-again.ts";

/** @param rowOf as it stands before the command */
export function wholeOps(ops: readonly Op[], rowOf: (kind: string, id: string) => AnyRow | undefined): readonly Op[] {
  const touched = new Set<string>();
  return ops.flatMap((op): readonly Op[] => {
    const record = `${op.kind}/${op.id}`;
    if (touched.has(record)) return [op];
    touched.add(record);
    const row = rowOf(op.kind, op.id);
    if (row === undefined) return [{ ...op, fresh: 1 }];
    return row.gone === 1 && op.cells[DELETED] === null ? broughtBack(op, row) : [op];
  });
}

function broughtBack(op: Op, row: AnyRow): readonly Op[] {
  const standing = cellsOf(op.kind, row).filter((cell) => cell !== DELETED && !(cell in op.cells));
  const values = standing
    .map((cell) => standingValues(op.kind, row, cell))
    .filter(([, said]) => said.some(({ v }) => !isEmptyCell(v)));
  const [first, ...others] = sayAgain(op, values);
  const of = { ...first?.of, ...op.of };
  return [{ ...op, cells: { ...first?.cells, ...op.cells }, ...(Object.keys(of).length > 0 && { of }) }, ...others];
}
