/** The values of a column that refers to a list, counted, with what each is taken for. */

import { cellColumn, readCell } from "#shared/import-export/cells/read-cell.ts";
import type { ReadContext } from "#shared/import-export/cells/read-context.ts";
import type { Lookup } from "#shared/import-export/columns/lookups.ts";
import { type ColumnRule, NEW_ENTRY } from "#shared/import-export/columns/mapping.ts";
import { kindOfWord } from "#shared/import-export/library-use/use-column-names.ts";
import type { UseColumnRule } from "#shared/import-export/library-use/use-mapping.ts";
import { otherRow } from "#shared/import-export/table/other-rows.ts";
import type { Table } from "#shared/import-export/table/table.ts";
import type { ColumnValueCount } from "../../platform/worker/import-api.ts";

const MOST = 200;

export function columnValues(
  table: Table,
  column: number,
  rule: ColumnRule,
  context: ReadContext,
): readonly ColumnValueCount[] {
  const { target } = rule;
  if (target === null) return [];
  return counted(table, column, (value) => {
    const { value: fits, fault } = readCell(
      value,
      target,
      { ...rule, values: withoutNew(rule.values) },
      cellColumn(""),
      context,
    );
    return fault !== undefined ? null : typeof fits === "string" ? fits : "";
  });
}

export function columnValuesOfUse(
  table: Table,
  column: number,
  { target }: UseColumnRule,
  branches: Lookup,
): readonly ColumnValueCount[] {
  if (target !== "kind" && target !== "branch") return [];
  return counted(table, column, (value) => (target === "kind" ? kindOfWord(value) : branches.find(value)) ?? null);
}

function counted(table: Table, column: number, fitsOf: (value: string) => string | null): readonly ColumnValueCount[] {
  const counts = new Map<string, number>();
  for (const { cells } of table.rows) {
    // a total says nothing of a branch
    if (otherRow(cells, table.headers) !== null) continue;
    const value = cells[column]?.trim() ?? "";
    if (value !== "") counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST)
    .map(([value, count]) => ({ value, count, fits: fitsOf(value) }));
}

/** What a person chose is shown beside what would be taken without it. */
const withoutNew = (values: ColumnRule["values"]): Readonly<Record<string, string | null>> =>
  Object.fromEntries(Object.entries(values ?? {}).filter(([, code]) => code !== NEW_ENTRY));
