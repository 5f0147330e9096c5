/**
 * The rows of a whole state as they stand in a checkpoint's parts. What is read may be hostile: a row that
 * has not the form of a row refuses its part; a value that does not fit its field is kept aside with its reason,
 * and one that its writer could not take, and this version can, comes to its place (R14).
 */
import { isObject, type Json } from "../../kernel/json.ts";
import { isKind, RECORDS } from "../../model/kinds.ts";
import { fitsField } from "../../model/parse-value.ts";
import type { FieldSpec } from "../../model/record.ts";
import { isCell, isName, isOp, isRef, isStamp, isStream } from "../files/parse-entry.ts";
import { asideOf, type Quarantined } from "../rows/apply.ts";
import { isMeta, isReserved } from "../rows/merge-cells.ts";
import { reread } from "../rows/reread.ts";
import type { AnyRow, FrontierWrite } from "../rows/row.ts";
import { invalidCells, opFault } from "../rows/validate-op.ts";

/** No record's kind has a slash in it. */
export const QUARANTINE = "/quarantine";

/** A record, or an operation that was set aside. */
export type StateRow = readonly [kind: string, row: AnyRow] | readonly [kind: typeof QUARANTINE, aside: Quarantined];

export const isAside = (row: StateRow): row is readonly [typeof QUARANTINE, Quarantined] => row[0] === QUARANTINE;

/** Adds what stands in one item of a part; false where it has not the form of a row. */
export function takeStateRow(item: unknown, into: StateRow[]): boolean {
  if (!Array.isArray(item) || item.length !== 2) return false;
  const [kind, value] = item as readonly unknown[]; // any array holds unknown things
  if (kind === QUARANTINE) {
    if (!isQuarantined(value)) return false;
    // what its writer could not take and this version can stands in its row
    if (opFault(value.op) !== null || invalidCells(value.op).length > 0) into.push([QUARANTINE, value]);
    return true;
  }
  if (!isName(kind) || kind.includes("/") || !isRow(value)) return false;
  if (!isKind(kind) || fitsAsItIs(kind, RECORDS[kind].fields, value)) {
    into.push([kind, value]);
    return true;
  }
  const misshapen = misshapenFields(RECORDS[kind].fields, value);
  const { row, invalid } = reread(kind, misshapen.length === 0 ? value : without(value, misshapen));
  into.push([kind, row]);
  for (const field of misshapen)
    into.push([
      QUARANTINE,
      asideOf(value.w[0], value.w[1], { kind, id: value.id, cells: { [field]: (value[field] ?? null) as Json } }, [
        field,
      ]),
    ]); // rows hold only parsed JSON values
  for (const { cell, write } of invalid)
    into.push([
      QUARANTINE,
      asideOf(write.by[0], write.by[1], { kind, id: value.id, cells: { [cell]: write.v ?? null } }, [cell]),
    ]);
  return true;
}

const isQuarantined = (value: unknown): value is Quarantined =>
  isObject(value) &&
  isStream(value.stream) &&
  Number.isSafeInteger(value.seq) &&
  isOp(value.op) &&
  typeof value.reason === "string";

const isMark = (value: unknown): boolean => value === undefined || value === 1;

function isRow(value: unknown): value is AnyRow {
  if (!isObject(value) || !isName(value.id) || !isStamp(value.w) || !isMark(value.open) || !isMark(value.gone))
    return false;
  if (value.as !== undefined && !isName(value.as)) return false;
  if (
    value.f !== undefined &&
    !(isObject(value.f) && Object.entries(value.f).every(([cell, writes]) => isCell(cell) && isFrontier(writes)))
  )
    return false;
  for (const key in value) if (!isName(key)) return false;
  return true;
}

const isFrontier = (value: unknown): value is readonly FrontierWrite[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((write) => isWrite(write) && (write.aside === undefined || isAsideOf(write.aside)));

const isWrite = (write: unknown): write is Readonly<Record<string, unknown>> =>
  isObject(write) &&
  isStamp(write.by) &&
  (write.of === undefined || isStamp(write.of)) &&
  (write.ex === undefined || (Array.isArray(write.ex) && write.ex.every(isRef)));

/** What is shown in the place of a write set aside has none in its own place. */
const isAsideOf = (writes: unknown): boolean =>
  Array.isArray(writes) && writes.every((write) => isWrite(write) && write.aside === undefined);

/** Of a record that only one write has made, by a shorter way: a whole state holds little else. */
function fitsAsItIs(kind: string, fields: Readonly<Record<string, FieldSpec>>, row: AnyRow): boolean {
  if (row.f !== undefined) return false;
  for (const field in row) {
    if (isMeta(field)) continue;
    if (field.includes("/")) return false;
    const shape = Object.hasOwn(fields, field) ? fields[field]?.shape : undefined;
    const value = row[field];
    if (shape === undefined || value === null) continue;
    if (shape === "one" ? !fitsField(kind, field, value) : !isWhole(kind, field, shape, value)) return false;
  }
  return true;
}

const isWhole = (kind: string, field: string, shape: FieldSpec["shape"], value: unknown): boolean =>
  shape === "set"
    ? Array.isArray(value) && value.every((element) => typeof element === "string")
    : isObject(value) && Object.values(value).every((item) => item === null || fitsField(kind, field, item));

/** Sets and maps that are none: nothing of them has a place. */
const misshapenFields = (fields: Readonly<Record<string, FieldSpec>>, row: AnyRow): readonly string[] =>
  Object.keys(row).filter((field) => {
    const shape = Object.hasOwn(fields, field) ? fields[field]?.shape : undefined;
    if (shape === "set")
      return !(Array.isArray(row[field]) && row[field].every((element) => typeof element === "string"));
    return shape === "map" && !isObject(row[field]);
  });

/** A field goes with all its cells, a cell with what is shown of it. */
function without(row: AnyRow, faults: readonly string[]): AnyRow {
  const isFault = (cell: string): boolean => faults.includes(cell) || faults.includes(cell.split("/", 1)[0] ?? "");
  const kept = Object.fromEntries(
    Object.entries(row).filter(([field]) => isReserved(field) || !isFault(field)),
  ) as AnyRow; // what the row says of itself stays
  const f = Object.entries(row.f ?? {}).filter(([cell]) => !isFault(cell));
  const { f: _, ...rest } = kept;
  return f.length > 0 ? { ...rest, f: Object.fromEntries(f) } : rest;
}
