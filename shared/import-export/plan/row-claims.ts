import { canonicalJson } from "../../kernel/json.ts";
import type { DraftRow } from "../cells/draft.ts";
import type { SharedKey } from "./plan-row.ts";
import type { ReaderIndex } from "./reader-index.ts";

/**
 * Which rows of a file have a key: the first one, and later ones that are of somebody else. Rows are told by position.
 */
export interface RowClaims {
  /** Ascending from the first. */
  of(key: string): readonly number[];
  add(key: string, position: number, isOther: boolean): void;
  release(positions: ReadonlySet<number>): void;
}

const NONE: readonly number[] = [];

export function createRowClaims(): RowClaims {
  // hardly any key is that of two people, and half a million rows have keys
  const first = new Map<string, number>();
  const others = new Map<string, readonly number[]>();
  return {
    of(key) {
      const [owner, later] = [first.get(key), others.size === 0 ? NONE : (others.get(key) ?? NONE)];
      return owner === undefined ? later : [owner, ...later];
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

/** What a row can be found by: its numbers, then words that others may share; `known`: by which reader here it is. */
export function keysOfRow(
  draft: DraftRow,
  index: ReaderIndex,
): { readonly strong: readonly string[]; readonly weak: readonly string[]; readonly known: boolean } {
  const [found, other] = index.match(draft).sure;
  const known = found !== undefined && !index.isOther(draft, found);
  // two rows may find one reader by different keys
  const reader = known && other === undefined ? [`reader\n${found.id}`] : [];
  if (draft.id !== undefined) return { strong: [`id\n${draft.id}`, ...reader], weak: [], known };
  const keys = index.keysOf(draft);
  if (keys.strong.length > 0 || keys.weak.length > 0)
    return { strong: [...keys.strong, ...reader], weak: keys.weak, known };
  return { strong: reader, weak: [`row\n${canonicalJson(draft.values)}`], known };
}

export const sharedKey = (key: string): SharedKey =>
  key.startsWith("card\n") ? "card" : key.startsWith("reader\n") ? "reader" : "number";
