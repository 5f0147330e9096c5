import { describe, expect, it } from "vitest";
import { namedFigures, pastedFigures } from "../../../../../renderer/features/reports/close/pasted-figures.ts";
import { parseTyped } from "../../../../../renderer/features/reports/close/typed-number.ts";

const NAMES: Readonly<Record<string, string>> = { visits: "总流通人次", loans: "外借册次" };
const pasted = (text: string) => pastedFigures(text, "loans", (figure) => NAMES[figure] ?? figure);

describe("what is typed in", () => {
  it("is a number of up to two decimals, in any width and with separators, and nothing else", () => {
    expect(["0", "12,345", "１２３．５０", " 1 000 ", "7.25"].map(parseTyped)).toEqual([0, 12345, 123.5, 1000, 7.25]);
    expect(["", "-1", "1e5", "12.345", "3万", "NaN", "1.", "9999999999999"].map(parseTyped)).toEqual(
      Array.from({ length: 8 }, () => undefined),
    );
  });

  it("goes to the figures that copied rows name, and leaves heads and sums out", () => {
    expect(pasted("指标\t数字\n总流通人次\t5,000\t门禁\n合计\t9\n外借册次\t12")).toEqual([
      { figure: "visits", value: "5,000", source: "门禁" },
      { figure: "loans", value: "12", source: undefined },
    ]);
  });

  it("goes to the figures that rows of a file name, in whichever column they begin", () => {
    const rows = [
      ["2026 年 10 月"],
      ["序号", "指标", "数字"],
      ["1", "总流通人次", "5,000", "门禁"],
      ["2", "外借册次 ", ""],
      ["3", "馆藏量", "7"],
    ];
    expect(namedFigures(rows, (figure) => NAMES[figure] ?? figure)).toEqual([
      { figure: "visits", value: "5,000", source: "门禁" },
      { figure: "loans", value: "", source: undefined },
    ]);
  });

  it("goes from the field on where no row names one, and not beyond the last", () => {
    expect(pasted("1\n2\r\n\r\n3")?.map(({ figure, value }) => [figure, value])).toEqual([
      ["loans", "1"],
      ["events-held", "2"],
      ["event-attendance", "3"],
    ]);
    expect(pasted("1\n2\n3\n4\n5\n6\n7")).toHaveLength(5);
    // one cell is a text as any other
    expect(pasted("1234")).toBeNull();
  });
});
