/**
 * Who used anything in a year, by branch and attribute, and which of these numbers are told: decided once over all
 * branches, whichever of them is looked at. The number of a branch alone is that of the reports' active readers.
 */
import { lastUpTo } from "#shared/analysis/ascending.ts";
import type { IsTold } from "#shared/analysis/composition.ts";
import { safeTable } from "#shared/analysis/told/safe-table.ts";
import { VALUE_DAYS } from "#shared/analysis/value.ts";
import { ATTRIBUTES, type Attribute } from "../../platform/worker/readers-page-api.ts";
import { recordOf } from "../library-use/counts.ts";
import type { ReaderUse } from "../library-use/reader-use.ts";
import { attributeAt } from "./attribute.ts";

/** The branch itself is the row. */
const OWN = ["category", "ageBand", "gender", "source"] as const satisfies readonly Attribute[];

/** Of a branch, or of all for null: whether the count of a value is told, or of all values for null. */
export type ToldUsed = (branch: string | null) => Readonly<Record<Attribute, IsTold>>;

export type ToldUsedOf = (readers: readonly ReaderUse[], branches: readonly string[], day: number) => ToldUsed;

/** A page asks of two days, paper and files of the same: each is decided once while nobody has changed. */
const MOST_KEPT = 4;

export function createToldUsed(): ToldUsedOf {
  let held: { readonly readers: readonly ReaderUse[]; readonly tables: Map<string, ToldUsed> } | null = null;
  return (readers, branches, day) => {
    if (held?.readers !== readers) held = { readers, tables: new Map() };
    const question = JSON.stringify([branches, day]);
    const found = held.tables.get(question) ?? toldUsed(readers, branches, day);
    if (held.tables.size >= MOST_KEPT) held.tables.clear();
    held.tables.set(question, found);
    return found;
  };
}

function toldUsed(readers: readonly ReaderUse[], branches: readonly string[], day: number): ToldUsed {
  const rowOf = new Map(branches.map((branch, row) => [branch, row]));
  const tables = recordOf(ATTRIBUTES, () => new Map<string, number[]>());
  const elsewhere = new Set<string>();
  const noRows = (): number[] => new Array<number>(branches.length + 1).fill(0);
  for (const { facts, useDays } of readers) {
    if (!facts.isOneReader || (lastUpTo(useDays, day) ?? Number.NEGATIVE_INFINITY) <= day - VALUE_DAYS) continue;
    const row = rowOf.get(facts.branch ?? "") ?? branches.length;
    if (row === branches.length) elsewhere.add(facts.branch ?? "");
    for (const attribute of OWN) {
      const value = attributeAt(facts, attribute, day) ?? "";
      const rows = tables[attribute].get(value) ?? noRows();
      tables[attribute].set(value, rows);
      rows[row] = (rows[row] ?? 0) + 1;
    }
  }
  const decided = recordOf(OWN, (attribute) => {
    const values = [...tables[attribute].keys()].sort();
    const counts = noRows().map((_, row) => values.map((value) => tables[attribute].get(value)?.[row] ?? 0));
    const all = [...values.keys()];
    return {
      places: new Map(values.map((value, place) => [value, place + 1])),
      table: safeTable(counts, [all, ...all.map((column) => [column])]),
    };
  });
  /**
   * Among all branches: as it is told of the branch itself, and of no branch where all others and the whole tell it.
   */
  const toldOfBranch = (value: string): boolean => {
    const { table } = decided.category;
    const row = rowOf.get(value);
    if (row !== undefined) return table.shows(row, 0);
    return elsewhere.size <= 1 && [null, ...branches.keys()].every((each) => table.shows(each, 0));
  };
  return (branch) => {
    const row = branch === null ? null : rowOf.get(branch);
    const isWhole = row !== undefined && decided.category.table.shows(row, 0);
    return recordOf(ATTRIBUTES, (attribute) => {
      if (attribute === "branch") return (value) => (value === null || branch !== null ? isWhole : toldOfBranch(value));
      const { places, table } = decided[attribute];
      // a value that nobody has is told as nobody
      return (value) =>
        row !== undefined &&
        (value === null ? table.shows(row, 0) : !places.has(value) || table.shows(row, places.get(value) ?? 0));
    });
  };
}
