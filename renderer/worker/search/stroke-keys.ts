/**
 * Names in the order of their strokes, as lists are ordered in Taiwan: 丁, 王, 李, 陳; names without Chinese characters
 * come last. A table of the few thousand characters in use is made once, and names are compared by it: to ask the
 * collator for each two of a hundred thousand names would take seconds.
 */
const HAN = /\p{Script=Han}/u;
/** What stands between the parts of a name. */
const BESIDE = /[\s·‧•∙⋅・．.]+/gu;
/** Greater than every rank. */
const LAST = "\uffff";

export interface StrokeKeys {
  /** Whether each of its characters has a rank. */
  knows(name: string): boolean;
  /** By code unit; @param readingKey what a name is ordered by where it has no Chinese character */
  of(name: string, readingKey: string): string;
}

/** @param names all that will be asked for: a character that stands in none of them has no rank */
export function createStrokeKeys(names: Iterable<string>): StrokeKeys {
  const characters = new Set<string>();
  for (const name of names) for (const character of settled(name)) characters.add(character);
  const collator = new Intl.Collator("zh-TW-u-co-stroke", { numeric: true });
  const ordered = [...characters].sort((a, b) => collator.compare(a, b) || (a < b ? -1 : 1));
  const ranks = new Map(ordered.map((character, at) => [character, String.fromCharCode(at + 1)]));
  return {
    knows: (name) => Array.from(settled(name)).every((character) => ranks.has(character)),
    of: (name, readingKey) =>
      HAN.test(name)
        ? Array.from(settled(name), (character) => ranks.get(character) ?? LAST).join("")
        : LAST + readingKey,
  };
}

const settled = (name: string): string => name.normalize("NFKC").toLowerCase().replace(BESIDE, "");
