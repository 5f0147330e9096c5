/** Of each row of a file, by position, which of a few names it has; one byte each, so that half a million rows fit. */
export interface RowMarks<T extends string> {
  get(position: number): T | null;
  set(position: number, name: T | null): void;
  /** Ascending. */
  positions(name: T): readonly number[];
  counts(): Record<T, number>;
}

export function createRowMarks<T extends string>(rows: number, names: readonly T[]): RowMarks<T> {
  const none = names.length;
  const marks = new Uint8Array(rows).fill(none);
  return {
    get: (position) => names[marks[position] ?? none] ?? null,
    set: (position, name) => {
      marks[position] = name === null ? none : names.indexOf(name);
    },
    positions(name) {
      const wanted = names.indexOf(name);
      return Array.from(marks.keys()).filter((position) => marks[position] === wanted);
    },
    counts() {
      const counts = new Array<number>(none + 1).fill(0);
      for (const mark of marks) counts[mark] = (counts[mark] ?? 0) + 1;
      return Object.fromEntries(names.map((name, order) => [name, counts[order] ?? 0])) as Record<T, number>; // every name is there
    },
  };
}
