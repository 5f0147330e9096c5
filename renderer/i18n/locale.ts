/** The languages of the screen, and which one a computer's language tags ask for. */
export const LOCALES = ["zh-CN", "zh-TW", "en"] as const;
export type Locale = (typeof LOCALES)[number];
/** Each in its own language, whatever the screen speaks: nobody is locked out of a wrong one. */
export const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = {
  "zh-CN": "简体中文",
  "zh-TW": "繁體中文",
  en: "English",
};

/** `pseudo` is English made long and accented, to find what is cut off or not translated. */
export type Language = Locale | "pseudo";

/** The locale whose words, numbers and dates a language uses. */
export const localeOf = (language: Language): Locale => (language === "pseudo" ? "en" : language);

/** The `lang` attribute of the page. */
export const languageTag = (language: Language): string => (language === "pseudo" ? "en-x-pseudo" : language);

const TRADITIONAL = /^zh-(hant|tw|hk|mo)/i;

/** The first language tag that we speak decides; Hong Kong and Macau read the Taiwanese words. */
export function pickLocale(tags: readonly string[]): Locale {
  for (const tag of tags) {
    if (TRADITIONAL.test(tag)) return "zh-TW";
    if (/^zh\b/i.test(tag)) return "zh-CN";
    if (/^en\b/i.test(tag)) return "en";
  }
  return "en";
}
