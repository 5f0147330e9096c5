/** The best few of many, in order, without sorting the many. */

/**
 * @param groups candidates, best group first; inside a group `compare` decides
 * @returns at most `limit` of them; the order does not depend on the order inside the groups as long as
 * `compare` is total
 */
export function firstRanked(
  groups: readonly (readonly number[])[],
  limit: number,
  compare: (a: number, b: number) => number,
): readonly (readonly number[])[] {
  let room = limit;
  return groups.map((group) => {
    const best = room > 0 ? smallest(group, room, compare) : [];
    room -= best.length;
    return best;
  });
}

function smallest(all: readonly number[], count: number, compare: (a: number, b: number) => number): readonly number[] {
  if (all.length <= count) return all.toSorted(compare);
  const best: number[] = [];
  for (const candidate of all) {
    const worst = best[best.length - 1];
    if (best.length === count && worst !== undefined && compare(candidate, worst) >= 0) continue;
    best.splice(placeOf(best, candidate, compare), 0, candidate);
    if (best.length > count) best.pop();
  }
  return best;
}

function placeOf(sorted: readonly number[], candidate: number, compare: (a: number, b: number) => number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(sorted[middle] ?? 0, candidate) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
