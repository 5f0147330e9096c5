/**
 * The library's use in memory: readers in an order that changes as little as possible, so that what was worked out by
 * their places stays right for all but those that have changed.
 */
import type { BusyDays } from "./busy-days.ts";
import type { ReaderRead } from "./read-library-use.ts";
import type { ReaderUse } from "./reader-use.ts";

export interface LibraryUse {
  readonly readers: readonly ReaderUse[];
  readonly busy: BusyDays;
}

export interface HeldUse {
  readonly use: LibraryUse;
  readonly has: (id: string) => boolean;
  readonly of: (id: string) => ReaderUse | undefined;
  readonly with: (readers: readonly ReaderRead[], busy: BusyDays, days: Iterable<number>) => void;
}

/**
 * @param readers ascending by id: they are found by halving, since a map of a hundred thousand takes longer than all
 * that is read again
 */
export function holdUse({ readers, busy }: LibraryUse): HeldUse {
  let held: LibraryUse = { readers, busy };
  /** Where those stand who have come or moved since; undefined for those who have gone. */
  const moved = new Map<string, number | undefined>();
  const placeOf = (id: string): number | undefined => (moved.has(id) ? moved.get(id) : placeIn(readers, id));
  return {
    get use() {
      return held;
    },
    has: (id) => placeOf(id) !== undefined,
    of: (id) => held.readers[placeOf(id) ?? -1],
    with(changed, counted, days) {
      const next = [...held.readers];
      for (const { id, use } of changed) {
        const place = placeOf(id);
        if (use !== null) {
          next[place ?? next.length] = use;
          if (place === undefined) moved.set(id, next.length - 1);
        } else if (place !== undefined) {
          // the last one takes the place: all others keep theirs
          const last = next.pop();
          moved.set(id, undefined);
          if (last !== undefined && last.id !== id) {
            next[place] = last;
            moved.set(last.id, place);
          }
        }
      }
      const all = new Map(held.busy);
      for (const day of days) {
        const of = counted.get(day);
        if (of === undefined) all.delete(day);
        else all.set(day, of);
      }
      held = { readers: next, busy: all };
    },
  };
}

function placeIn(readers: readonly ReaderUse[], id: string): number | undefined {
  let [low, high] = [0, readers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((readers[middle]?.id ?? "") < id) low = middle + 1;
    else high = middle;
  }
  return readers[low]?.id === id ? low : undefined;
}
