/**
 * What of an operation this version can apply. Unknown kinds and fields are fine: they are kept. A value that
 * does not fit its field is kept aside in its place; what has no place at all is set aside whole (R14).
 */

import type { Json } from "../../kernel/json.ts";
import { fieldSpec, isKind } from "../../model/kinds.ts";
import { fitsField } from "../../model/parse-value.ts";
import { REMOVAL } from "../lines/removals.ts";
import { ALIAS, DELETED, type Op } from "./entry.ts";
import { cellPlace, isReserved } from "./merge-cells.ts";

/** Why an operation cannot be applied at all, or null. */
export function opFault(op: Op): string | null {
  if (op.kind.includes("/")) return `${op.kind}: no name of a kind`;
  const reserved = Object.keys(op.cells).find(isReserved);
  if (reserved !== undefined) return `${reserved}: reserved name`;
  if (op.kind === REMOVAL && DELETED in op.cells) return "a removal is never taken back";
  if (!isKind(op.kind)) return null;
  const misplaced = Object.keys(op.cells).find((cell) => isMisplaced(op.kind, cell));
  return misplaced === undefined ? null : `${misplaced}: element missing`;
}

/** Cells of an operation that can be applied, whose values do not fit. */
export const invalidCells = ({ kind, cells }: Op): readonly string[] =>
  isKind(kind) ? Object.entries(cells).flatMap(([cell, value]) => (isValidCell(kind, cell, value) ? [] : [cell])) : [];

export function isValidCell(kind: string, cell: string, value: Json): boolean {
  if (cell === DELETED || cell === ALIAS) return true;
  const { field, shape } = cellPlace(kind, cell);
  return shape === "set" ? typeof value === "boolean" : value === null || fitsField(kind, field, value);
}

/** The name of a whole set or map, where elements are written. */
const isMisplaced = (kind: string, cell: string): boolean => {
  if (cell === DELETED || cell === ALIAS) return false;
  const { field, element } = cellPlace(kind, cell);
  return element === null && fieldSpec(kind, field).shape !== "one";
};
