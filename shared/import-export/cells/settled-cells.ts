/**
 * What was mended by hand, remembered with a column so that the same file asks nothing the second time. A setting
 * goes to every desk and outlives a reader, so it holds no word of a file: a cell is known by its digest under the
 * library's key, and what it became by the reader who has it, never by its text.
 */

import type { ColumnRule, Mapping } from "../columns/mapping.ts";
import type { DraftRow } from "./draft.ts";
import type { Problem } from "./problems.ts";

/**
 * Of a column: which suggestions are taken, and which cells are settled: left blank, or said by the record of that
 * reader.
 */
export type SettledCells = Pick<ColumnRule, "adopts" | "settled">;

/** A cell that was mended: what is known of it before digests are made. */
export type SettledCell =
  | { readonly column: number; readonly adopts: Problem["tag"] }
  /** `reader`: null where the cell is to be left blank. */
  | { readonly column: number; readonly text: string; readonly reader: string | null };

const DIGEST_LENGTH = 32;
/** Of a column; the newest stay. */
const MOST_SETTLED = 2000;

export const shortDigest = (digest: string): string => digest.slice(0, DIGEST_LENGTH);

/** The text whose digest stands for a cell that says nothing, wherever it stands in its column. */
export const blankText = (header: string, { value }: Problem): string => ["cell", header, value].join("\u001f");

/** The text whose digest stands for the cell of one row. */
export const cellText = (header: string, problem: Problem, { values: { name = "", card = "" } }: DraftRow): string =>
  [blankText(header, problem), name, card].join("\u001f");

/** @param digests of the cells that have a text, in their order */
export function withSettled(mapping: Mapping, cells: readonly SettledCell[], digests: readonly string[]): Mapping {
  const adopts = new Map<number, Set<string>>();
  const settled = new Map<number, Map<string, string>>();
  let order = 0;
  for (const cell of cells) {
    if ("adopts" in cell) adopts.set(cell.column, (adopts.get(cell.column) ?? new Set()).add(cell.adopts));
    else
      settled.set(
        cell.column,
        (settled.get(cell.column) ?? new Map()).set(shortDigest(digests[order++] ?? ""), cell.reader ?? ""),
      );
  }
  return {
    columns: mapping.columns.map((rule, column) => {
      const [tags, found] = [adopts.get(column), settled.get(column)];
      return {
        ...rule,
        ...(tags !== undefined && { adopts: [...new Set([...(rule.adopts ?? []), ...tags])].toSorted() }),
        ...(found !== undefined && {
          settled: Object.fromEntries(
            [...new Map([...Object.entries(rule.settled ?? {}), ...found])].slice(-MOST_SETTLED),
          ),
        }),
      };
    }),
  };
}
