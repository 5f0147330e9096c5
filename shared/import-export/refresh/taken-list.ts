/**
 * What is kept of the list that was taken last, so that the next one can be held against it: figures, and the names of
 * branches, categories and columns. Nothing of any reader.
 */
import * as v from "valibot";
import type { RefreshList } from "../../model/settings/refresh-lists.ts";
import type { Mapping } from "../columns/mapping.ts";
import { headerFingerprint } from "../columns/mapping.ts";
import type { Table } from "../table/table.ts";

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const names = v.array(v.string());

const takenOnce = v.object({
  /** Rows below the column names that hold something. */
  rows: count,
  /** The number of the last of them, as a spreadsheet counts. */
  lastRow: count,
  fingerprint: v.string(),
  /** As they are written, without blank ones. */
  columns: names,
  /** The values in the columns of branches, and in those of categories. */
  branches: names,
  categories: names,
  /** Of the file, in bytes, and when it was written, epoch milliseconds. */
  size: count,
  modifiedAt: v.number(),
  /** When it was taken, epoch milliseconds. */
  takenAt: v.number(),
  /** By which it can be taken back; absent where nothing was written, and of older versions. */
  importId: v.exactOptional(v.string()),
});
export type TakenOnce = v.InferOutput<typeof takenOnce>;

export const takenListSchema = v.object({
  ...takenOnce.entries,
  /** What it was held against: the measure again where this one is taken back. */
  before: v.exactOptional(takenOnce),
});
export type TakenList = v.InferOutput<typeof takenListSchema>;

/**
 * The setting that holds it.
 *
 * @param installation of what that computer has taken itself; without it, of what was taken on any
 */
export const takenListId = (list: RefreshList, installation?: string): string =>
  ["import-refresh", list, ...(installation === undefined ? [] : [installation])].join("-");

/** What a list says of itself, before it is taken. */
export type ListFacts = Omit<TakenOnce, "size" | "modifiedAt" | "takenAt" | "importId">;

/** Whether both may be the same list at two times, as branches do not share one that each has from its own system. */
export const isOneList = (a: Pick<ListFacts, "fingerprint" | "branches">, b: typeof a): boolean =>
  a.fingerprint === b.fingerprint && a.branches.join("\n") === b.branches.join("\n");

/** A column with more values than this is none of branches or categories, whatever it is taken for. */
const MOST_VALUES = 500;

export function factsOfList({ headers, rows }: Table, { columns }: Mapping<string>): ListFacts {
  const valuesOf = (target: string): string[] => {
    const values = new Set<string>();
    columns.forEach((rule, column) => {
      if (rule.target !== target) return;
      for (const { cells } of rows) {
        const value = plain(cells[column] ?? "");
        if (value !== "") values.add(value);
      }
    });
    return values.size > MOST_VALUES ? [] : [...values].sort();
  };
  return {
    rows: rows.length,
    lastRow: rows.at(-1)?.row ?? 0,
    fingerprint: headerFingerprint(headers),
    columns: headers.map(plain).filter((header) => header !== ""),
    branches: valuesOf("branch"),
    categories: valuesOf("category"),
  };
}

const plain = (text: string): string => text.normalize("NFKC").trim();
