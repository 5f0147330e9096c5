/**
 * Who the readers are by one attribute, in two periods or waves side by side, with what has changed and how sure
 * that is. The intervals treat the two periods as separate samples: for the same readers in both they are too wide rather than too narrow.
 */
import { type Difference, newcombe, type Share, wilson } from "./wilson.ts";

/** How many readers have each value of the attribute; the empty value is for readers without one. */
export type Counts = ReadonlyMap<string, number>;

export interface CompositionCell {
  /** Null where the count is hidden. */
  readonly count: number | null;
  readonly share: Share | undefined;
}

export interface CompositionRow {
  readonly value: string;
  readonly before: CompositionCell;
  readonly now: CompositionCell;
  readonly difference: Difference | undefined;
}

export interface Composition {
  /** Largest now first; values that only one period has are in it too. */
  readonly rows: readonly CompositionRow[];
  readonly totalBefore: number | null;
  readonly totalNow: number | null;
}

export function countValues(values: Iterable<string | undefined>): Counts {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value ?? "", (counts.get(value ?? "") ?? 0) + 1);
  return counts;
}

/** Whether the count of a value is told; of all values together for null. */
export type IsTold = (value: string | null) => boolean;

/** @param told in each of the two periods; null where everything is */
export function compareComposition(before: Counts, now: Counts, told: { readonly before: IsTold; readonly now: IsTold } | null): Composition {
  const values = [...new Set([...now.keys(), ...before.keys()])].sort((a, b) => (now.get(b) ?? 0) - (now.get(a) ?? 0) || (before.get(b) ?? 0) - (before.get(a) ?? 0) || compareText(a, b));
  const first = columnOf(before, values, told?.before);
  const second = columnOf(now, values, told?.now);
  const rows = values.map((value, place): CompositionRow => {
    const was = cellOf(first, place);
    const is = cellOf(second, place);
    return { value, before: was, now: is, difference: differenceOf(was.count, first.total, is.count, second.total) };
  });
  return { rows, totalBefore: first.total, totalNow: second.total };
}

interface Column {
  readonly counts: readonly (number | null)[];
  readonly total: number | null;
}

function columnOf(counts: Counts, values: readonly string[], isTold: IsTold = () => true): Column {
  const all = values.map((value) => counts.get(value) ?? 0);
  return { counts: values.map((value, place) => (isTold(value) ? (all[place] ?? 0) : null)), total: isTold(null) ? all.reduce((sum, count) => sum + count, 0) : null };
}

function cellOf({ counts, total }: Column, place: number): CompositionCell {
  const count = counts[place] ?? null;
  return { count, share: count === null || total === null ? undefined : wilson(count, total) };
}

const differenceOf = (before: number | null, totalBefore: number | null, now: number | null, totalNow: number | null): Difference | undefined =>
  before === null || totalBefore === null || now === null || totalNow === null ? undefined : newcombe(before, totalBefore, now, totalNow);

/** By code units: the same on every machine, whatever its language. */
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
