/**
 * Several values in one cell of our own exports: `a; b`, and `scheme=value; scheme=value`. A backslash
 * protects what would part them, so that every value comes back as it was.
 */
const EMPTY = "\\e";

export const joinList = (items: readonly string[]): string =>
  items.map((item) => (item === "" ? EMPTY : protect(item))).join("; ");

export const joinPairs = (pairs: Readonly<Record<string, string>>): string =>
  Object.entries(pairs)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${protect(key)}=${protect(value)}`)
    .join("; ");

export const splitList = (cell: string): readonly string[] =>
  parts(cell, ";").map((part) => (part === EMPTY ? "" : unprotect(part)));

/** @returns null where a part has no key */
export function splitPairs(cell: string): readonly (readonly [string, string])[] | null {
  const pairs: (readonly [string, string])[] = [];
  for (const part of parts(cell, ";")) {
    const [key, ...rest] = splitAt(part, "=");
    if (key === undefined || rest.length === 0) return null;
    pairs.push([unprotect(key), unprotect(rest.join("="))]);
  }
  return pairs;
}

const protect = (text: string): string => text.replace(/[\\;={]/g, (char) => `\\${char}`);
const unprotect = (text: string): string => text.replace(/\\(.)/gsu, "$1");

/** The space behind a mark belongs to the mark. */
const parts = (cell: string, mark: string): readonly string[] =>
  splitAt(cell, mark).map((part, order) => (order > 0 && part.startsWith(" ") ? part.slice(1) : part));

function splitAt(text: string, mark: string): readonly string[] {
  const found: string[] = [];
  let part = "";
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === "\\") part += char + text.charAt(++at);
    else if (char === mark) {
      found.push(part);
      part = "";
    } else part += char;
  }
  return [...found, part];
}
