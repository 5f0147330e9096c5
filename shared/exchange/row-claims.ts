/** Which rows of a file have a key: the first one, and later ones that are of somebody else. Rows are told by position. */
export interface RowClaims {
  /** Ascending from the first. */
  of(key: string): readonly number[];
  add(key: string, position: number, isOther: boolean): void;
  release(positions: ReadonlySet<number>): void;
}

export function createRowClaims(): RowClaims {
  // hardly any key is that of two people, and half a million rows have keys
  const first = new Map<string, number>();
  const others = new Map<string, readonly number[]>();
  return {
    of(key) {
      const owner = first.get(key);
      return owner === undefined ? (others.get(key) ?? []) : [owner, ...(others.get(key) ?? [])];
    },
    add(key, position, isOther) {
      if (!first.has(key)) first.set(key, position);
      else if (isOther)
        others.set(
          key,
          [...(others.get(key) ?? []), position].toSorted((a, b) => a - b),
        );
    },
    release(positions) {
      for (const [key, owner] of first) if (positions.has(owner)) first.delete(key);
      for (const [key, owners] of others)
        others.set(
          key,
          owners.filter((owner) => !positions.has(owner)),
        );
    },
  };
}
