/**
 * The library's use in memory: readers in an order that changes as little as possible, so that what was worked out by
 * their places stays right for all but those that have changed.
 */
import type { BusyDays } from "./busy-days.ts";
import type { ReaderRead } from "./read-use.ts";
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

export function holdUse({ readers, busy }: LibraryUse): HeldUse {
  let held: LibraryUse = { readers, busy };
  const places = new Map(readers.map(({ id }, place) => [id, place]));
  return {
    get use() {
      return held;
    },
    has: (id) => places.has(id),
    of: (id) => held.readers[places.get(id) ?? -1],
    with(changed, counted, days) {
      const next = [...held.readers];
      for (const { id, use } of changed) {
        const place = places.get(id);
        if (use !== null) {
          next[place ?? next.length] = use;
          places.set(id, place ?? next.length - 1);
        } else if (place !== undefined) {
          // the last one takes the place: all others keep theirs
          const last = next.pop();
          places.delete(id);
          if (last !== undefined && last.id !== id) {
            next[place] = last;
            places.set(last.id, place);
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
