/** In which language a name is written, as far as its script tells: it draws and reads its characters. */
import type { Jurisdiction } from "#shared/model/house.ts";

/** The first that a name has a letter of decides: kana stands beside Han characters, and says what they are. */
const SCRIPTS = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, "ja"],
  [/\p{Script=Hangul}/u, "ko"],
  [/\p{Script=Bopomofo}/u, "zh-TW"],
  [/\p{Script=Tibetan}/u, "bo"],
  [/\p{Script=Mongolian}/u, "mn-Mong"],
  [/\p{Script=Arabic}/u, "und-Arab"],
  [/\p{Script=Cyrillic}/u, "und-Cyrl"],
] as const;
const LATIN = /\p{Script=Latin}/u;
const HAN = /\p{Script=Han}/u;

/**
 * @param place where the library is: one character is drawn in two ways, and its readers' names stand in the way of the
 * place; elsewhere in that of the screen
 * @returns undefined where nothing is known
 */
export function nameLang(name: string, place: Jurisdiction): string | undefined {
  const found = SCRIPTS.find(([script]) => script.test(name))?.[1];
  if (found !== undefined) return found;
  if (HAN.test(name)) return place === "taiwan" ? "zh-TW" : place === "mainland" ? "zh-CN" : undefined;
  return LATIN.test(name) ? "und-Latn" : undefined;
}
