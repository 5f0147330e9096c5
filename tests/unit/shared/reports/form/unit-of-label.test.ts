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
    ["万个", 10_000],
    ["千个", 1000],
    ["万件", 10_000],
    ["万张", 10_000],
    ["千本", 1000],
    ["计量单位：万场", 10_000],
    ["有效借书证数（十万个）", 100_000],
    ["（百万元）", 1_000_000],
    ["亿元", 100_000_000],
    ["萬冊/件", 10_000],
    ["經費（新臺幣仟元）", 1000],
    ["仟元", 1000],
    ["经费（10万元）", 100_000],
    ["Visits (thousand)", 1000],
    ["In ten thousands", 10_000],
    ["Expenditure (million)", 1_000_000],
    ["Loans ('000)", 1000],
    ["每千人拥有藏书（册）", 1],
    ["有效借书证数（个）", 1],
    ["个", 1],
  ])("%s is of %d", (label, unit) => expect(unitOfLabel(label)).toBe(unit));

  it.each([
    "万里图书馆到馆人次",
    "百家讲坛活动场次",
    "千佛山分馆的借阅",
    "每十万人到馆次数",
    "十月",
    "Visits per thousand people",
    "Visits per hundred thousand people",
    "总流通人次",
  ])("%s says nothing of it", (label) => expect(unitOfLabel(label)).toBeUndefined());

  it.each(["万斤", "（千匹）", "单位：万担", "百亿元", "十个", "（3万元）", "Expenditure (billions)"])(
    "%s names one that nobody knows here, and nothing is proposed",
    (label) => {
      expect(unitOfLabel(label)).toBeNull();
      expect(
        unitOfCell(
          [
            { address: "A1", text: "外借（千册）" },
            { address: "B1", text: label },
          ],
          { column: 3, row: 1 },
        ),
      ).toBeNull();
    },
  );

  it("is not the sheet's where the row says that it is of single ones", () => {
    const cells = [
      { address: "A1", text: "年报（单位：万元）" },
      { address: "A2", text: "有效借书证数" },
      { address: "B2", text: "个" },
    ];
    expect(unitOfCell(cells, { column: 3, row: 2 })).toBe(1);
  });

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
