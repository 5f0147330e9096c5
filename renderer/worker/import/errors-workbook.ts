/** The rows that cannot be written, as they stand in the file, each with its number and its reason: to mend and import again. */
import type { Planner } from "#shared/exchange/planner.ts";
import type { Table } from "#shared/exchange/table.ts";
import { textWorkbook } from "../export/text-workbook.ts";

export function errorsWorkbook(table: Table, planner: Planner, rowHeader: string, reasonHeader: string, reasons: readonly (readonly [number, string])[]): Promise<Uint8Array<ArrayBuffer>> {
  const reasonOf = new Map(reasons);
  const rows = planner.positions("error").map((position) => {
    const row = table.rows[position];
    return [...table.headers.map((_, column) => row?.cells[column] ?? ""), String(row?.row ?? ""), reasonOf.get(position) ?? ""];
  });
  return textWorkbook([...table.headers, rowHeader, reasonHeader], rows);
}
