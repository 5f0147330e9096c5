/**
 * Records that were found to be one (a merge of duplicates): the cell `.alias` on the larger id names the
 * smaller. Shown are the smallest id's values, for empty ones the next's; timelines are the union. Merges that
 * follow one another (10 into 9, 9 into 8) are one person; two desks that merge one record into different ones ask.
 */
import { ALIAS, type Op } from "./entry.ts";

/** The write that joins two records, and its target. */
export function joinRecords(kind: string, a: string, b: string): { readonly main: string; readonly op: Op } {
  const [main, other] = a < b ? [a, b] : [b, a];
  return { main, op: { kind, id: other, cells: { [ALIAS]: main } } };
}

/** The writes that make one of several records that nobody has merged yet. */
export function joinAll(kind: string, ids: readonly string[]): readonly Op[] {
  const [main, ...others] = [...new Set(ids)].sort();
  return main === undefined ? [] : others.map((other) => joinRecords(kind, main, other).op);
}

/**
 * Whoever a record is merged into at last, itself where into nobody; of a circle, which no desk makes but two may, the
 * smallest.
 */
export function survivorOf(id: string, into: { get(id: string): string | undefined }): string {
  const seen = new Set<string>();
  let at = id;
  for (let next = into.get(at); next !== undefined; next = into.get(at)) {
    if (seen.has(at)) return [...seen].sort()[0] ?? id;
    seen.add(at);
    at = next;
  }
  return at;
}
