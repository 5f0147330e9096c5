/** A file's name of words: what it shows, of which branch and time. Chinese and figures stand without a gap. */
const GAP = /(?<=\d) (?=\p{Script=Han})|(?<=\p{Script=Han}) (?=\d)/gu;
// what some system takes in no name
// biome-ignore lint/suspicious/noControlCharactersInRegex: such are no part of a name either
const NOT_IN_NAMES = /[\u0000-\u001f\\/:*?"<>|]/g;

export const fileWords = (...parts: readonly string[]): string =>
  parts
    .map((part) => part.replace(GAP, "").replace(NOT_IN_NAMES, "-").trim())
    .filter((part) => part !== "")
    .join(" ");
