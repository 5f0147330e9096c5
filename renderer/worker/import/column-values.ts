/** The values of a column that refers to a list, counted, with what each is taken for. */
import { type ColumnRule, NEW_CATEGORY } from "#shared/exchange/mapping.ts";
import { readCell } from "#shared/exchange/read-cell.ts";
import type { ReadContext } from "#shared/exchange/read-context.ts";
import type { Table } from "#shared/exchange/table.ts";
import type { ValueCount } from "../../platform/import-api.ts";

const MOST = 200;

export function columnValues(table: Table, column: number, rule: ColumnRule, context: ReadContext): readonly ValueCount[] {
  const { target } = rule;
  if (target === null) return [];
  const counts = new Map<string, number>();
  for (const { cells } of table.rows) {
    const value = cells[column]?.trim() ?? "";
    if (value !== "") counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const fitsOf = (value: string): string | null => {
    const { value: fits, fault } = readCell(value, target, { ...rule, values: withoutNew(rule.values) }, "", context);
    return fault === undefined && typeof fits === "string" ? fits : null;
  };
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST)
    .map(([value, count]) => ({ value, count, fits: fitsOf(value) }));
}

/** What a person chose is shown beside what would be taken without it. */
const withoutNew = (values: ColumnRule["values"]): Readonly<Record<string, string | null>> => Object.fromEntries(Object.entries(values ?? {}).filter(([, code]) => code !== NEW_CATEGORY));
