import { describe, expect, it } from "vitest";
import { columnOfCell, columnOfHead, fitsHeads, type HeadedColumn } from "#shared/reports/form/column-of-head.ts";
import type { Span } from "#shared/reports/period.ts";

describe("the period that a form's column is of", () => {
  it.each<[string, Span, HeadedColumn | null]>([
    ["本期", "month", "now"],
    ["本月数", "month", "now"],
    ["本月", "quarter", "other"],
    ["本季度", "quarter", "now"],
    ["本年", "year", "now"],
    ["本年", "month", "other"],
    ["上期", "quarter", "before"],
    ["上月", "month", "before"],
    ["上年同期", "month", "year-ago"],
    ["去年同期", "year", "year-ago"],
    ["上年", "year", "before"],
    ["上年", "month", "other"],
    ["本年累计", "month", "so-far"],
    ["1-11月累计", "quarter", "so-far"],
    ["本年累计", "year", "now"],
    ["上年同期累计", "month", "other"],
    ["同比增长（%）", "month", "other"],
    ["Year to date", "month", "so-far"],
    ["Same period last year", "quarter", "year-ago"],
    ["Previous month", "month", "before"],
    ["数值", "month", null],
  ])("%s in a report of a %s: %s", (head, span, column) => expect(columnOfHead(head, span)).toBe(column));

  it("is what the nearest head above says, also a merged one, else this one", () => {
    const cells = [
      { address: "B1", text: "本月" },
      { address: "C1", text: "上年同期", across: 2 },
      { address: "A3", text: "总流通人次" },
    ];
    expect([2, 3, 4, 5].map((column) => columnOfCell(cells, { column, row: 3 }, "month"))).toEqual([
      "now",
      "year-ago",
      "year-ago",
      "now",
    ]);
  });

  it("holds for a remembered choice where it says the same for this kind of period, says nothing of time, or was chosen against it for this kind", () => {
    const fits = (head: string, span: "month" | "year", chosen: Parameters<typeof fitsHeads>[2]): boolean =>
      fitsHeads([{ address: "B1", text: head }], { column: 2, row: 3 }, chosen, span);
    expect(fits("本年", "year", { of: "now" })).toBe(true);
    expect(fits("本年", "month", { of: "now" })).toBe(false);
    expect(fits("本年", "month", { of: "now", span: "month" })).toBe(true);
    expect(fits("本年", "month", { of: "now", span: "year" })).toBe(false);
    expect(fits("上年", "year", { of: "before" })).toBe(true);
    expect(fits("上年同期", "year", { of: "year-ago" })).toBe(true);
    expect(fits("数值", "month", { of: "before", span: "year" })).toBe(true);
  });
});
