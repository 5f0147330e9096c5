import { expect, test } from "vitest";
import { nameLang } from "../../../../renderer/words/name-lang.ts";

test.each([
  ["张素琴", "mainland", "zh-CN"],
  ["張素琴", "taiwan", "zh-TW"],
  ["張素琴", "other", undefined],
  ["山田はな", "taiwan", "ja"],
  ["김민수", "mainland", "ko"],
  ["ئابدۇللا", "mainland", "und-Arab"],
  ["བསྟན་འཛིན", "mainland", "bo"],
  ["Ann Lee", "taiwan", "und-Latn"],
  ["Bo 王", "mainland", "zh-CN"],
  ["", "mainland", undefined],
  ["12 😀", "mainland", undefined],
] as const)("the name %s in a library of %s is written in %s", (name, place, lang) => {
  expect(nameLang(name, place)).toBe(lang);
});
