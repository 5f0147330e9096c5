/**
 * Who the readers are by one attribute, in two periods or waves side by side, with what has changed and how sure
 * that is. Of readers who are in both periods the intervals know that they are the same.
 */
import { isSmall } from "./told/small-cells.ts";
import { type Difference, newcombe, type Overlap, type Share, wilson } from "./wilson.ts";

/** How many readers have each value of the attribute; the empty value is for readers without one. */
export type AttributeCounts = ReadonlyMap<string, number>;

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

/** Of the readers of both periods, how many had each value then, have it now, and had it both times. */
export interface Stayed {
  readonly before: AttributeCounts;
  readonly now: AttributeCounts;
  readonly both: AttributeCounts;
}

/** Whether the count of a value is told; of all values together for null. */
export type IsTold = (value: string | null) => boolean;

/**
 * @param told in each of the two periods; null where everything is
 * @param stayed null where nobody is in both, or nobody knows
 */
export function compareComposition(
  before: AttributeCounts,
  now: AttributeCounts,
  told: { readonly before: IsTold; readonly now: IsTold } | null,
  stayed: Stayed | null = null,
): Composition {
  const values = [...new Set([...now.keys(), ...before.keys()])].sort(
    (a, b) => (now.get(b) ?? 0) - (now.get(a) ?? 0) || (before.get(b) ?? 0) - (before.get(a) ?? 0) || compareText(a, b),
  );
  const first = columnOf(before, values, told?.before);
  const second = columnOf(now, values, told?.now);
  const rows = values.map((value, place): CompositionRow => {
    const was = cellOf(first, place);
    const is = cellOf(second, place);
    return {
      value,
      before: was,
      now: is,
      difference: differenceOf(was.count, first.total, is.count, second.total, overlapOf(stayed, value)),
    };
  });
  return { rows, totalBefore: first.total, totalNow: second.total };
}

interface Column {
  readonly counts: readonly (number | null)[];
  readonly total: number | null;
}

function columnOf(counts: AttributeCounts, values: readonly string[], isTold: IsTold = () => true): Column {
  const all = values.map((value) => counts.get(value) ?? 0);
  return {
    counts: values.map((value, place) => (isTold(value) ? (all[place] ?? 0) : null)),
    total: isTold(null) ? all.reduce((sum, count) => sum + count, 0) : null,
  };
}

function cellOf({ counts, total }: Column, place: number): CompositionCell {
  const count = counts[place] ?? null;
  return { count, share: count === null || total === null ? undefined : wilson(count, total) };
}

/** Undefined where so few are in both that the width of the interval would tell how few. */
function overlapOf(stayed: Stayed | null, value: string): Overlap | undefined {
  if (stayed === null) return undefined;
  const of = (counts: AttributeCounts): number => counts.get(value) ?? 0;
  const [before, now, both] = [of(stayed.before), of(stayed.now), of(stayed.both)];
  const isFew = [before, now, both, before - both, now - both].some(isSmall);
  return isFew
    ? undefined
    : { readers: [...stayed.now.values()].reduce((sum, count) => sum + count, 0), before, now, both };
}

const differenceOf = (
  before: number | null,
  totalBefore: number | null,
  now: number | null,
  totalNow: number | null,
  overlap: Overlap | undefined,
): Difference | undefined =>
  before === null || totalBefore === null || now === null || totalNow === null
    ? undefined
    : newcombe(before, totalBefore, now, totalNow, overlap);

/** By code units: the same on every machine, whatever its language. */
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
