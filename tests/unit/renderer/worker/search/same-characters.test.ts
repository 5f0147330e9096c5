import { expect, it } from "vitest";
import { createSameCharacters } from "../../../../../renderer/worker/search/same-characters.ts";
import { createSimplifier } from "../../../../../renderer/worker/simplify.ts";

const sameCharacters = createSameCharacters(createSimplifier());

it("tells for both scripts which characters mean those of a name, and the simplified ones", () => {
  expect(sameCharacters("陈")).toMatchObject({ 陳: "陈" });
  expect(sameCharacters("陳")).toEqual(sameCharacters("陈"));
  // several traditional characters may have become one
  expect(sameCharacters("发")).toMatchObject({ 發: "发", 髮: "发" });
});

it("says nothing of characters that stand in no name, and of those that are written alike", () => {
  expect(sameCharacters("")).toEqual({});
  expect(sameCharacters("林 Ann 𠮷")).toEqual({});
});
