import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FIGURES, type FigureId } from "#shared/reports/figures.ts";
import { figureOfCell, figureOfLabel } from "#shared/reports/form/figure-of-label.ts";

const namesIn = (locale: string): Readonly<Record<string, string>> =>
  JSON.parse(
    readFileSync(new URL(`../../../../../renderer/i18n/messages/${locale}/reports.json`, import.meta.url), "utf8"),
  );

describe("the figure that a form's label asks for", () => {
  it.each(["zh-CN", "zh-TW", "en"])("is known by our own names: %s", (locale) => {
    const names = namesIn(locale);
    expect(FIGURES.map((figure) => figureOfLabel(names[`reports.name-${figure}`] ?? ""))).toEqual(FIGURES);
  });

  it.each<[string, FigureId | null]>([
    ["持证读者数", "valid-cards"],
    ["有效借书证数（个）", "valid-cards"],
    ["有效讀者證（張）", "valid-cards"],
    ["新增借书证", "new-cards"],
    ["发放借书证数（个）", "new-cards"],
    ["本年新办有效读者证", "new-cards"],
    ["办证量", "new-cards"],
    ["总流通人次（万人次）", "visits"],
    ["到馆人次", "visits"],
    ["接待读者人次", "visits"],
    ["進館人次", "visits"],
    ["书刊文献外借册次（千册次）", "loans"],
    ["图书借阅册次", "loans"],
    ["图书流通册次", "loans"],
    ["书刊文献外借人次", null],
    ["举办读者活动场次", "events-held"],
    ["活动次数（次）", "events-held"],
    ["参加活动人次", "event-attendance"],
    ["活动参与人数", "event-attendance"],
    ["参考咨询（件）", "enquiries"],
    ["解答諮詢", "enquiries"],
    ["经费支出（万元）", "expenditure"],
    ["本年支出合计", "expenditure"],
    ["服务人口（万人）", "population"],
    ["活跃读者", "active-readers"],
    ["读者满意率（%）", "satisfaction"],
    ["Reference questions", "enquiries"],
    ["Registered borrowers", "valid-cards"],
    ["Total expenditure", "expenditure"],
    ["Circulation", "loans"],
    ["其中：少儿图书外借册次", null],
    ["网站访问量", null],
    ["电子图书借阅册次", null],
    ["人均到馆次数", null],
    ["购书经费", null],
    ["馆藏总量", null],
    ["阅览座席", null],
    ["填表人", null],
  ])("%s: %s", (label, figure) => expect(figureOfLabel(label)).toBe(figure));

  it("is what the nearest label of the row says beside its measure, else the head above", () => {
    const cells = [
      { address: "B1", text: "计量单位" },
      { address: "C1", text: "本期" },
      { address: "A2", text: "经费支出" },
      { address: "B2", text: "万元" },
      { address: "C2", text: "12" },
      { address: "A3", text: "馆藏总量" },
      { address: "B3", text: "册" },
      { address: "D4", text: "总流通人次", across: 2 },
      { address: "A5", text: "城东馆" },
      { address: "A6", text: "其中：少儿" },
    ];
    expect(figureOfCell(cells, { column: 3, row: 2 })).toBe("expenditure");
    expect(figureOfCell(cells, { column: 4, row: 2 })).toBe("expenditure");
    expect(figureOfCell(cells, { column: 3, row: 3 })).toBeNull();
    expect(figureOfCell(cells, { column: 5, row: 5 })).toBe("visits");
    expect(figureOfCell(cells, { column: 5, row: 6 })).toBeNull();
  });

  it("is none where a label beside it is not known, though one further left is", () => {
    const cells = [
      { address: "A2", text: "总流通人次" },
      { address: "B2", text: "386" },
      { address: "C2", text: "馆藏总量" },
    ];
    expect(figureOfCell(cells, { column: 4, row: 2 })).toBeNull();
  });
});
