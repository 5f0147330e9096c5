/** Recognises the name of a column. */
import { HEADER_WORDS, WITHHELD_WORDS } from "./header-words.ts";
import type { Target, Withheld } from "./targets.ts";

export type HeaderMatch = { readonly target: Target } | { readonly withheld: Withheld };

/** Width, case, spaces and punctuation do not matter. */
export const foldHeader = (header: string): string =>
  header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}\p{Cc}\p{Cf}]/gu, "");

const entries = <K extends string>(words: Readonly<Record<K, string>>): readonly (readonly [string, K])[] =>
  Object.entries<string>(words).flatMap(([id, list]) => list.split(" ").map((word) => [word, id as K] as const)); // Object.entries forgets the keys

const TARGET_BY_WORD: ReadonlyMap<string, Target> = new Map(entries(HEADER_WORDS));
const WITHHELD_BY_WORD: ReadonlyMap<string, Withheld> = new Map(entries(WITHHELD_WORDS));

export function matchHeader(header: string): HeaderMatch | null {
  // "手机（必填）" is 手机
  for (const text of [header, header.normalize("NFKC").replace(/[([【].*?[)\]】]/gu, "")]) {
    const word = foldHeader(text);
    const withheld = WITHHELD_BY_WORD.get(word);
    if (withheld !== undefined) return { withheld };
    const target = TARGET_BY_WORD.get(word);
    if (target !== undefined) return { target };
  }
  return null;
}
