/**
 * A reader of tables who adds and subtracts what they tell: all sums and differences of the cells, each taken once,
 * away, or not at all. Those that are a group of persons, each counted once, are what the tables tell.
 */

/** @param told of each cell the places of what it counts @returns groups by the places of what they count, none twice */
export function groupsTold(size: number, told: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const cells = withoutTwins(told);
  const groups = new Map<string, readonly number[]>();
  const at = new Int8Array(size);
  const look = (from: number): void => {
    if (from === cells.length) {
      if (at.every((times) => times === 0 || times === 1))
        groups.set(
          at.join(""),
          [...at.keys()].filter((place) => at[place] === 1),
        );
      return;
    }
    for (const times of [0, 1, -1]) {
      for (const place of cells[from] ?? []) at[place] = (at[place] ?? 0) + times;
      look(from + 1);
      for (const place of cells[from] ?? []) at[place] = (at[place] ?? 0) - times;
    }
  };
  look(0);
  return [...groups.values()];
}

const withoutTwins = (told: readonly (readonly number[])[]): readonly (readonly number[])[] => [...new Map(told.map((cell) => [cell.join(), cell])).values()];
