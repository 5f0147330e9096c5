import { expect, test } from "vitest";
import type { Reader } from "#shared/model/reader.ts";
import { addresseeOf, salutationOf } from "#shared/outreach/text/salutation.ts";

const TODAY = "2026-11-24";
const said = (reader: Reader, toGuardian = false) =>
  (["zh-CN", "zh-TW", "en"] as const).map((language) => salutationOf(reader, language, TODAY, toGuardian));

test.each<[string, Reader, ReturnType<typeof said>]>([
  ["a man", { name: "王小明", gender: "male" }, ["王先生", "王先生", "王小明"]],
  ["a woman", { name: "欧阳雪", gender: "female" }, ["欧阳女士", "欧阳女士", "欧阳雪"]],
  ["a young woman", { name: "林怡君", gender: "female", birthDate: "2001-05-05" }, ["林女士", "林小姐", "林怡君"]],
  ["of whom no gender is known", { name: "王小明" }, [undefined, undefined, "王小明"]],
  ["a teacher", { name: "李四", category: "teacher" }, ["李老师", "李老師", "李四"]],
  ["a professor", { name: "张三", position: "副教授", gender: "female" }, ["张教授", "张教授", "张三"]],
  ["a child", { name: "陈一诺", birthDate: "2018-11-25" }, ["陈一诺小朋友", "陈一诺小朋友", "陈一诺"]],
  ["a child by its card", { name: "陈一诺", category: "child" }, ["陈一诺小朋友", "陈一诺小朋友", "陈一诺"]],
  ["a pupil", { name: "赵磊", ageBand: "13-17", gender: "male" }, ["赵磊同学", "赵磊同學", "赵磊"]],
  [
    "a name of two parts",
    { name: "阿卜杜热合曼·依木", gender: "male" },
    ["阿卜杜热合曼·依木先生", "阿卜杜热合曼·依木先生", "阿卜杜热合曼·依木"],
  ],
  [
    "a western name",
    { name: "Mary Jane Smith", familyName: "Smith", gender: "female" },
    ["Mary Jane Smith女士", "Mary Jane Smith女士", "Ms Smith"],
  ],
  ["a western name alone", { name: "John Doe", gender: "male" }, ["John Doe先生", "John Doe先生", "John Doe"]],
  ["nobody", { name: " \n" }, [undefined, undefined, undefined]],
])("%s is addressed", (_, reader, words) => expect(said(reader)).toEqual(words));

test("whoever answers for a child is addressed through it", () =>
  expect(said({ name: "陈一诺", preferredName: "诺诺" }, true)).toEqual([
    "诺诺的家长",
    "诺诺的家長",
    "parent or guardian of 诺诺",
  ]));

test("on an envelope a name stands whole, with a title where one is known", () => {
  expect(addresseeOf({ name: "王小明", gender: "male" }, "zh-CN")).toBe("王小明 先生 收");
  expect(addresseeOf({ name: "林怡君" }, "zh-TW")).toBe("林怡君 收");
  expect(addresseeOf({ name: "陈一诺" }, "zh-CN", true)).toBe("陈一诺的家长 收");
  expect(addresseeOf({ name: "Mary Smith", gender: "female" }, "en")).toBe("Mary Smith");
  expect(addresseeOf({ name: "Ben Smith" }, "en", true)).toBe("The parent or guardian of Ben Smith");
});
