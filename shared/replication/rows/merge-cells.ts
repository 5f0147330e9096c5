/**
 * Merges what the devices know about one record. Every cell keeps the writes that no other write has
 * seen; one of them is shown, more than one different value is a conflict where the field asks (R11).
 * Given causal order, the result does not depend on the order in which streams are applied.
 */
import { canonicalJson, comparableValue, type Json } from "../../kernel/json.ts";
import { fieldSpec } from "../../model/kinds.ts";
import { isWithdrawal, type Merge } from "../../model/record.ts";
import type { Stamp } from "./entry.ts";
import { ALIAS, DELETED, type Op, type WriteRef } from "./entry.ts";
import type { AnyRow, FrontierWrite } from "./row.ts";
import { type Seen, seenOnly } from "./seen.ts";

/** Where a cell stands in its row. */
export interface CellPlace {
  readonly field: string;
  /** Of a set or a map. */
  readonly element: string | null;
  readonly shape: "one" | "set" | "map";
  readonly merge: Merge;
}

export function cellPlace(kind: string, cell: string): CellPlace {
  if (cell === DELETED || cell === ALIAS)
    return { field: cell, element: null, shape: "one", merge: cell === ALIAS ? "ask" : "latest" };
  const slash = cell.indexOf("/");
  const field = slash < 0 ? cell : cell.slice(0, slash);
  const { shape, merge } = fieldSpec(kind, field);
  if (slash < 0 || shape === "one") return { field: cell, element: null, shape: "one", merge };
  return { field, element: cell.slice(slash + 1), shape, merge };
}

/** The shown value of a cell; null where it is empty. */
export function shownCell(kind: string, row: AnyRow, cell: string): Json {
  const { field, element, shape } = cellPlace(kind, cell);
  const value = row[field];
  if (element === null) return (value ?? null) as Json; // rows hold only parsed JSON values
  if (shape === "set") return Array.isArray(value) && value.includes(element);
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, element)) return null;
  return (value as Readonly<Record<string, Json>>)[element] ?? null; // a map field
}

export const isEmptyCell = (value: Json): boolean => value === null || value === false;

/** What stands in a cell that says nothing. */
export const emptyCell = (kind: string, cell: string): Json => (cellPlace(kind, cell).shape === "set" ? false : null);

/** The writes of a cell that no other write has seen, each with its value. */
export function frontierOf(kind: string, row: AnyRow, cell: string): readonly FrontierWrite[] {
  const kept = row.f?.[cell];
  const shown = shownCell(kind, row, cell);
  if (kept !== undefined)
    return kept.length === 1 && kept[0]?.aside === undefined ? kept.map((write) => ({ ...write, v: shown })) : kept;
  const { shape } = cellPlace(kind, cell);
  return (shape === "set" ? shown !== true : shown === null) ? [] : [{ by: row.w, v: shown }];
}

/** The writes that a person is shown or asked about: in the place of one set aside, those that it had seen. */
export const shownWrites = (writes: readonly FrontierWrite[]): readonly FrontierWrite[] =>
  writes.some(({ aside }) => aside !== undefined) ? writes.flatMap((write) => write.aside ?? [write]) : writes;

/** One that two writes had set aside counts once. */
const shownOnce = (writes: readonly FrontierWrite[]): readonly FrontierWrite[] => [
  ...new Map(
    shownWrites(writes).map((write) => [canonicalJson([write.by[0], write.by[1], write.v ?? null]), write]),
  ).values(),
];

/** Names of all cells of a row that have ever been written, as far as the row knows. */
export function cellsOf(kind: string, row: AnyRow): readonly string[] {
  const names = new Set(Object.keys(row.f ?? {}));
  for (const [field, value] of Object.entries(row)) {
    if (META.has(field) || value === undefined) continue;
    const { shape } = fieldSpec(kind, field);
    if (shape === "set" && Array.isArray(value)) for (const element of value) names.add(`${field}/${String(element)}`);
    else if (shape === "map" && typeof value === "object" && value !== null)
      for (const key of Object.keys(value)) names.add(`${field}/${key}`);
    else names.add(field);
  }
  return [...names];
}

const META = new Set(["id", "w", "f", "open", "gone", "as"]);

/** What a row says of itself: no field of the record. */
export const isMeta = (name: string): boolean => META.has(name);

/** A field of that name would overwrite what the row says of itself. */
export const isReserved = (cell: string): boolean => isMeta(cell.split("/", 1)[0] ?? "");

/**
 * Applies one operation of a write `by`, whose author had seen `seen`, and also what the same
 * entry has said before, unless the operation stands beside it. Returns a new row.
 * @param invalid cells whose values are kept aside
 */
export function applyOp(
  kind: string,
  row: AnyRow | undefined,
  op: Op,
  by: Stamp,
  seen: Seen,
  invalid: readonly string[] = [],
): AnyRow {
  const isOfEntry = ({ by: other }: FrontierWrite): boolean => sameStamp(other, by) && other[2] === by[2];
  const sees = (write: FrontierWrite): boolean => (isOfEntry(write) ? op.beside !== 1 : seen(write.by[0], write.by[1]));
  const next: MutableRow = row === undefined ? { id: op.id, w: by } : { ...row };
  if (row !== undefined && op.fresh === 1) forget(kind, next, seen);
  for (const [cell, value] of Object.entries(op.cells)) {
    const after = op.after?.[cell];
    const named = after === undefined ? null : seenOnly(after);
    const isSuperseded = (write: FrontierWrite): boolean =>
      named === null || isOfEntry(write) ? sees(write) : named(write.by[0], write.by[1]);
    const before = row === undefined ? [] : frontierOf(kind, next, cell);
    const kept = before
      .filter((write) => !isSuperseded(write))
      .map((write) =>
        write.aside === undefined ? write : { ...write, aside: write.aside.filter((shown) => !isSuperseded(shown)) },
      );
    const author = op.of?.[cell];
    const write: FrontierWrite = {
      ...(cell === DELETED && value === true ? deletion(kind, next, by, seen) : { by, v: value }),
      ...(author !== undefined && { of: author }),
    };
    putFrontier(kind, next, cell, [
      ...kept,
      invalid.includes(cell) ? { ...write, aside: shownOnce(before).filter(isSuperseded) } : write,
    ]);
  }
  if (next.f?.[DELETED] !== undefined && op.cells[DELETED] !== true) expose(next, by, sees);
  settleRow(kind, next);
  return next;
}

/** A row on its way to the next one. */
export type MutableRow = { -readonly [K in keyof AnyRow]: AnyRow[K] } & Record<string, unknown>;

/** Takes out the writes that an author had seen, as the sweep at her desk has done. */
export function forget(kind: string, row: MutableRow, seen: Seen): void {
  for (const cell of cellsOf(kind, row)) {
    const writes = frontierOf(kind, row, cell);
    const left = writes.filter(({ by }) => !seen(by[0], by[1]));
    if (left.length > 0 && left.length < writes.length) putFrontier(kind, row, cell, left);
    if (left.length > 0) continue;
    forgetCell(kind, row, cell);
  }
}

/** As if the cell had never been written. `settle` comes after the last. */
export function forgetCell(kind: string, row: MutableRow, cell: string): void {
  putShown(row, cellPlace(kind, cell), null);
  const { [cell]: _, ...f } = row.f ?? {};
  if (Object.keys(f).length > 0) row.f = f;
  else delete row.f;
}

/** A deletion remembers the writes that it had not seen: they keep the record alive. */
function deletion(kind: string, row: MutableRow, by: Stamp, seen: Seen): FrontierWrite {
  const ex = contentWrites(kind, row).filter(
    ([stream, seq]) => !seen(stream, seq) && !(stream === by[0] && seq === by[1]),
  );
  return ex.length > 0 ? { by, v: true, ex } : { by, v: true };
}

/** A write that has not seen a deletion, nor the deletion it, is put down with the deletion. */
function expose(row: MutableRow, by: Stamp, sees: (deletion: FrontierWrite) => boolean): void {
  const writes = row.f?.[DELETED] ?? [];
  const marked = writes.map((write) =>
    isDeletion(row, write, writes) && !sees(write)
      ? { ...write, ex: [...(write.ex ?? []), [by[0], by[1]] as const] }
      : write,
  );
  row.f = { ...row.f, [DELETED]: marked };
}

const isDeletion = (row: MutableRow, write: FrontierWrite, all: readonly FrontierWrite[]): boolean =>
  all.length === 1 ? row[DELETED] === true : write.v === true;

/** The writes that stand in some cell's frontier, apart from deletion and alias. */
function contentWrites(kind: string, row: MutableRow): readonly WriteRef[] {
  const refs = new Map<string, WriteRef>();
  for (const cell of cellsOf(kind, row)) {
    if (cell === DELETED || cell === ALIAS) continue;
    for (const { by } of frontierOf(kind, row, cell)) refs.set(`${by[0]}.${by[1]}`, [by[0], by[1]]);
  }
  return [...refs.values()];
}

/** `settle` comes after the last. */
export function putFrontier(kind: string, row: MutableRow, cell: string, writes: readonly FrontierWrite[]): void {
  const place = cellPlace(kind, cell);
  const shown = pickShown(place.shape, place.merge, shownWrites(writes));
  putShown(row, place, shown);
  const only = writes.length === 1 && writes[0]?.aside === undefined ? writes[0] : undefined;
  const f = { ...row.f };
  if (only === undefined) f[cell] = writes;
  else if (cell !== DELETED && !isEmptyCell(shown) && sameStamp(only.by, row.w)) delete f[cell];
  else
    f[cell] = [
      { by: only.by, ...(only.of !== undefined && { of: only.of }), ...(only.ex !== undefined && { ex: only.ex }) },
    ];
  if (Object.keys(f).length > 0) row.f = f;
  else delete row.f;
}

function putShown(row: MutableRow, { field, element, shape }: CellPlace, value: Json): void {
  if (element === null) {
    if (value === null) delete row[field];
    else row[field] = value;
    return;
  }
  if (shape === "set") {
    const before = Array.isArray(row[field]) ? (row[field] as readonly string[]) : []; // a set field holds texts
    const without = before.filter((item) => item !== element);
    const elements = value === true ? [...without, element].sort() : without;
    if (elements.length > 0) row[field] = elements;
    else delete row[field];
    return;
  }
  // a map field holds JSON values; its keys may be any word, also one that objects know
  const entries = Object.entries((row[field] ?? {}) as Readonly<Record<string, Json>>).filter(
    ([key]) => key !== element,
  );
  if (value !== null) entries.push([element, value]);
  if (entries.length > 0) row[field] = Object.fromEntries(entries);
  else delete row[field];
}

/** Which of several writes is shown. */
function pickShown(shape: CellPlace["shape"], merge: Merge, writes: readonly FrontierWrite[]): Json {
  if (shape === "set") return writes.some((write) => write.v === true);
  if (writes.length === 0) return null;
  const latest = (some: readonly FrontierWrite[]): Json =>
    some.reduce((best, write) => (isLater(write.by, best.by) ? write : best)).v ?? null;
  if (merge === "max")
    return (
      writes.reduce<Json>(
        (best, { v = null }) => (typeof v === "number" && (typeof best !== "number" || v > best) ? v : best),
        null,
      ) ?? latest(writes)
    );
  if (merge === "withdrawn") {
    const withdrawals = writes.filter(({ v = null }) => isWithdrawal(v));
    if (withdrawals.length > 0) return latest(withdrawals);
  }
  const filled = writes.filter(({ v = null }) => !isEmptyCell(v));
  if (filled.length > 0 && (merge === "first" || (merge === "once" && filled.length === writes.length)))
    return earliestOf(filled)?.v ?? null;
  return latest(writes);
}

/** The earliest by when it was first said, which an undo that says it again does not change. */
export const earliestOf = (writes: readonly FrontierWrite[]): FrontierWrite | undefined =>
  writes.toSorted((a, b) => (isLater(a.of ?? a.by, b.of ?? b.by) ? 1 : -1))[0];

const isLater = (a: Stamp, b: Stamp): boolean =>
  a[2] > b[2] || (a[2] === b[2] && (a[0] > b[0] || (a[0] === b[0] && a[1] > b[1])));

const sameStamp = (a: Stamp, b: Stamp): boolean => a[0] === b[0] && a[1] === b[1];

/** Whether a person must choose: several different values in a field that asks, as far as it tells them apart. */
export function isConflict(kind: string, cell: string, frontier: readonly FrontierWrite[]): boolean {
  const writes = shownWrites(frontier);
  if (writes.length < 2) return false;
  const { shape, merge } = cellPlace(kind, cell);
  if (shape === "set" || merge === "latest" || merge === "max" || merge === "first") return false;
  const asked = (v: Json): Json =>
    merge === "withdrawn" && v !== null ? isWithdrawal(v) : merge === "once" ? isEmptyCell(v) : v;
  return new Set(writes.map(({ v = null }) => comparableValue(asked(v)))).size > 1;
}

/**
 * Of a cell about which a person is asked, the writes that stand against each other, the shown one first; else none.
 */
export function askedWrites(kind: string, row: AnyRow, cell: string): readonly FrontierWrite[] {
  const writes = frontierOf(kind, row, cell);
  const isAsked =
    cell === DELETED ? row.gone !== 1 && writes.some(({ v }) => v === true) : isConflict(kind, cell, writes);
  if (!isAsked) return [];
  const shown = canonicalJson(shownCell(kind, row, cell));
  return shownOnce(writes).toSorted(
    (a, b) => Number(canonicalJson(b.v ?? null) === shown) - Number(canonicalJson(a.v ?? null) === shown),
  );
}

/** Derives `gone`, `open` and `as` anew. */
export function settleRow(kind: string, row: MutableRow): void {
  delete row.gone;
  delete row.open;
  delete row.as;
  const alias = row[ALIAS];
  if (typeof alias === "string") row.as = alias;
  forgetSuperseded(kind, row);
  const deletions = row.f?.[DELETED];
  const deleting = deletions?.filter((write) => isDeletion(row, write, deletions)) ?? [];
  if (deletions !== undefined && deleting.length === deletions.length && !isKeptAlive(kind, row, deletions)) {
    row.gone = 1;
    return;
  }
  if (hasOnlyAside(kind, row)) {
    row.gone = 1;
    return;
  }
  if (deleting.length > 0 || Object.entries(row.f ?? {}).some(([cell, writes]) => isConflict(kind, cell, writes)))
    row.open = 1;
}

/** A write that another has replaced keeps nothing alive; who heard of the deletion first still has it put down. */
function forgetSuperseded(kind: string, row: MutableRow): void {
  const deletions = row.f?.[DELETED];
  if (deletions === undefined || deletions.every(({ ex }) => ex === undefined)) return;
  const standing = new Set(contentWrites(kind, row).map(([stream, seq]) => `${stream}.${seq}`));
  const kept = deletions.map(({ ex, ...write }): FrontierWrite => {
    const left = ex?.filter(([stream, seq]) => standing.has(`${stream}.${seq}`)) ?? [];
    return left.length > 0 ? { ...write, ex: left } : write;
  });
  row.f = { ...row.f, [DELETED]: kept };
}

/** All that was ever written to it is set aside: nothing of it can be shown. */
function hasOnlyAside(kind: string, row: MutableRow): boolean {
  const frontiers = Object.values(row.f ?? {});
  if (!frontiers.some((writes) => writes.some(({ aside }) => aside !== undefined))) return false;
  return cellsOf(kind, row).every(
    (cell) => cell === DELETED || cell === ALIAS || shownWrites(frontierOf(kind, row, cell)).length === 0,
  );
}

/** Some content that none of the deletions had seen. */
function isKeptAlive(kind: string, row: MutableRow, deletions: readonly FrontierWrite[]): boolean {
  if (!deletions.every((write) => write.ex !== undefined)) return false;
  const includes = (refs: readonly WriteRef[], [stream, seq]: WriteRef): boolean =>
    refs.some((ref) => ref[0] === stream && ref[1] === seq);
  return contentWrites(kind, row).some((ref) => deletions.every((write) => includes(write.ex ?? [], ref)));
}

/** Whether a deletion stands in the row though it is shown, so that the next edit must take it back. */
const hasDeletion = (row: AnyRow): boolean => {
  const writes = row.f?.[DELETED];
  return writes !== undefined && (writes.length > 1 ? writes.some((write) => write.v === true) : row[DELETED] === true);
};

/** Somebody has deleted it, and nobody's unseen work keeps it alive. */
export const isDeleted = (row: AnyRow | undefined): row is AnyRow => row?.gone === 1 && hasDeletion(row);

/**
 * The cells of one who is made under an id that a deleted record had: its own, and an empty one for each that the
 * other has ever held. Nothing of somebody else may stand in it, nor what an unseen colleague, a newer version or a
 * withdrawal has left there unshown.
 */
export function recreatedCells(kind: string, row: AnyRow, cells: Op["cells"]): Op["cells"] {
  const emptied = cellsOf(kind, row).filter(
    (cell) =>
      cell !== DELETED &&
      frontierOf(kind, row, cell).some(({ v = null, aside }) => !isEmptyCell(v) || aside !== undefined),
  );
  return { [DELETED]: null, ...Object.fromEntries(emptied.map((cell) => [cell, emptyCell(kind, cell)])), ...cells };
}

/** An edit keeps a record alive that a colleague has deleted: it takes the deletion back. */
export const takingBack = (cells: Op["cells"], row: AnyRow | undefined): Op["cells"] =>
  row !== undefined && !(DELETED in cells) && Object.keys(cells).length > 0 && hasDeletion(row)
    ? { ...cells, [DELETED]: null }
    : cells;
