import { describe, expect, it } from "vitest";
import { createFormat } from "../../../../renderer/i18n/format.ts";

const ZONE = "Asia/Shanghai";
const at = (text: string): number => Date.parse(`${text}+08:00`);
const NOW = at("2026-11-24T15:30:00");
const chinese = createFormat("zh-CN", ZONE);
const english = createFormat("en", ZONE);

describe("createFormat", () => {
  it("writes days in the ISO way in every language", () => {
    expect([chinese.day(NOW), english.day(NOW)]).toEqual(["2026-11-24", "2026-11-24"]);
  });

  it("shows days in Minguo years where the desk counts so, and computes in ISO days all the same", () => {
    const taiwan = createFormat("zh-TW", ZONE, "minguo");
    expect([
      taiwan.day(NOW),
      taiwan.shownDay(NOW),
      taiwan.shownDay("1986-03-08"),
      taiwan.shownDay("1986-**-**"),
    ]).toEqual(["2026-11-24", "115/11/24", "75/03/08", "75/**/**"]);
    expect([taiwan.longDay("2026-11-24"), taiwan.longDay(NOW)]).toEqual(["民國115年11月24日", "民國115年11月24日"]);
    expect([
      taiwan.moment(at("2025-11-10T09:00:00"), NOW),
      taiwan.shortDay(at("2025-11-10T09:00:00"), NOW),
      taiwan.shortDay(NOW, NOW),
      taiwan.moment(at("2026-11-10T09:00:00"), NOW),
    ]).toEqual(["114/11/10", "114/11/10", "11/24", "11/10 09:00"]);
    // before the first year there is none
    expect([taiwan.shownDay("1911-12-31"), taiwan.shownDay("1912-01-01"), taiwan.shownDay("")]).toEqual([
      "1911-12-31",
      "1/01/01",
      "",
    ]);
    expect(chinese.shownDay(NOW)).toBe("2026-11-24");
    expect([taiwan, chinese, english].map(({ longMonth }) => longMonth(NOW))).toEqual([
      "民國115年11月",
      "2026年11月",
      "November 2026",
    ]);
  });

  it("writes midnight as 00:00", () => {
    expect(chinese.time(at("2026-11-24T00:05:00"))).toBe("00:05");
  });

  it("says today and yesterday, then the day, then the day with its year", () => {
    expect(chinese.moment(at("2026-11-24T15:20:00"), NOW)).toBe("今天 15:20");
    expect(chinese.moment(at("2026-11-23T23:59:00"), NOW)).toBe("昨天 23:59");
    expect(chinese.moment(at("2026-11-10T09:00:00"), NOW)).toBe("11-10 09:00");
    expect(chinese.moment(at("2025-11-10T09:00:00"), NOW)).toBe("2025-11-10");
    expect(english.moment(at("2026-11-24T15:20:00"), NOW)).toBe("Today 15:20");
  });

  it("tells two moments apart as finely as it must", () => {
    const apart = (one: string, other: string) => chinese.momentsApart(at(one), at(other), NOW);
    expect(apart("2026-11-23T23:59:00", "2026-11-24T15:20:00")).toEqual(["昨天 23:59", "今天 15:20"]);
    expect(apart("2026-11-24T15:20:09", "2026-11-24T15:20:07")).toEqual(["今天 15:20:09", "今天 15:20:07"]);
    expect(apart("2026-11-24T15:20:07.25", "2026-11-24T15:20:07")).toEqual(["今天 15:20:07.250", "今天 15:20:07.000"]);
    expect(apart("2025-11-10T09:00:01", "2025-11-10T09:00:00")).toEqual(["2025-11-10 09:00:01", "2025-11-10 09:00:00"]);
    expect(apart("2026-11-24T15:20:00", "2026-11-24T15:20:00")).toEqual(["今天 15:20", "今天 15:20"]);
  });

  it("writes a short day as each language does", () => {
    expect([
      chinese.shortDay(at("2026-11-10T09:00:00"), NOW),
      english.shortDay(at("2026-11-10T09:00:00"), NOW),
    ]).toEqual(["11-10", "10 Nov"]);
  });

  it("writes a long day, from an instant or from a day that has no time zone", () => {
    expect([chinese.longDay("2026-11-24"), chinese.longDay(NOW), english.longDay("2026-11-24")]).toEqual([
      "2026年11月24日",
      "2026年11月24日",
      "24 November 2026",
    ]);
  });

  it("says how long ago in the largest unit that is full", () => {
    expect(chinese.age(NOW - 3 * 3_600_000 - 1, NOW)).toBe("3小时前");
    expect(english.age(NOW - 59_000, NOW)).toBe("now");
    expect(english.age(NOW - 30 * 3_600_000, NOW)).toBe("yesterday");
  });

  it("tells a rate that is whole with its decimals, so that it is no count", () => {
    expect([438, 439.77, 1416.104].map(createFormat("zh-CN").hundredths)).toEqual(["438.00", "439.77", "1,416.10"]);
  });

  it("never says none of a share that is only small", () => {
    // 14 of 50,000 are 0.028 %, 30 are 0.06 %
    expect([chinese.percent(14 / 50_000), chinese.percent(30 / 50_000), chinese.percent(0)]).toEqual([
      "<0.1%",
      "0.1%",
      "0%",
    ]);
  });

  it("counts in ten thousands in Chinese", () => {
    expect([chinese.compact(120_000), createFormat("zh-TW", ZONE).compact(120_000), english.compact(120_000)]).toEqual([
      "12万",
      "12萬",
      "120K",
    ]);
  });

  it("writes sizes in the unit that keeps the figure short", () => {
    expect([english.bytes(512), english.bytes(104_857_600)]).toEqual(["512 bytes", "104.9 MB"]);
  });
});
