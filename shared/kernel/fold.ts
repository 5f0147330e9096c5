/**
 * Folds what was typed and what is stored to one form, so that 張 finds 张, ｚ finds Z and Müller finds
 * Muller. Only for comparing: stored and shown text stays as it was written. Folding twice changes
 * nothing, and a part of a folded text folds to itself, so that any part of a name finds it.
 */

import { withoutExtension } from "./phone-extension.ts";

/** One character to its simplified form; others stay. Phrases would make a part fold unlike the whole. */
export type CharMap = (char: string) => string;

/** Spaces, controls, variation selectors and joiners, and every dot that stands between parts of a name. */
const LEFT_OUT_OF_NAMES = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}.·‧•∙⋅・]/gu;
const LEFT_OUT_OF_CODES = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}]/gu;
const MARK_ON_LETTER = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{Mn}+/gu;
/** Letters that Unicode does not take apart. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  æ: "ae",
  œ: "oe",
  ı: "i",
};
const SPECIAL_LETTER = /[ßøłđðþæœı]/g;
const CURLY_APOSTROPHE = /[‘’ʼ]/g;
const PLAIN_CODE = /^[!-~]*$/;
const ONLY_HAN = /^\p{Unified_Ideograph}+$/u;

/** A name: width, case, accents, traditional forms, spaces and dots do not matter. */
export function foldName(text: string, toSimplified: CharMap): string {
  // nearly every name; the long way takes ten times as long
  if (ONLY_HAN.test(text)) return mapChars(text, toSimplified);
  return mapChars(settle(text, foldLetters), toSimplified);
}

/** A card number or another id: width, case and spaces do not matter, leading zeros and dashes do. */
export const foldCode = (text: string): string =>
  PLAIN_CODE.test(text)
    ? text.toLowerCase()
    : settle(text, (value) => value.normalize("NFKC").toLowerCase().replace(LEFT_OUT_OF_CODES, ""));

/** The digits of a telephone number, whatever they were grouped with; an extension is none of them. */
export const foldPhone = (text: string): string =>
  /^[0-9]*$/.test(text) ? text : withoutExtension(text.normalize("NFKC")).replace(/[^0-9]/g, "");

const foldLetters = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(LEFT_OUT_OF_NAMES, "")
    .replace(MARK_ON_LETTER, "")
    .replace(CURLY_APOSTROPHE, "'")
    .normalize("NFKC")
    .replace(SPECIAL_LETTER, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replace(LEFT_OUT_OF_NAMES, "");

/** Decomposing may bring to light what is to be left out; a second round is nearly always the last. */
function settle(text: string, step: (text: string) => string): string {
  let last = text;
  for (let next = step(text); next !== last; next = step(next)) last = next;
  return last;
}

function mapChars(text: string, map: CharMap): string {
  let mapped = "";
  for (const char of text) mapped += map(char);
  return mapped;
}
