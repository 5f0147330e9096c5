/**
 * The conflict inbox is a view (R13): what a person may decide follows from the rows alone, is the same
 * on every desk, and is never stored. Deciding is an ordinary write that has seen all sides.
 */
import { foldCode } from "../../kernel/fold.ts";
import { comparableValue, type Json } from "../../kernel/json.ts";
import { joinAll } from "./alias.ts";
import type { Stamp } from "./entry.ts";
import { ALIAS, DELETED, type Op, type StreamId } from "./entry.ts";
import {
  type CellPlace,
  cellPlace,
  cellsOf,
  earliestOf,
  frontierOf,
  isConflict,
  isEmptyCell,
  shownCell,
  shownWrites,
} from "./merge-cells.ts";
import type { AnyRow, FrontierWrite } from "./row.ts";

/** A write, and whose it is for a person: another's, where an undo has said it again. */
export interface ToldWrite {
  readonly by: Stamp;
  readonly of: Stamp;
}

/** The latest write of a value; the earliest, where it does not matter who of several wrote one. */
export interface Side extends ToldWrite {
  readonly value: Json;
  /** What lists and cards show until somebody decides. */
  readonly inUse: boolean;
}

export interface ValueConflict {
  readonly tag: "values";
  readonly kind: string;
  readonly id: string;
  readonly cell: string;
  readonly place: CellPlace;
  /** Two or more: this desk's first, then by time. */
  readonly sides: readonly Side[];
}

export interface DeletionConflict {
  readonly tag: "deleted";
  readonly kind: string;
  readonly id: string;
  readonly deletions: readonly ToldWrite[];
  /** What was written by those who had not seen the deletion, in the order of the cells' names. */
  readonly edits: readonly Edit[];
}

export interface Edit extends ToldWrite {
  readonly cell: string;
  readonly place: CellPlace;
  /** Null where it was emptied. */
  readonly value: Json;
}

/** Desks that did not know of each other have merged one record into different ones, or one has parted it. */
export interface MergeConflict {
  readonly tag: "merges";
  readonly kind: string;
  readonly id: string;
  readonly sides: readonly MergeSide[];
}

export interface MergeSide extends ToldWrite {
  /** Null: into nobody. */
  readonly into: string | null;
  /** What lists show until somebody decides. */
  readonly inUse: boolean;
}

export type Conflict = ValueConflict | DeletionConflict | MergeConflict;

/** What stands to be decided in a row, in the order of its cells' names; deletion first. */
export function conflictsOf(kind: string, row: AnyRow, own: StreamId | null): readonly Conflict[] {
  if (row.open !== 1) return [];
  const deletions = deletionsOf(row);
  const first: readonly Conflict[] =
    deletions.length > 0 ? [{ tag: "deleted", kind, id: row.id, deletions, edits: editsOf(kind, row) }] : [];
  const sides = sidesOf(kind, row, ALIAS, own);
  const merges: readonly Conflict[] =
    sides.length > 0
      ? [
          {
            tag: "merges",
            kind,
            id: row.id,
            sides: sides.map(({ value, ...side }) => ({ ...side, into: typeof value === "string" ? value : null })),
          },
        ]
      : [];
  const cells = Object.keys(row.f ?? {}).sort();
  return [...first, ...merges, ...cells.flatMap((cell) => valueConflict(kind, row, cell, own) ?? [])];
}

function valueConflict(kind: string, row: AnyRow, cell: string, own: StreamId | null): ValueConflict | undefined {
  const sides = cell.startsWith(".") ? [] : sidesOf(kind, row, cell, own);
  return sides.length === 0
    ? undefined
    : { tag: "values", kind, id: row.id, cell, place: cellPlace(kind, cell), sides };
}

/** None where nobody is asked. */
function sidesOf(kind: string, row: AnyRow, cell: string, own: StreamId | null): readonly Side[] {
  const writes = shownWrites(frontierOf(kind, row, cell));
  if (!isConflict(kind, cell, writes)) return [];
  const isOnce = cellPlace(kind, cell).merge === "once";
  const keyOf = (value: Json): string => comparableValue(isOnce ? isEmptyCell(value) : value);
  const shown = keyOf(shownCell(kind, row, cell));
  const latest = new Map<string, FrontierWrite>();
  for (const write of writes) {
    const key = keyOf(write.v ?? null);
    const known = latest.get(key);
    if (known === undefined || (isOnce ? earliestOf([known, write]) === write : write.by[2] > known.by[2]))
      latest.set(key, write);
  }
  const sides = [...latest].map(
    ([key, write]): Side => ({ ...toldOf(write), value: write.v ?? null, inUse: key === shown }),
  );
  return sides.sort((a, b) => Number(b.of[0] === own) - Number(a.of[0] === own) || (a.of[2] < b.of[2] ? -1 : 1));
}

const toldOf = ({ by, of = by }: FrontierWrite): ToldWrite => ({ by, of });

function deletionsOf(row: AnyRow): readonly ToldWrite[] {
  const writes = row.f?.[DELETED] ?? [];
  if (writes.length === 1) return row[DELETED] === true ? writes.map(toldOf) : [];
  return writes.filter(({ v }) => v === true).map(toldOf);
}

function editsOf(kind: string, row: AnyRow): readonly Edit[] {
  const unseen = new Set((row.f?.[DELETED] ?? []).flatMap(({ ex = [] }) => ex.map(String)));
  const cells = cellsOf(kind, row).filter((cell) => !cell.startsWith("."));
  return cells
    .toSorted()
    .flatMap((cell) =>
      shownWrites(frontierOf(kind, row, cell)).flatMap((write): readonly Edit[] =>
        unseen.has(String([write.by[0], write.by[1]]))
          ? [{ ...toldOf(write), cell, place: cellPlace(kind, cell), value: write.v ?? null }]
          : [],
      ),
    );
}

/** The write that decides a conflict of values. */
export const decide = ({ kind, id, cell }: ValueConflict, value: Json): Op => ({ kind, id, cells: { [cell]: value } });

/**
 * The writes that decide into whom a record is merged.
 * @param choice a side's number; or "both": all of them are one person
 * @param firstOf whoever somebody is merged into by now
 */
export function decideMerges(
  { kind, id, sides }: MergeConflict,
  choice: number | "both",
  firstOf: (id: string) => string,
): readonly Op[] {
  if (choice !== "both") return [{ kind, id, cells: { [ALIAS]: sides[choice]?.into ?? null } }];
  const people = sides.flatMap(({ into }) => (into === null ? [] : [firstOf(into)]));
  return [...joinAll(kind, people), { kind, id, cells: { [ALIAS]: [...people].sort()[0] ?? null } }];
}

/** The write that decides whether a record stays. */
export const decideDeletion = ({ kind, id }: DeletionConflict, keep: boolean): Op => ({
  kind,
  id,
  cells: { [DELETED]: keep ? null : true },
});

/**
 * Both values in one, or null where that has no sense.
 * @param lines whether the field holds several lines of text
 */
export function bothValues(sides: readonly Side[], lines: boolean): Json {
  const values = sides.map(({ value }) => value).filter((value) => value !== null);
  if (values.every((value) => Array.isArray(value))) {
    const items = values.flat();
    const seen = new Set<string>();
    return items.filter((item) => !seen.has(comparableValue(item)) && seen.add(comparableValue(item)));
  }
  if (lines && values.every((value) => typeof value === "string")) return values.join("\n");
  return null;
}

/** The value that a computer wrote, for "use this computer's values for all of them"; null where it wrote none. */
export const sideOf = (conflict: ValueConflict, stream: StreamId): Side | null =>
  conflict.sides.find(({ of }) => of[0] === stream) ?? null;

/** Ids of records that carry one card as a scan takes it, two or more to a group, each id once. */
export function sameCards(cards: readonly (readonly [card: string, id: string])[]): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const [card, id] of cards) {
    const key = foldCode(card);
    const group = groups.get(key);
    if (group) group.push(id);
    else groups.set(key, [id]);
  }
  return [...groups.values()].filter((ids) => ids.some((id) => id !== ids[0])).map((ids) => [...new Set(ids)]);
}
