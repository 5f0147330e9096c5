/**
 * Who was merged into whom, as far as the search must know: one person has one entry, and is found by the old cards,
 * numbers and names of every record that was merged into hers.
 */
import { survivorOf } from "#shared/replication/rows/alias.ts";

interface MergedReaders {
  /**
   * Takes in whom a reader is merged into now; undefined for nobody.
   * @returns the first of every person whose entry must be made anew; empty where no merge has to do with it
   */
  take(id: string, as: string | undefined): readonly string[];
  /** Whoever is merged into nobody; of a circle, which no desk makes but two may, the smallest. */
  firstOf(id: string): string;
  /** All that were merged into a reader, directly or not, smallest id first. */
  below(id: string): readonly string[];
  /** For the pack. */
  pairs(): Readonly<Record<string, string>>;
}

export function createMergedReaders(pairs: Readonly<Record<string, string>> = {}): MergedReaders {
  const target = new Map(Object.entries(pairs));
  const into = new Map<string, Set<string>>();
  for (const [id, as] of target) add(id, as);

  function add(id: string, as: string): void {
    into.set(as, (into.get(as) ?? new Set()).add(id));
  }

  const below = (id: string): readonly string[] => {
    const found = new Set<string>();
    const open = [id];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const one of into.get(next) ?? []) if (one !== id && !found.has(one)) open.push(found.add(one) && one);
    }
    return [...found].sort();
  };

  const first = (id: string): string => survivorOf(id, target);

  return {
    take(id, as) {
      const before = target.get(id);
      if (before === undefined && as === undefined && !into.has(id)) return [];
      const firstBefore = first(id);
      if (before !== undefined) {
        into.get(before)?.delete(id);
        if (into.get(before)?.size === 0) into.delete(before);
        target.delete(id);
      }
      if (as !== undefined) {
        target.set(id, as);
        add(id, as);
      }
      return [...new Set([firstBefore, first(id)])];
    },
    firstOf: first,
    below,
    pairs: () => Object.fromEntries(target),
  };
}
