/**
 * The canonical text of a record, equal on every device that has applied the same entries: shown values
 * and open siblings, nothing that depends on the order of arrival or that a sweep may drop.
 */
import { canonicalJson } from "../kernel/json.ts";
import { cellsOf, frontierOf } from "./cells.ts";
import type { AnyRow, FrontierWrite } from "./row.ts";

/** @returns null for a record that is deleted or has no value. */
export function digestLine(kind: string, row: AnyRow): string | null {
  if (row.gone === 1) return null;
  const cells = cellsOf(kind, row)
    .map((cell) => [cell, frontierOf(kind, row, cell).toSorted(byStamp)] as const)
    .filter(([, writes]) => writes.some(({ v }) => v !== null && v !== false))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([cell, writes]) => [cell, writes.map(({ v = null }) => v)]);
  return cells.length === 0 ? null : canonicalJson([kind, row.id, cells]);
}

const byStamp = (a: FrontierWrite, b: FrontierWrite): number => (a.by[2] < b.by[2] || (a.by[2] === b.by[2] && a.by[0] < b.by[0]) ? -1 : 1);

/**
 * Order-free digest of a whole state.
 * @param hash SHA-256 of a text
 * @returns the number of records and, in hex, the byte-wise sum of their hashes
 */
export async function stateDigest(rows: Iterable<readonly [kind: string, row: AnyRow]>, hash: (text: string) => Promise<Uint8Array>): Promise<string> {
  const sum = new Uint8Array(32);
  let records = 0;
  for (const [kind, row] of rows) {
    const line = digestLine(kind, row);
    if (line === null) continue;
    records += 1;
    const bytes = await hash(line);
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (bytes[i] ?? 0);
  }
  return `${records}-${[...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
