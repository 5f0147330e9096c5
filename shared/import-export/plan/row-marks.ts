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
  /** By name; asked for after each slice of a long list. */
  const counted = new Array<number>(none + 1).fill(0);
  counted[none] = rows;
  return {
    get: (position) => names[marks[position] ?? none] ?? null,
    set: (position, name) => {
      const [before = none, after] = [marks[position], name === null ? none : names.indexOf(name)];
      marks[position] = after;
      counted[before] = (counted[before] ?? 0) - 1;
      counted[after] = (counted[after] ?? 0) + 1;
    },
    positions(name) {
      const wanted = names.indexOf(name);
      return Array.from(marks.keys()).filter((position) => marks[position] === wanted);
    },
    counts: () => Object.fromEntries(names.map((name, order) => [name, counted[order] ?? 0])) as Record<T, number>, // every name is there
  };
}
