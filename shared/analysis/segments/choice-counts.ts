/** The values that readers have in a column, with how many have each: what a list of choices offers. */
import type { Column } from "./reader-columns.ts";

export interface ValueCount {
  readonly value: string;
  readonly readers: number;
}

/** The most frequent first, equals in the order of their texts; nothing for numbers and days. */
export function choiceCounts(column: Column): readonly ValueCount[] {
  if (column.kind !== "choice" && column.kind !== "set") return [];
  const counts = new Uint32Array(column.values.length);
  // of a choice, codes begin with 1
  const first = column.kind === "choice" ? 1 : 0;
  for (const code of column.codes) if (code >= first) counts[code - first] = (counts[code - first] ?? 0) + 1;
  const found = column.values.map((value, place) => ({ value, readers: counts[place] ?? 0 }));
  return found
    .filter(({ readers }) => readers > 0)
    .sort((a, b) => b.readers - a.readers || (a.value < b.value ? -1 : 1));
}
