/**
 * Which of several columns of numbers says whose a row is: the one that finds most readers comes first. Another one
 * stands in where it never says somebody else, so that a system's own number is not taken for a card of this library.
 */
import type { TableRow } from "../table/table.ts";
import type { UseMapping } from "./use-mapping.ts";
import type { Who } from "./who.ts";

export interface ReaderColumn {
  readonly column: number;
  /** Also where the first has a number that nobody here has; else only where it is blank. */
  readonly standsIn: boolean;
}

export const readerColumnsOf = ({ columns }: UseMapping): readonly number[] =>
  columns.flatMap(({ target }, column) => (target === "reader" ? [column] : []));

export function rankReaderColumns(rows: readonly TableRow[], mapping: UseMapping, who: Who): readonly ReaderColumn[] {
  const columns = readerColumnsOf(mapping);
  if (columns.length < 2) return columns.map((column) => ({ column, standsIn: true }));
  const found = evenly(rows).map(({ cells }) => columns.map((column) => findIn(cells[column], who)));
  const hits = columns.map((_, order) => found.filter((row) => row[order] !== null).length);
  const [best = 0, ...others] = [...columns.keys()].toSorted((a, b) => (hits[b] ?? 0) - (hits[a] ?? 0) || a - b);
  return [best, ...others].flatMap((order) => {
    const both = found.filter((row) => row[best] !== null && row[order] !== null);
    const agree = both.every((row) => row[best] === row[order]);
    return agree ? [{ column: columns[order] ?? 0, standsIn: order === best || both.length > 0 }] : [];
  });
}

const findIn = (cell: string | undefined, who: Who): string | null => {
  const found = who.find(cell?.trim() ?? "");
  return typeof found === "number" ? who.personOf(found) : null;
};

/** Rows of a long list that tell what it holds, taken from all of its length. */
const ENOUGH = 2000;

function evenly<T>(rows: readonly T[]): readonly T[] {
  const step = Math.max(1, Math.ceil(rows.length / ENOUGH));
  return step === 1 ? rows : rows.filter((_, index) => index % step === 0);
}
