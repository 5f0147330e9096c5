import { describe, expect, test } from "vitest";
import { holidaysInRows } from "#shared/import-export/holidays/holiday-rows.ts";
import { addDays, weekdayOf } from "#shared/kernel/day.ts";

const rows = (text: string): readonly (readonly string[])[] => text.split("\n").map((line) => line.split(","));
const read = (text: string) => holidaysInRows(rows(text), 2026);
const told = (text: string) =>
  read(text).spans.map(({ from, to, mark, name }) => [from === to ? from : `${from}..${to}`, mark, name].join(" "));

/** As Taiwan publishes it: every day of the year, 2 for what is off, 0 for what is worked. */
function officeCalendar(year: number, special: Readonly<Record<string, readonly [string, string]>>): string {
  const lines: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1)) {
    const usual = weekdayOf(day) > 5 ? "2" : "0";
    const [off, note] = special[day] ?? [usual, ""];
    lines.push([day.replaceAll("-", ""), "一二三四五六日"[weekdayOf(day) - 1], off, note].join(","));
  }
  return ["西元日期,星期,是否放假,備註", ...lines].join("\n");
}

describe("holidays of a table", () => {
  test("Taiwan's office calendar tells only what differs from its weekday, and named days", () => {
    const text = officeCalendar(2026, {
      "2026-01-01": ["2", "開國紀念日"],
      "2026-02-14": ["0", "補行上班"],
      "2026-02-28": ["2", "和平紀念日"],
      "2026-02-27": ["2", "補假"],
    });
    expect(told(text)).toEqual([
      "2026-01-01 rest 開國紀念日",
      "2026-02-14 work 補行上班",
      "2026-02-27 rest 補假",
      "2026-02-28 rest 和平紀念日",
    ]);
    expect(read(text).problems).toEqual([]);
  });

  test("ranges in one cell and in two, with short forms of the last day", () => {
    expect(told("日期,名称\n2026-10-01~2026-10-07,国庆节\n2026年9月25日至27日,中秋节")).toEqual([
      "2026-09-25..2026-09-27 rest 中秋节",
      "2026-10-01..2026-10-07 rest 国庆节",
    ]);
    expect(told("开始日期,结束日期,名称\n10月1日,10月3日,国庆节\n2026/5/1,,劳动节")).toEqual([
      "2026-05-01 rest 劳动节",
      "2026-10-01..2026-10-03 rest 国庆节",
    ]);
  });

  test("days worked in exchange, by their column, by their name, or in a table without words", () => {
    expect(told("date,name,isOffDay\n2026-10-01,国庆节,true\n2026-10-10,国庆节,false")).toEqual([
      "2026-10-01 rest 国庆节",
      "2026-10-10 work 国庆节",
    ]);
    expect(told("日期,备注\n2026-09-20,国庆节补班\n2026-10-10,国庆节（班）\n2026-10-01,国庆节（休）")).toEqual([
      "2026-09-20 work 国庆节补班",
      "2026-10-01 rest 国庆节",
      "2026-10-10 work 国庆节",
    ]);
    expect(told("2026-10-01,休,国庆节\n2026-10-10,上班")).toEqual(["2026-10-01 rest 国庆节", "2026-10-10 work "]);
  });

  test("a name stays as it is written, and its signs are known in full width too", () => {
    const names = (text: string) => read(text).spans.map(({ mark, name }) => [mark, name]);
    expect(
      names("日期,名称\n2026-10-01,国庆（演算）\n2026-10-10,ＡＢＣ节［班］\n2026-10-12,Ｍａｋｅｕｐ ｄａｙ"),
    ).toEqual([
      ["rest", "国庆（演算）"],
      ["work", "ＡＢＣ节"],
      ["work", "Ｍａｋｅｕｐ ｄａｙ"],
    ]);
    expect(names("２０２６－１０－０１,ｏｆｆ,国庆（一）")).toEqual([["rest", "国庆（一）"]]);
  });

  test("other years, Minguo years and the turn of a year stand as they are", () => {
    expect(told("日期,名称\n115/1/1,元旦\n2027-01-01,元旦\n2026-12-31~2027-01-02,跨年")).toEqual([
      "2026-01-01 rest 元旦",
      "2026-12-31 rest 跨年",
      "2027-01-01 rest 元旦",
      "2027-01-02 rest 跨年",
    ]);
  });

  test("what cannot be read is told with its line, and the rest goes on", () => {
    const { spans, problems } = read(
      [
        "日期,结束日期,类型,名称",
        "2026-02-30,,放假,没有的日子",
        "2026-10-07,2026-10-01,放假,反了",
        "2026-07-01,2026-08-31,放假,暑假",
        "2026-10-01,不详,放假,国庆节",
        "2026-10-02,,也许,国庆节",
        "2026-10-03,,放假,国庆节",
        "2026-10-03,,补班,国庆节",
        ",,,",
        "2026-10-04,,放假,国庆节",
      ].join("\n"),
    );
    expect(problems).toEqual([
      { tag: "no-day", line: 2, value: "2026-02-30" },
      { tag: "backwards", line: 3, from: "2026-10-07", to: "2026-10-01" },
      { tag: "too-long", line: 4, from: "2026-07-01", to: "2026-08-31" },
      { tag: "no-end", line: 5, value: "不详" },
      { tag: "no-mark", line: 6, value: "也许" },
      { tag: "both", line: 8, day: "2026-10-03", other: 7 },
    ]);
    expect(spans.map(({ from }) => from)).toEqual(["2026-10-04"]);
  });

  test("a table that names no day at all has a problem in every line", () => {
    expect(read("甲,乙\n丙,丁").problems.map(({ tag }) => tag)).toEqual(["no-day", "no-day"]);
    expect(read("").spans).toEqual([]);
  });
});
