/** A planned row as a screen may have it: protected fields masked on both sides of a change. */
import type { OwnKind } from "#shared/exchange/own/own-format.ts";
import type { PlannedRow } from "#shared/exchange/plan/plan-row.ts";
import type { Json } from "#shared/kernel/json.ts";
import { maskedFields, maskValue } from "#shared/model/readers/mask-row.ts";

export function maskPlanned(kind: OwnKind, row: PlannedRow): PlannedRow {
  const fields = maskedFields(kind);
  const mask = (field: string, value: Json): Json => (value === null || !fields.includes(field) ? value : (maskValue(field, value) as Json)); // a mask keeps the shape of its value
  return { ...row, cells: row.cells.map((cell) => ({ ...cell, before: mask(cell.field, cell.before), after: mask(cell.field, cell.after) })) };
}
