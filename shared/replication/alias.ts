/**
 * Records that were found to be one (a merge of duplicates): the cell `.alias` on the larger id names the
 * smaller. Shown are the smallest id's values, for empty ones the next's; timelines are the union.
 */
import { ALIAS, type Op } from "./entry.ts";

/** The write that joins two records, and its target. */
export function joinRecords(kind: string, a: string, b: string): { readonly main: string; readonly op: Op } {
  const [main, other] = a < b ? [a, b] : [b, a];
  return { main, op: { kind, id: other, cells: { [ALIAS]: main } } };
}
