/** Recognises the name of a column. */

import { CARD_OR_IDENTITY_NAMES, COLUMN_NAMES, COMMUNITY_NAMES, WITHHELD_NAMES } from "./column-names.ts";
import { consentOfHeader } from "./consent-header.ts";
import type { Target, Withheld } from "./targets.ts";

export type HeaderMatch = { readonly target: Target } | { readonly withheld: Withheld };

/** Width, case, spaces and punctuation do not matter. */
export const foldHeader = (header: string): string =>
  header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}\p{Cc}\p{Cf}]/gu, "");

/** Lists of words, parted by spaces → whose list each word stands in. */
export const idsByWord = <K extends string>(words: Readonly<Record<K, string>>): ReadonlyMap<string, K> =>
  new Map(
    Object.entries<string>(words).flatMap(([id, list]) =>
      list.split(" ").map((word) => [foldHeader(word), id as K] as const),
    ),
  ); // Object.entries forgets the keys

const TARGET_BY_WORD = idsByWord(COLUMN_NAMES);
const WITHHELD_BY_WORD = idsByWord(WITHHELD_NAMES);

/** What is found for the name of a column, or for the name without a remark: 手机（必填） is 手机. */
function findByHeader<T>(header: string, find: (word: string) => T | undefined): T | null {
  return (
    find(foldHeader(header)) ?? find(foldHeader(header.normalize("NFKC").replace(/[([【].*?[)\]】]/gu, ""))) ?? null
  );
}

/** Whether what goes by this name is never taken: identity numbers, religion, passwords. */
export const isWithheld = (name: string): boolean => findByHeader(name, (word) => WITHHELD_BY_WORD.get(word)) !== null;

const COMMUNITIES = idsByWord({ community: COMMUNITY_NAMES });

export const isCommunity = (header: string): boolean => findByHeader(header, (word) => COMMUNITIES.get(word)) !== null;

const CARDS_OR_IDENTITIES = idsByWord({ either: CARD_OR_IDENTITY_NAMES });

/** Whether a column of this name holds cards or identity numbers, which only its cells tell. */
export const isCardOrIdentity = (header: string): boolean =>
  findByHeader(header, (word) => CARDS_OR_IDENTITIES.get(word)) !== null;

/** What a column's name means, by words; what is never taken comes first. */
export const headerMatcher =
  <T, W>(targets: ReadonlyMap<string, T>, withheldWords: ReadonlyMap<string, W>) =>
  (header: string): { readonly target: T } | { readonly withheld: W } | null =>
    findByHeader<{ readonly target: T } | { readonly withheld: W }>(header, (word) => {
      const withheld = withheldWords.get(word);
      const target = targets.get(word);
      return withheld !== undefined ? { withheld } : target !== undefined ? { target } : undefined;
    });

const matchWord = headerMatcher(TARGET_BY_WORD, WITHHELD_BY_WORD);

export function matchHeader(header: string): HeaderMatch | null {
  const consent = findByHeader(header, consentOfHeader);
  return matchWord(header) ?? (consent === null ? null : { target: consent });
}
