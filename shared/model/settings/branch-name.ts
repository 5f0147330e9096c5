/** Names and short codes of branches: which two may mean the same house, and which code is still free. */
import type { Branch } from "../house.ts";

/** One name, however it is spaced and whichever width its letters have. */
export const plainBranchName = (name: string): string => name.normalize("NFKC").replaceAll(/\s/g, "").toLowerCase();

/** What every branch is called besides its own name. */
const COMMON = /(?:图书馆|圖書館|分馆|分館|馆|館|branchlibrary|library|branch)+$/u;

/** The one house that the others belong to, by whichever word a list has for it. */
const MAIN = /^(?:总|總|本|主|中心|中央|main|central)$/u;

/** 西馆, 西分馆 and 西 may be one, and 总馆 and 本馆; a name that says nothing of its own is near to none. */
export function isNearBranchName(one: string, other: string): boolean {
  const [a, b] = [one, other].map((name) => plainBranchName(name).replace(COMMON, "").replace(MAIN, "main"));
  return a !== undefined && a !== "" && a === b;
}

/** `last-open`: the only branch that is open cannot close. */
export type BranchFault =
  | "no-name"
  | "no-code"
  | "last-open"
  | { readonly taken: "name" | "code"; readonly by: string };

/**
 * What is wrong with a branch as it is written; null: nothing.
 * @param others the branches that there are, those that are hidden too: their numbers stay given
 */
export function branchFault(
  { name, code }: { readonly name: string; readonly code: string },
  others: readonly Pick<Branch, "name" | "code">[],
): BranchFault | null {
  if (name.trim() === "") return "no-name";
  if (code.trim() === "") return "no-code";
  const called = (text: string | undefined): string => plainBranchName(text ?? "");
  const twin = others.find((other) => called(other.name) === called(name));
  if (twin !== undefined) return { taken: "name", by: twin.name ?? "" };
  const holder = others.find((other) => called(other.code) === called(code));
  return holder === undefined ? null : { taken: "code", by: holder.name ?? "" };
}

/**
 * Branches that were given one short code, as two desks may give it that have not heard of each other: their ids, in
 * order, a group each.
 */
export function sameCodes(branches: readonly (Pick<Branch, "code"> & { readonly id: string })[]): readonly string[][] {
  const byCode = new Map<string, string[]>();
  for (const { id, code = "" } of branches) {
    const plain = plainBranchName(code);
    if (plain !== "") byCode.set(plain, [...(byCode.get(plain) ?? []), id]);
  }
  return [...byCode.values()].filter((ids) => ids.length > 1).map((ids) => ids.toSorted());
}

/** Longest code of which a branch that nobody names one for is given the first. */
const LONGEST_MADE = 8;

/**
 * The short code of a branch that nobody has named one for: the first letters of its name, 西馆 XG, or else a free one
 * like it.
 * @param words of the name, in order; for a Chinese character its reading
 */
export function madeCode(words: readonly string[], others: readonly Pick<Branch, "code">[]): string {
  const first = (word: string): string => (/^\p{N}+$/u.test(word) ? word : (Array.from(word)[0] ?? ""));
  const code = words.map(first).join("").slice(0, LONGEST_MADE).toUpperCase() || "X";
  const isTaken = others.some((other) => plainBranchName(other.code ?? "") === plainBranchName(code));
  return isTaken ? freeCode(code, others) : code;
}

/** A code like the one given that none of the others has: CD2, CD3 … */
export function freeCode(code: string, others: readonly Pick<Branch, "code">[]): string {
  const taken = new Set(others.map((other) => plainBranchName(other.code ?? "")));
  for (let number = 2; ; number++) if (!taken.has(plainBranchName(`${code}${number}`))) return `${code}${number}`;
}
