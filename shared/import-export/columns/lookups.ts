/** Names ↔ codes of the lists that a reader refers to, in every language, for reading and for writing files. */
import type { CharMap } from "../../kernel/fold.ts";
import { usualCategory } from "../cells/value-words.ts";
import { foldHeader } from "./match-header.ts";

export interface NamedCode {
  /** What the record holds: a category's code, a branch's id. */
  readonly code: string;
  /** In every language, the branch's short code among them. */
  readonly names: readonly string[];
}

export interface Lookup {
  /** By code or by any name; undefined where nothing fits. */
  find(text: string): string | undefined;
  readonly codes: readonly NamedCode[];
}

/** @param toSimplified 西館 is 西馆, where no entry is written just so */
export function createLookup(
  codes: readonly NamedCode[],
  toSimplified: CharMap = (char) => char,
  usual?: (text: string) => string | undefined,
): Lookup {
  const inOneScript = (word: string): string => Array.from(word, toSimplified).join("");
  const byWord = new Map<string, string>();
  for (const { code, names } of codes)
    for (const name of names) if (!byWord.has(foldHeader(name))) byWord.set(foldHeader(name), code);
  for (const { code } of codes) byWord.set(foldHeader(code), code);
  const byScript = new Map([...byWord].toReversed().map(([word, code]) => [inOneScript(word), code]));
  return {
    codes,
    find(text) {
      const word = foldHeader(text);
      const found = byWord.get(word) ?? byScript.get(inOneScript(word));
      if (found !== undefined) return found;
      const likely = usual?.(text);
      return likely !== undefined && byWord.has(foldHeader(likely)) ? likely : undefined;
    },
  };
}

export const createCategoryLookup = (codes: readonly NamedCode[], toSimplified?: CharMap): Lookup =>
  createLookup(codes, toSimplified, usualCategory);

/** A category or a branch that a file brings along. */
export interface NewEntry {
  readonly list: "category" | "branch";
  readonly code: string;
  readonly name: string;
}

/** Its code is equal on every desk. */
export function newEntry(list: NewEntry["list"], name: string): NewEntry {
  const code = [...foldHeader(name)].slice(0, 60).join("") || "other";
  return { list, code: list === "branch" ? `branch-${code}` : code, name };
}
