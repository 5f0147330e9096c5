/**
 * A record as a form was opened on it (R10). Only what the form changes is written, and as somebody who has seen
 * no more than the form did: what a colleague's exchange brought meanwhile stands beside it as a conflict.
 */
import { canonicalJson, isObject } from "#shared/kernel/json.ts";
import { fieldSpec, type Kind, type Values } from "#shared/model/kinds.ts";
import type { StreamId } from "#shared/replication/rows/entry.ts";
import { cellsOf, frontierOf } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import type { Row } from "../database.ts";
import { type Change, edit, type Patch } from "./changes.ts";

/** By cell, the writes that no other had seen; mutable only so that a parsed draft is one too. */
export type SeenCells = Readonly<Record<string, [StreamId, number][]>>;

export interface OpenedForm<K extends Kind> {
  readonly kind: K;
  readonly id: string;
  /** Of the form's fields. */
  readonly values: Readonly<Partial<Values<K>>>;
  readonly seen: SeenCells;
}

type FieldOf<K extends Kind> = keyof Values<K> & string;

export function openForm<K extends Kind>(kind: K, row: Row<K>, fields: readonly FieldOf<K>[]): OpenedForm<K> {
  const values = Object.fromEntries(fields.map((field) => [field, row[field]])) as Partial<Values<K>>; // the row's own fields
  const known = cellsOf(kind, { ...row });
  const cells = fields.flatMap((field) =>
    fieldSpec(kind, field).shape === "one" ? [field] : known.filter((cell) => cell.startsWith(`${field}/`)),
  );
  return { kind, id: row.id, values, seen: seenCells(kind, row, cells) };
}

export function seenCells<K extends Kind>(kind: K, values: Row<K>, cells: readonly string[]): SeenCells {
  const row: AnyRow = { ...values };
  return Object.fromEntries(
    cells.map((cell) => [cell, frontierOf(kind, row, cell).map(({ by }): [StreamId, number] => [by[0], by[1]])]),
  );
}

/** @param patch what stands in the form now: of a map or a set all of it */
export function saveForm<K extends Kind>(
  { kind, id, values, seen }: OpenedForm<K>,
  patch: Patch<K>,
): readonly Change[] {
  const before: Readonly<Record<string, unknown>> = { ...values };
  const changed: Record<string, unknown> = {};
  const cells: string[] = [];
  for (const [field, value] of Object.entries(patch)) {
    const { shape } = fieldSpec(kind, field);
    if (shape === "one") {
      if (isSame(before[field], value)) continue;
      changed[field] = value;
      cells.push(field);
    } else {
      const parts = differing(partsOf(before[field]), partsOf(value), shape === "set" ? false : null);
      if (Object.keys(parts).length === 0) continue;
      changed[field] = parts;
      cells.push(...Object.keys(parts).map((part) => `${field}/${part}`));
    }
  }
  // a cell that was empty has been seen as empty
  const openedOn = Object.fromEntries(cells.map((cell) => [cell, seen[cell] ?? []]));
  return cells.length === 0 ? [] : [edit(kind, id, changed as Patch<K>, openedOn)]; // fields of `patch`
}

/**
 * The form stays open after it was saved: it has seen what it wrote itself, and of the rest no more than before.
 * @param row as it stands now @param changes what the form wrote, in fields of one value
 */
export function reopenForm<K extends Kind>(
  opened: OpenedForm<K>,
  row: Row<K>,
  changes: readonly Change[],
): OpenedForm<K> {
  const now: AnyRow = { ...row };
  const fields = changes.flatMap((change) =>
    change.act === "edit"
      ? Object.entries(change.patch).flatMap(([field, value]) => (isSame(now[field], value) ? [field] : []))
      : [],
  ) as FieldOf<K>[]; // of an edit of this kind
  const again = openForm(opened.kind, row, fields);
  return { ...opened, values: { ...opened.values, ...again.values }, seen: { ...opened.seen, ...again.seen } };
}

/** A space at an end is no change: forms trim what they save. */
const isSame = (before: unknown, now: unknown): boolean =>
  canonicalJson(trimmed(before)) === canonicalJson(trimmed(now));
const trimmed = (value: unknown): unknown => (typeof value === "string" ? value.trim() : value);

const partsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  Array.isArray(value)
    ? Object.fromEntries(value.map((element) => [String(element), true]))
    : isObject(value)
      ? value
      : {};

function differing(
  before: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
  removed: false | null,
): Readonly<Record<string, unknown>> {
  const parts = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return Object.fromEntries(
    parts.filter((part) => !isSame(before[part], now[part])).map((part) => [part, now[part] ?? removed]),
  );
}
