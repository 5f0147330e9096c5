/**
 * The rows of a whole state as they stand in a checkpoint's parts. What is read may be hostile: a row that
 * has not the form of a row refuses its part; a value that does not fit its field is set aside with its reason,
 * and the rest of the row stays (R14).
 */
import { isHlc } from "../kernel/hlc.ts";
import { isObject, type Json } from "../kernel/json.ts";
import { isKind, RECORDS } from "../model/kinds.ts";
import { fitsField } from "../model/parse-value.ts";
import type { FieldSpec } from "../model/record.ts";
import type { Quarantined } from "./apply.ts";
import { cellPlace, isReserved } from "./cells.ts";
import { ALIAS, DELETED } from "./entry.ts";
import { isCell, isName, isOp, isRef, isStream } from "./parse-entry.ts";
import type { AnyRow, FrontierWrite, Stamp } from "./row.ts";

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
    into.push([QUARANTINE, value]);
    return true;
  }
  if (!isName(kind) || kind.includes("/") || !isRow(value)) return false;
  const faults = isKind(kind) ? faultsOf(RECORDS[kind].fields, kind, value) : [];
  into.push([kind, faults.length === 0 ? value : without(value, faults)]);
  for (const cell of faults) into.push([QUARANTINE, asideOf(kind, value, cell)]);
  return true;
}

const isQuarantined = (value: unknown): value is Quarantined => isObject(value) && isStream(value.stream) && Number.isSafeInteger(value.seq) && isOp(value.op) && typeof value.reason === "string";

const isStamp = (value: unknown): value is Stamp =>
  Array.isArray(value) && value.length === 4 && isStream(value[0]) && Number.isSafeInteger(value[1]) && isHlc(value[2]) && typeof value[3] === "string";

const isMark = (value: unknown): boolean => value === undefined || value === 1;

function isRow(value: unknown): value is AnyRow {
  if (!isObject(value) || !isName(value.id) || !isStamp(value.w) || !isMark(value.open) || !isMark(value.gone)) return false;
  if (value.as !== undefined && !isName(value.as)) return false;
  if (value.f !== undefined && !(isObject(value.f) && Object.entries(value.f).every(([cell, writes]) => isCell(cell) && isFrontier(writes)))) return false;
  for (const key in value) if (!isName(key)) return false;
  return true;
}

const isFrontier = (value: unknown): value is readonly FrontierWrite[] =>
  Array.isArray(value) && value.length > 0 && value.every((write: unknown) => isObject(write) && isStamp(write.by) && (write.ex === undefined || (Array.isArray(write.ex) && write.ex.every(isRef))));

/** Cells and fields of a row whose values this version does not take for theirs. */
function faultsOf(fields: Readonly<Record<string, FieldSpec>>, kind: string, row: AnyRow): readonly string[] {
  const faults: string[] = [];
  for (const field in row) {
    const spec = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (spec !== undefined && !fitsShape(spec, kind, field, row[field])) faults.push(field);
  }
  for (const cell in row.f ?? {}) {
    if (cell === DELETED || cell === ALIAS || faults.includes(cellPlace(kind, cell).field)) continue;
    const siblings = row.f?.[cell] ?? [];
    if (siblings.length > 1 && !siblings.every(({ v = null }) => fitsCell(kind, cell, v))) faults.push(cell);
  }
  return faults;
}

function fitsShape({ shape }: FieldSpec, kind: string, field: string, value: unknown): boolean {
  if (shape === "set") return Array.isArray(value) && value.every((element) => typeof element === "string");
  if (shape === "map") return isObject(value) && Object.values(value).every((element) => fitsField(kind, field, element));
  return fitsField(kind, field, value);
}

function fitsCell(kind: string, cell: string, value: Json): boolean {
  const { field, shape } = cellPlace(kind, cell);
  return shape === "set" ? typeof value === "boolean" : value === null || fitsField(kind, field, value);
}

/** A field goes with all its cells, a cell with what is shown of it. */
function without(row: AnyRow, faults: readonly string[]): AnyRow {
  const isFault = (cell: string): boolean => faults.includes(cell) || faults.includes(cell.split("/", 1)[0] ?? "");
  const kept = Object.fromEntries(Object.entries(row).filter(([field]) => isReserved(field) || !isFault(field))) as AnyRow; // what the row says of itself stays
  const f = Object.entries(row.f ?? {}).filter(([cell]) => !isFault(cell));
  const { f: _, ...rest } = kept;
  return f.length > 0 ? { ...rest, f: Object.fromEntries(f) } : rest;
}

const asideOf = (kind: string, row: AnyRow, cell: string): Quarantined => ({
  stream: row.w[0],
  seq: row.w[1],
  op: { kind, id: row.id, cells: { [cell]: (row[cell] ?? null) as Json } }, // rows hold only parsed JSON values
  reason: `${cell}: value does not fit`,
});
