import { describe, expect, test } from "vitest";
import { hourColumns, isFolded, shadeOf, tallyDay } from "#shared/analysis/day-tally.ts";

const hourOf = (at: number): number => Math.floor(at / 3_600_000);
const at = (hour: number): number => hour * 3_600_000;

describe("a day's service records", () => {
  test("count by purpose and hour, a paper tally with its number", () => {
    const records = [
      { at: at(9), purpose: "find" },
      { at: at(9), purpose: "find" },
      { at: at(11), purpose: "directional", count: 27 },
    ];
    expect(tallyDay(records, ["directional", "find", "other"], hourOf, 10)).toEqual({
      hours: [9, 10, 11, 12, 13, 14, 15, 16],
      rows: [
        { purpose: "directional", counts: [0, 0, 27, 0, 0, 0, 0, 0], sum: 27, purposes: ["directional"] },
        { purpose: "find", counts: [2, 0, 0, 0, 0, 0, 0, 0], sum: 2, purposes: ["find"] },
        { purpose: "other", counts: [0, 0, 0, 0, 0, 0, 0, 0], sum: 0, purposes: ["other"] },
      ],
      sum: 29,
    });
  });

  test("a purpose that is not among the rows counts under other", () => {
    expect(
      tallyDay([{ at: at(9), purpose: "tour" }, { at: at(9) }], ["find", "other"], hourOf, 9).rows[1],
    ).toMatchObject({ purpose: "other", sum: 2, purposes: ["other", "tour"] });
  });

  test("an empty morning shows the eight hours from now, and an empty night the last eight", () => {
    expect(tallyDay([], ["find"], hourOf, 8).hours).toEqual([8, 9, 10, 11, 12, 13, 14, 15]);
    expect(tallyDay([], ["find"], hourOf, 22).hours).toEqual([16, 17, 18, 19, 20, 21, 22, 23]);
  });

  test("columns are two hours each, and where there is no room for all the first holds every earlier hour", () => {
    expect(hourColumns([9, 10, 11, 12], 6)).toEqual([
      [8, 9],
      [10, 11],
      [12, 13],
    ]);
    const columns = hourColumns([8, 9, 10, 11, 12, 13, 14, 15, 16], 3);
    expect(columns).toEqual([
      [8, 9, 10, 11, 12, 13],
      [14, 15],
      [16, 17],
    ]);
    expect(columns.map(isFolded)).toEqual([true, false, false]);
  });

  test("shades run from nothing to the fullest cell, and few records stay pale", () => {
    expect([0, 1, 2, 4, 8].map((count) => shadeOf(count, 8))).toEqual([0, 1, 1, 2, 4]);
    expect(shadeOf(1, 1)).toBe(1);
  });
});
