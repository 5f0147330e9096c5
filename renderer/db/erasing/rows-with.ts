/**
 * Rows by keys of an index, each key read at one go. Dexie walks `anyOf`, and whatever it filters, row by row
 * with a cursor: four to ten times slower for forty rows, and the desk reads such lists at every change.
 */
import type { Table } from "dexie";

export async function rowsWith<T>(
  table: Table<T, string>,
  index: string,
  keys: readonly string[],
): Promise<readonly T[]> {
  if (keys.length === 0) return [];
  const readAll = async (): Promise<readonly (readonly T[])[]> =>
    Promise.all([...new Set(keys)].map((key) => table.where(index).equals(key).toArray()));
  // a transaction for each key would cost more than its rows
  const lists = keys.length === 1 ? await readAll() : await table.db.transaction("r", table, readAll);
  return lists.flat();
}

/** Up to so many keys each is asked for: that takes no longer than to count first. */
const FEW = 8;

/**
 * The same of many keys of which few have rows: where the index has fewer entries from the first key to the last than
 * there are keys, these are read at one go, instead of a request for each key.
 */
export async function rowsAmong<T>(
  table: Table<T, string>,
  index: string,
  keys: readonly string[],
  keyOf: (row: T) => string | undefined,
): Promise<readonly T[]> {
  const wanted = new Set(keys);
  const sorted = [...wanted].toSorted();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined || sorted.length <= FEW) return rowsWith(table, index, sorted);
  const entries = table.where(index).between(first, last, true, true);
  if ((await entries.count()) > sorted.length) return rowsWith(table, index, sorted);
  return (await entries.toArray()).filter((row) => wanted.has(keyOf(row) ?? ""));
}
