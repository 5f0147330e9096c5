import { expect, test } from "vitest";
import { TEXT_LANGUAGES } from "#shared/outreach/text/merge-fields.ts";
import { textLanguageOf } from "#shared/outreach/text/spoken-language.ts";

const HERE = [...TEXT_LANGUAGES];

test.each([
  ["zh-CN", "zh-CN zh-Hans-SG 简体中文 简体 汉语 普通话 国语 华语 中国话 simplified-chinese"],
  [
    "zh-TW",
    "zh-TW zh-Hant zh-Hant-HK zh-MO 繁體中文 繁体中文 繁體 正體中文 國語 台語 臺語 粵語 華語 漢語 traditional-chinese",
  ],
  ["en", "en en-US eng English 英语 英語 英文 ENGLISH"],
] as const)("whoever speaks %s is written to in it, wherever the library is", (wanted, names) => {
  for (const name of names.split(" "))
    expect([name, ...HERE.map((here) => textLanguageOf(name, here))]).toEqual([name, wanted, wanted, wanted]);
});

test("Chinese of no script is the place's own, and a language that is not written the place's", () => {
  for (const name of ["zh", "中文", "Chinese", "Mandarin", " chi "])
    expect(HERE.map((here) => textLanguageOf(name, here))).toEqual(["zh-CN", "zh-TW", "zh-CN"]);
  for (const name of [undefined, "", "日语", "日語", "法文", "韩国语", "维吾尔语", "ko", "Français", "French"])
    expect(HERE.map((here) => textLanguageOf(name, here))).toEqual(HERE);
});
