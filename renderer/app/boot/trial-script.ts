/**
 * The trial library in the script of the screen: its names and texts are written in simplified characters, and are
 * turned into traditional ones, with the words of Taiwan, for whoever reads these. On an English screen they stay as
 * they are, with their pinyin: readers of a Chinese library have Chinese names.
 */
import type { StartInfo } from "#shared/host/device-calls.ts";
import { type Language, localeOf, pickLocale } from "../../i18n/locale.ts";

export type InScript = <T>(value: T) => T;

/** The language of the screen at this start. A browser knows the person's languages better than its host. */
export const languageAt = ({ settings, shell, locales }: StartInfo): Language =>
  settings.language ?? pickLocale(shell === "browser" ? navigator.languages : locales);

const asWritten: InScript = (value) => value;

/** Texts wherever they stand in a value, also as the names of its parts. */
export async function trialScript(language: Language): Promise<InScript> {
  if (localeOf(language) !== "zh-TW") return asWritten;
  const { createTraditional } = await import("../../worker/traditional.ts");
  const convert = createTraditional();
  const turn = (value: unknown): unknown => {
    if (typeof value === "string") return /\p{Script=Han}/u.test(value) ? convert(value) : value;
    if (Array.isArray(value)) return value.map(turn);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [turn(name), turn(part)]));
  };
  // as it was, but for the characters
  return <T>(value: T): T => turn(value) as T;
}
