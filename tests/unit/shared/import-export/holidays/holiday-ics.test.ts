import { describe, expect, test } from "vitest";
import { holidaysInCalendar, isCalendarFile } from "#shared/import-export/holidays/holiday-ics.ts";

const event = (...lines: readonly string[]): readonly string[] => ["BEGIN:VEVENT", ...lines, "END:VEVENT"];
const calendar = (...events: readonly (readonly string[])[]): string =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", ...events.flat(), "END:VCALENDAR"].join("\r\n");
const told = (text: string) =>
  holidaysInCalendar(text).spans.map(({ from, to, mark, name }) =>
    [from === to ? from : `${from}..${to}`, mark, name].join(" "),
  );

describe("holidays of a calendar file", () => {
  test("the end of whole days lies behind them, and the sign behind the name says which", () => {
    const text = calendar(
      event("DTSTART;VALUE=DATE:20261001", "DTEND;VALUE=DATE:20261008", "SUMMARY:国庆节（休）"),
      event("DTSTART;VALUE=DATE:20261010", "DTEND;VALUE=DATE:20261011", "SUMMARY:国庆节（班）"),
      event("DTSTART;VALUE=DATE:20260101", "SUMMARY:元旦"),
    );
    expect(isCalendarFile(text)).toBe(true);
    expect(told(text)).toEqual([
      "2026-01-01 rest 元旦",
      "2026-10-01..2026-10-07 rest 国庆节",
      "2026-10-10 work 国庆节",
    ]);
  });

  test.each<[summary: string, told: string]>([
    ["国庆节 班", "work 国庆节"],
    ["端午节　班 ", "work 端午节"],
    ["国庆节(调休)班", "work 国庆节(调休)"],
    ["班", "work 班"],
    ["国庆节 休", "rest 国庆节"],
    ["国庆节（休）", "rest 国庆节"],
    ["国庆 值班", "rest 国庆 值班"],
    ["馆庆轮班", "rest 馆庆轮班"],
    ["元旦 休息", "rest 元旦 休息"],
  ])("%s is %s", (summary, is) => {
    expect(told(calendar(event("DTSTART:20261010", `SUMMARY:${summary}`)))).toEqual([`2026-10-10 ${is}`]);
  });

  test("times, folded lines, escapes and other orders are read; what was called off is none", () => {
    const text = calendar(
      event("SUMMARY:馆庆\\, 第", " 一天", "DTSTART;TZID=Asia/Shanghai:20260601T090000", "DTEND:20260602T170000"),
      event("DTSTART:20260701T000000", "DTEND:20260702T000000", "SUMMARY:补班"),
      event("DTSTART:20260801T000000", "DTEND:20260801T000000", "SUMMARY:一日"),
      event("DTSTART;VALUE=DATE:20260901", "STATUS:CANCELLED", "SUMMARY:没有了"),
    );
    expect(told(text)).toEqual([
      "2026-06-01..2026-06-02 rest 馆庆, 第一天",
      "2026-07-01 work 补班",
      "2026-08-01 rest 一日",
    ]);
  });

  test("what cannot be taken is told with its line", () => {
    const text = calendar(
      event("DTSTART;VALUE=DATE:20260230", "SUMMARY:没有的日子"),
      event("DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=YEARLY", "SUMMARY:每年元旦"),
      event("DTSTART;VALUE=DATE:20260105", "DTEND;VALUE=DATE:20260103", "SUMMARY:反了"),
      event("SUMMARY:没有日期"),
    );
    expect(holidaysInCalendar(text)).toEqual({
      spans: [],
      problems: [
        { tag: "no-day", line: 3, value: "20260230" },
        { tag: "repeats", line: 7, value: "每年元旦" },
        { tag: "backwards", line: 12, from: "2026-01-05", to: "2026-01-03" },
        { tag: "no-day", line: 17, value: "没有日期" },
      ],
    });
    expect(holidaysInCalendar("BEGIN:VCALENDAR").spans).toEqual([]);
    expect(isCalendarFile("日期,名称")).toBe(false);
  });
});
