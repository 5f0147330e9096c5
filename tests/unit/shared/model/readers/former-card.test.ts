import { expect, it } from "vitest";
import { formerCardName, isFormerCard } from "#shared/model/readers/former-card.ts";

it("is told from other numbers by its name, in each language and as often as there are some", () => {
  const taken: Record<string, string> = { 学号: "2023001" };
  for (const locale of ["zh-CN", "zh-CN", "zh-TW", "en"]) taken[formerCardName(locale, taken)] = "1";
  expect(Object.keys(taken)).toEqual(["学号", "原证号", "原证号 2", "原證號", "Former card"]);
  expect(Object.keys(taken).filter(isFormerCard)).toEqual(["原证号", "原证号 2", "原證號", "Former card"]);
});
