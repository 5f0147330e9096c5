import { describe, expect, it } from "vitest";
import type { Reader } from "#shared/model/reader.ts";
import {
  allFrom,
  countPicks,
  fieldsOfPair,
  firstPicks,
  unlikeParts,
} from "../../../../../renderer/features/readers/duplicates/pair-choice.ts";

const TODAY = "2026-11-25";
const LEFT: Reader = { name: "陈桂芳", familyName: "陈", card: "1", category: "senior", gender: "female", tags: ["a"] };
const RIGHT: Reader = { name: "陈桂芳", familyName: "陈", card: "2", organisation: "三小", gender: "female" };
const seen = (reader: Reader, lastSeen?: number) => ({ reader, lastSeen });

describe("the fields of two records", () => {
  it("are to be chosen where both know another value, kept where one knows it alone, and the same in a sentence", () => {
    expect(fieldsOfPair(LEFT, RIGHT)).toEqual({
      differing: [
        { field: "card", only: null },
        { field: "category", only: "left" },
        { field: "organisation", only: "right" },
      ],
      same: ["name", "gender"],
    });
    const born = fieldsOfPair({ ...LEFT, birthDate: "1958-01-01" }, { ...RIGHT, birthDate: "1985-01-01" });
    expect(born.differing[0]).toEqual({ field: "birthDate", only: null });
  });

  it("are counted by side, and what is still open", () => {
    const fields = fieldsOfPair(LEFT, RIGHT);
    expect(countPicks(fields, {})).toEqual({ left: 1, right: 1, open: 1 });
    expect(countPicks(fields, allFrom("right", fields))).toEqual({ left: 1, right: 2, open: 0 });
  });
});

describe("what is chosen beforehand", () => {
  it("is nothing where the birth dates differ", () => {
    const [a, b] = [
      { ...LEFT, birthDate: "1958-01-01" },
      { ...RIGHT, birthDate: "1985-01-01" },
    ];
    expect(firstPicks(seen(a), seen(b), TODAY)).toEqual({});
    expect(firstPicks(seen(a), seen({ ...b, birthDate: "1958-01-01" }), TODAY)).not.toEqual({});
  });

  it("is whoever has the card that is good, else whoever was seen last", () => {
    const over = { ...LEFT, expiresOn: "2020-01-01" };
    expect(firstPicks(seen(over, 9), seen(RIGHT, 1), TODAY)).toEqual({ card: "right" });
    expect(firstPicks(seen(LEFT, 9), seen(RIGHT, 1), TODAY)).toEqual({ card: "left" });
    expect(firstPicks(seen(LEFT), seen(RIGHT, 1), TODAY)).toEqual({ card: "right" });
  });
});

it.each([
  ["1958-**-**", "1985-**-**", ["19", "58", "-**-**"], ["19", "85", "-**-**"]],
  ["槐安路 3 栋", "槐安路", ["槐安路", " 3 栋", ""], ["槐安路", "", ""]],
  ["aa", "aaa", ["aa", "", ""], ["aa", "a", ""]],
  ["甲", "乙", ["", "甲", ""], ["", "乙", ""]],
])("what is unlike of %s and %s stands between what both begin and end with", (a, b, ofA, ofB) => {
  expect(unlikeParts(a, b)).toEqual([ofA, ofB]);
  expect(ofA.join("")).toBe(a);
});
