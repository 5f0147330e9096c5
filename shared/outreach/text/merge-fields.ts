/**
 * What a text to readers can say of the one it goes to. The names that every template of the library has are those of
 * `text-templates.ts`; here stand the others. A text understands each name in every language of the program.
 */
import type { CodeNames } from "../../model/house.ts";
import { FIELD_NAMES } from "../../model/settings/text-templates.ts";

/** In which a text is written. */
export type TextLanguage = keyof CodeNames;
export const TEXT_LANGUAGES = ["zh-CN", "zh-TW", "en"] as const satisfies readonly TextLanguage[];

export const OUTREACH_FIELDS = [
  "salutation",
  "name",
  "lastVisit",
  "usualClass",
  "expires",
  "branch",
  "today",
  "colleague",
  "library",
  "libraryPhone",
] as const;
export type OutreachField = (typeof OUTREACH_FIELDS)[number];

/** One reader's words for the fields; a field of which nothing is known is absent. */
export type MergeValues = Readonly<Partial<Record<OutreachField, string>>>;

export const MERGE_NAMES: Readonly<Record<OutreachField, Readonly<Record<TextLanguage, string>>>> = {
  salutation: { "zh-CN": "称呼", "zh-TW": "稱呼", en: "salutation" },
  name: { "zh-CN": "姓名", "zh-TW": "姓名", en: "name" },
  lastVisit: { "zh-CN": "上次到馆", "zh-TW": "上次到館", en: "last visit" },
  usualClass: { "zh-CN": "常看类别", "zh-TW": "常看類別", en: "usual class" },
  expires: { "zh-CN": "证件到期", "zh-TW": "借閱證到期", en: "card expires" },
  branch: FIELD_NAMES.branch,
  today: FIELD_NAMES.today,
  colleague: FIELD_NAMES.colleague,
  library: FIELD_NAMES.library,
  libraryPhone: { "zh-CN": "图书馆电话", "zh-TW": "圖書館電話", en: "library phone" },
};

/** @param written as it stands between the braces; width, case and spaces around it are free */
export function mergeFieldOf(written: string): OutreachField | undefined {
  const plain = written.normalize("NFKC").trim().toLowerCase();
  return OUTREACH_FIELDS.find((field) => TEXT_LANGUAGES.some((language) => MERGE_NAMES[field][language] === plain));
}
