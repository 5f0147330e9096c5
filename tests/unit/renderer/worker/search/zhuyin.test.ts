import { expect, it } from "vitest";
import { readZhuyin } from "../../../../../renderer/worker/search/zhuyin.ts";

it.each([
  ["ㄨㄤˊ", "wang", null],
  ["ㄨㄤˊ ㄒㄧㄠˇ ㄇㄧㄥˊ", "wangxiaoming", null],
  ["ㄌㄩˇ", "lv", null],
  ["ㄒㄩˊ", "xu", null],
  ["ㄓㄨㄥ", "zhong", null],
  ["ㄕˊ", "shi", "s"],
  ["ㄨㄒㄇ", null, "wxm"],
  ["ㄨㄤˊㄒ", null, "wx"],
] as const)("reads %s as %s, or as the beginnings %s", (typed, letters, initials) =>
  expect(readZhuyin(typed)).toEqual({ letters, initials }),
);

it.each(["wang", "王", "0912345678", "", "ㄨang"])("takes %j for no zhuyin", (typed) =>
  expect(readZhuyin(typed)).toBeNull(),
);
