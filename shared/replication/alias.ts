/**
 * Records that were found to be one (a merge of duplicates): the cell `.alias` on the larger id names the
 * smaller. Shown are the smallest id's values, for empty ones the next's; timelines are the union.
 */
import { ALIAS, type Op } from "./entry.ts";
import type { RowMeta } from "./row.ts";

/** The write that joins two records, and its target. */
export function joinRecords(kind: string, a: string, b: string): { readonly main: string; readonly op: Op } {
  const [main, other] = a < b ? [a, b] : [b, a];
  return { main, op: { kind, id: other, cells: { [ALIAS]: main } } };
}

/**
 * One record out of a class, smallest id first; meta comes from the first.
 *
 * @param isMap fields that are filled key by key: one number of the first must not hide all those of the next
 */
export function joinedRow<R extends Pick<RowMeta, "id">>(rows: readonly R[], isMap: (field: string) => boolean = () => false): R | undefined {
  const [main, ...others] = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (main === undefined) return undefined;
  const joined: Record<string, unknown> = Object.fromEntries(Object.entries(main));
  for (const row of others)
    for (const [field, value] of Object.entries(row)) {
      if (META.has(field)) continue;
      if (joined[field] === undefined) joined[field] = value;
      else if (isMap(field) && isObject(joined[field]) && isObject(value)) joined[field] = Object.assign({}, value, joined[field]);
    }
  return joined as R; // the main row with more of its own optional fields filled
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const META = new Set(["id", "w", "f", "open", "gone", "as", ALIAS]);
