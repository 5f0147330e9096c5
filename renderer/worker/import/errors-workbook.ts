/**
 * The rows that cannot be written, as they stand in the file, each with its number and its reason: to mend and import
 * again.
 */
import { textWorkbook } from "../export/text-workbook.ts";
import type { FaultyRow } from "./faulty-rows.ts";

export function errorsWorkbook(
  headers: readonly string[],
  faulty: readonly FaultyRow[],
  rowHeader: string,
  reasonHeader: string,
  reasons: readonly (readonly [number, string])[],
): Promise<Uint8Array<ArrayBuffer>> {
  const reasonOf = new Map(reasons);
  const rows = faulty.map(({ position, asRead }) => [
    ...headers.map((_, column) => asRead.cells[column] ?? ""),
    String(asRead.row),
    reasonOf.get(position) ?? "",
  ]);
  return textWorkbook([...headers, rowHeader, reasonHeader], rows);
}
