import { describe, expect, it } from "vitest";
import { columnOfCell, columnOfHead, type HeadedColumn } from "#shared/reports/form/column-of-head.ts";
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
    expect([2, 3, 4, 5].map((column) => columnOfCell(cells, { column, row: 3 }, "month"))).toEqual(["now", "year-ago", "year-ago", "now"]);
  });
});
