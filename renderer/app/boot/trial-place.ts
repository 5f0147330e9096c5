/**
 * Where the trial library stands, by the language of the screen: in Taiwan for whoever reads traditional characters, on
 * the mainland for all others. On an English screen its readers have Chinese names, with their pinyin, and have said
 * what they said in Chinese.
 */
import type { DemoPlace } from "#shared/demo/demo-place.ts";
import type { StartInfo } from "#shared/host/device-calls.ts";
import { type Language, localeOf, pickLocale } from "../../i18n/locale.ts";

/** The language of the screen at this start. A browser knows the person's languages better than its host. */
export const languageAt = ({ settings, shell, locales }: StartInfo): Language =>
  settings.language ?? pickLocale(shell === "browser" ? navigator.languages : locales);

export const trialPlace = async (language: Language): Promise<DemoPlace> =>
  localeOf(language) === "zh-TW"
    ? (await import("#shared/demo/taiwan/taiwan-library.ts")).TAIWAN
    : (await import("#shared/demo/mainland/mainland-library.ts")).MAINLAND;
