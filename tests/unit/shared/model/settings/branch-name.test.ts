import { expect, it } from "vitest";
import { branchFault, freeCode, isNearBranchName, madeCode, sameCodes } from "#shared/model/settings/branch-name.ts";

it.each<[one: string, other: string, isNear: boolean]>([
  ["西馆", "西分馆", true],
  ["西館", "西分館", true],
  ["东门图书馆", "东门", true],
  ["West Branch", "west library", true],
  ["Ｗｅｓｔ", "West Branch Library", true],
  ["西馆", "西门馆", false],
  ["总馆", "分馆", false],
  ["总馆", "总分馆", true],
  ["總館", "本馆", true],
  ["Main Library", "中心馆", true],
  ["本馆", "西馆", false],
  // a name that says nothing of its own
  ["分馆", "图书馆", false],
])("%s and %s may be one: %s", (one, other, isNear) => {
  expect(isNearBranchName(one, other)).toBe(isNear);
  expect(isNearBranchName(other, one)).toBe(isNear);
});

it("wants a name and a code that no other branch has, however they are spaced", () => {
  const others = [{ name: "城东馆", code: "CD" }, {}];
  expect(branchFault({ name: " ", code: "X" }, others)).toBe("no-name");
  expect(branchFault({ name: "西馆", code: "" }, others)).toBe("no-code");
  expect(branchFault({ name: "城东 馆", code: "X" }, others)).toEqual({ taken: "name", by: "城东馆" });
  expect(branchFault({ name: "西馆", code: "ｃｄ" }, others)).toEqual({ taken: "code", by: "城东馆" });
  expect(branchFault({ name: "西馆", code: "XG" }, others)).toBeNull();
});

it("finds branches of one short code, however it is written, and a free one like it", () => {
  const branches = [
    { id: "b", code: "CD" },
    { id: "a", code: "ｃｄ" },
    { id: "c", code: "CD2" },
    { id: "d" },
    { id: "e", code: " " },
    { id: "f" },
  ];
  expect(sameCodes(branches)).toEqual([["a", "b"]]);
  expect(sameCodes([])).toEqual([]);
  expect(freeCode("CD", branches)).toBe("CD3");
  expect(freeCode("XG", branches)).toBe("XG2");
});

it("gives a branch that nobody has named a code for the first letters of its name, or a free code like it", () => {
  expect(madeCode(["xi", "guan"], [])).toBe("XG");
  expect(madeCode(["xi", "guan"], [{ code: "ｘｇ" }])).toBe("XG2");
  expect(madeCode(["west", "Branch"], [{}])).toBe("WB");
  expect(madeCode(["di", "12", "fen", "guan"], [])).toBe("D12FG");
  expect(madeCode([], [{ code: "CD" }])).toBe("X");
});
