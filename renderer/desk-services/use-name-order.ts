/**
 * In which order readers' names stand: by their strokes for who reads traditional characters, and in an English screen
 * where the library is in Taiwan; else as they are read in pinyin.
 */
import type { Jurisdiction } from "#shared/model/house.ts";
import type { Locale } from "../i18n/locale.ts";
import { useLocale } from "../i18n/use-t.ts";
import type { NameOrder } from "../platform/worker/reader-list-api.ts";
import { useHouse } from "./use-house.ts";

export const nameOrderOf = (locale: Locale, place: Jurisdiction): NameOrder =>
  locale === "zh-TW" || (locale === "en" && place === "taiwan") ? "strokes" : "reading";

export const useNameOrder = (): NameOrder => nameOrderOf(useLocale(), useHouse().place);
