import type { CodeNames } from "./house.ts";

/**
 * The purposes of a service record that every library starts with, in the order of the desk's ten keys:
 * codes of the list `purpose`, named there. A library may hide or add some; these ids stay.
 */
export const PURPOSES = [
  "directional",
  "reference",
  "find",
  "card",
  "equipment",
  "digital",
  "complaint",
  "suggestion",
  "praise",
  "other",
] as const;
export type Purpose = (typeof PURPOSES)[number];

export const isPurpose = (code: string): code is Purpose => (PURPOSES as readonly string[]).includes(code); // widened only to ask

/** Opinions that come by mail alone are purposes of their service records too, and stand in no library's list. */
export const UNLISTED_PURPOSES: ReadonlyMap<string, CodeNames> = new Map([
  ["question", { "zh-CN": "询问", "zh-TW": "詢問", en: "Question" }],
  ["personal-information", { "zh-CN": "个人信息", "zh-TW": "個人資料", en: "Personal information" }],
]);

/** Purposes that are opinions: logged through the one sheet, never by a bare key. */
export const OPINION_PURPOSES = ["complaint", "suggestion", "praise"] as const satisfies readonly Purpose[];
export type OpinionPurpose = (typeof OPINION_PURPOSES)[number];

export const isOpinionPurpose = (code: string): code is OpinionPurpose =>
  (OPINION_PURPOSES as readonly string[]).includes(code); // widened only to ask
