import { describe, expect, it } from "vitest";
import { unitOfCell, unitOfLabel } from "#shared/reports/form/unit-of-label.ts";

describe("the unit that a form wants a number in", () => {
  it.each([
    ["总流通人次（万人次）", 10_000],
    ["書刊文獻外借冊次（千冊次）", 1000],
    ["经费支出（千元）", 1000],
    ["财政拨款(万)", 10_000],
    ["单位：千元", 1000],
    ["GDP（亿元）", 100_000_000],
    ["读者满意率（%）", 0.01],
    ["Loans (in thousands)", 1000],
    ["每千人拥有藏书（册）", 1],
    ["万里图书馆到馆人次", 1],
    ["有效借书证数（个）", 1],
  ])("%s is of %d", (label, unit) => expect(unitOfLabel(label)).toBe(unit));

  it("is what the nearest label of the row says, else one above, else the sheet's", () => {
    const cells = [
      { address: "A1", text: "年报（单位：万元）" },
      { address: "C2", text: "本年（千册）" },
      { address: "A3", text: "总流通人次（万人次）" },
      { address: "B3", text: "12" },
      { address: "A4", text: "外借册次" },
    ];
    expect(unitOfCell(cells, { column: 2, row: 3 })).toBe(10_000);
    expect(unitOfCell(cells, { column: 3, row: 4 })).toBe(1000);
    expect(unitOfCell(cells, { column: 2, row: 4 })).toBe(10_000);
    expect(unitOfCell([], { column: 2, row: 4 })).toBe(1);
  });
});
