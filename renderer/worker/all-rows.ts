/** All rows of a table, a slice at a time: one long read would keep whoever writes to it waiting until its end. */
import type { Table } from "dexie";

const AT_ONCE = 500;

/** @param letPass waits between two slices */
export async function allRows<Row extends { readonly id: string }>(
  table: Table<Row, string>,
  letPass?: () => Promise<void>,
): Promise<readonly Row[]> {
  const all: Row[] = [];
  for (let after = ""; ; ) {
    const rows = await table.where("id").above(after).limit(AT_ONCE).toArray();
    for (const row of rows) all.push(row);
    const last = rows.at(-1);
    if (rows.length < AT_ONCE || last === undefined) return all;
    after = last.id;
    await letPass?.();
  }
}
