/**
 * Whose card or other number a cell names. Keeps the keys of a library's readers and nothing else of them, so
 * that a hundred thousand take little room. Records that were merged are one person: what is written goes to
 * the smallest id, while the id that the number stands under stays the key, before and after a merge.
 */
import { foldCode } from "../../kernel/fold.ts";
import { mergedInto } from "../../model/readers/merged-into.ts";

export interface ReaderKeys {
  readonly id: string;
  readonly card?: string;
  readonly otherIds?: Readonly<Record<string, string>>;
  /** Merged into that record. */
  readonly as?: string;
  readonly gone?: 1;
}

export interface Who {
  /**
   * A whole number that stands for the record which has the key; null: nobody has it, `several`: more than one person.
   */
  find(code: string): number | "several" | null;
  /** The record that has the key. */
  keyOf(who: number): string;
  /** The person to whom new records belong. */
  personOf(who: number): string;
}

/** A place in `ids`, or several where readers share a key. */
type Places = number | number[];

export function createWho(readers: Iterable<ReaderKeys>): Who {
  const ids: string[] = [];
  const cards = new Map<string, Places>();
  const others = new Map<string, Places>();
  const edges: (readonly [string, string])[] = [];
  const add = (keys: Map<string, Places>, key: string, place: number): void => {
    const known = keys.get(key);
    if (known === undefined) keys.set(key, place);
    else if (typeof known === "number") keys.set(key, [known, place]);
    else known.push(place);
  };
  const alive = new Set<string>();
  for (const { id, card, otherIds = {}, as, gone } of readers) {
    if (as !== undefined) edges.push([id, as]);
    if (gone === 1) continue;
    const place = ids.push(id) - 1;
    alive.add(id);
    if (card !== undefined) add(cards, foldCode(card), place);
    for (const value of Object.values(otherIds)) add(others, foldCode(value), place);
  }
  const people = mergedInto(edges, alive);
  const personOf = (who: number): string => people.get(ids[who] ?? "") ?? ids[who] ?? "";

  return {
    find(code) {
      const key = foldCode(code);
      const places = cards.get(key) ?? others.get(key) ?? null;
      if (places === null || typeof places === "number") return places;
      const [first = 0, ...rest] = places.toSorted((a, b) => ((ids[a] ?? "") < (ids[b] ?? "") ? -1 : 1));
      return rest.every((place) => personOf(place) === personOf(first)) ? first : "several";
    },
    keyOf: (who) => ids[who] ?? "",
    personOf,
  };
}
