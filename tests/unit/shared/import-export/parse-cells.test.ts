import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cardProfile, columnProfile, parseCode } from "../../../../shared/import-export/cells/parse-code.ts";
import { detectDateOrder, parseDay, serialToDay } from "../../../../shared/import-export/cells/parse-day.ts";
import { parsePhone, phoneKey, toE164 } from "../../../../shared/import-export/cells/parse-phone.ts";
import { hasHtml, htmlToText, splitCell } from "../../../../shared/import-export/cells/plain-text.ts";
import { parseGender, usualCategory } from "../../../../shared/import-export/cells/value-words.ts";
import { guardCell, unguardCell } from "../../../../shared/import-export/table/csv-guard.ts";

const mainland = { order: "ymd", minguo: false, pivotYear: 2026 } as const;
const taiwan = { ...mainland, minguo: true };

describe("a day", () => {
  it.each([
    ["2026-11-24", "2026-11-24"],
    ["2026-1-4", "2026-01-04"],
    ["2026/1/4", "2026-01-04"],
    ["2026.11.24", "2026-11-24"],
    ["20261124", "2026-11-24"],
    ["2026年11月24日", "2026-11-24"],
    ["２０２６－１１－２４", "2026-11-24"],
    ["2020-10-07T04:00:00.000+0000", "2020-10-07"],
    ["2026/11/24 09:30", "2026-11-24"],
  ])("is read from %s", (cell, day) => expect(parseDay(cell, mainland)).toEqual({ day }));

  it.each([
    "2026/9/20 下午3:05",
    "2026/9/20 上午 3:05:20",
    "2026/9/20下午3:05",
    "2026年9月20日 晚上8点05分",
    "2026年9月20日中午12:00",
    "2026-09-20 凌晨0:10",
    "2026/9/20 3:05 PM",
    "2026/9/20 AM 3:05",
    "2026-09-20 3:05:20 p.m.",
    "2026/9/20 3PM",
    "2026/9/20 下午",
    "2026/9/20 星期日 下午3:05",
    "2026年9月20日（周日）15:05",
    "2026-09-20T15:05:00+08:00",
    "20260920 15:05",
  ])("is read from %s, whatever the time", (cell) => expect(parseDay(cell, mainland)).toEqual({ day: "2026-09-20" }));

  it.each(["2026/9/20 3", "2026/9/20 借", "下午3:05", "15:05"])("is not made up from %s", (cell) =>
    expect(parseDay(cell, mainland)).toHaveProperty("problem"),
  );

  it.each([
    ["1130506", "2024-05-06"],
    ["113/05/06", "2024-05-06"],
    ["民國113年5月6日", "2024-05-06"],
    ["民國98年5月6日", "2009-05-06"],
  ])("of the Minguo calendar is read from %s and named", (cell, day) =>
    expect(parseDay(cell, mainland)).toEqual({ day, notice: "minguo-date" }),
  );

  it("has its short year read as Minguo in Taiwan and as a century elsewhere, and is named both times", () => {
    expect(parseDay("98/05/06", taiwan)).toEqual({ day: "2009-05-06", notice: "minguo-date" });
    expect(parseDay("98/05/06", mainland)).toEqual({ day: "1998-05-06", notice: "two-digit-year" });
    expect(parseDay("980506", mainland)).toEqual({ day: "1998-05-06", notice: "two-digit-year" });
    expect(parseDay("30/05/06", { ...mainland, pivotYear: 2076 })).toEqual({
      day: "2030-05-06",
      notice: "two-digit-year",
    });
  });

  it("that is a spreadsheet's serial number is refused with the day beside it", () => {
    expect(parseDay("46387", mainland)).toEqual({ problem: "date-serial", suggestion: "2026-12-31" });
    expect(serialToDay(1)).toBe("1899-12-31"); // Excel calls it 1 January 1900 and is right again from 1 March on
    expect(serialToDay(61)).toBe("1900-03-01");
  });

  it("that does not exist, or is no day at all, is refused", () => {
    expect(parseDay("2026-02-30", mainland)).toEqual({ problem: "date-impossible" });
    expect(parseDay("20261340", mainland)).toEqual({ problem: "date-impossible" });
    expect(parseDay("去年春天", mainland)).toEqual({ problem: "date-unreadable" });
    expect(parseDay("12", mainland)).toEqual({ problem: "date-unreadable" });
  });

  it("whose year no library writes is refused for its year, not for its day", () =>
    expect(parseDay("9999-12-31", mainland)).toEqual({ problem: "date-beyond" }));

  it.each(["1990-05", "1990年5月", "1990/5", "199005", "民國79年5月"])(
    "of which only the month is written, %s, is its first, of an expiry its last, and is named",
    (cell) => {
      expect(parseDay(cell, mainland)).toEqual({ day: "1990-05-01", notice: "month-only" });
      expect(parseDay(cell, { ...mainland, dayOfMonth: "last" })).toEqual({ day: "1990-05-31", notice: "month-only" });
    },
  );

  it("of six digits is a month where its whole column is one", () => {
    expect(detectDateOrder(["199005", "200105"])).toBe("ym");
    expect(detectDateOrder(["980506", "200105"])).toBe("ymd");
    expect(parseDay("200105", { ...mainland, order: "ym" })).toEqual({ day: "2001-05-01", notice: "month-only" });
    expect(parseDay("2001-05-06", { ...mainland, order: "ym" })).toEqual({ day: "2001-05-06" });
  });

  it("with the year at the end follows the order of its column, and is refused where the column does not tell", () => {
    expect(detectDateOrder(["24/11/2026", "03/04/2026"])).toBe("dmy");
    expect(detectDateOrder(["11/24/2026", "03/04/2026"])).toBe("mdy");
    expect(detectDateOrder(["03/04/2026"])).toBe("unknown");
    expect(parseDay("03/04/2026", { ...mainland, order: "dmy" })).toEqual({ day: "2026-04-03" });
    expect(parseDay("03/04/2026", { ...mainland, order: "mdy" })).toEqual({ day: "2026-03-04" });
    expect(parseDay("03/04/2026", { ...mainland, order: "unknown" })).toEqual({ problem: "date-order" });
  });

  it("never throws, whatever the cell holds", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("ymd" as const, "dmy" as const, "unknown" as const), (cell, order) => {
        const parsed = parseDay(cell, { ...mainland, order });
        if ("day" in parsed) expect(parsed.day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      }),
    );
  });
});

describe("a card number", () => {
  it("keeps its leading zeros and loses only spaces and width", () => {
    expect(parseCode("00012345", null)).toEqual({ code: "00012345" });
    expect(parseCode(" ２１０４ 1788 ", null)).toEqual({ code: "21041788" });
    expect(parseCode("D-2026-7", null)).toEqual({ code: "D-2026-7" });
  });

  it.each(["1.10105E+17", "1.1e17", "110105199001011000"])("destroyed by a spreadsheet is named: %s", (cell) =>
    expect(parseCode(cell, null)).toEqual({ problem: "digits-lost" }),
  );

  it("of exactly fifteen digits or with a true tail is left alone", () => {
    expect(parseCode("110105199001000", null)).toEqual({ code: "110105199001000" });
    expect(parseCode("110105199001011234", null)).toEqual({ code: "110105199001011234" });
  });

  it("shorter than this library's cards is offered its zeros back", () => {
    const profile = cardProfile(Array.from({ length: 30 }, (_, index) => `00${10_000_000 + index}`));
    expect(profile).toEqual({ length: 10, leadingZeros: true, mostLost: 4 });
    expect(parseCode("10000001", profile)).toEqual({ problem: "leading-zeros-lost", suggestion: "0010000001" });
    expect(cardProfile(["1", "22", "333"])).toBeNull();
  });
});

describe("a column of numbers", () => {
  it("shows by those that kept their zeros how long the others were", () => {
    const profile = columnProfile(["000021", "000022", "100", "000023", "7"]);
    expect(profile).toEqual({ length: 6, leadingZeros: true, mostLost: 5 });
    expect(parseCode("7", profile)).toEqual({ problem: "leading-zeros-lost", suggestion: "000007" });
    expect(parseCode("000022", profile)).toEqual({ code: "000022" });
  });

  it.each([
    ["of several lengths with zeros", ["0021", "00022", "0023", "7"]],
    ["with longer ones", ["0021", "0022", "0023", "10024", "7"]],
    ["that has none missing", ["0021", "0022", "0023", "1004"]],
    ["without zeros", ["21", "22", "1023", "7"]],
  ])("is believed where it is one %s", (_, cells) => expect(columnProfile(cells)).toBeNull());
});

describe("a phone", () => {
  it("is kept as written where it can be one, extensions included", () => {
    expect(parsePhone("138 0013 8000", "mainland")).toEqual({ phone: "138 0013 8000" });
    expect(parsePhone("010-6551 2345 转 801", "mainland")).toEqual({ phone: "010-6551 2345 x801" });
    expect(parsePhone("(499)102-5994 x03456", "mainland")).toEqual({ phone: "(499)102-5994 x03456" });
    expect(parsePhone("２３４５６７８９", "other")).toEqual({ phone: "23456789" });
    expect(parsePhone("0912-345-678", "taiwan")).toEqual({ phone: "0912-345-678" });
  });

  it("that is cut, swollen or a word is refused with its own reason", () => {
    expect(parsePhone("1385678", "mainland")).toEqual({ problem: "phone-short" });
    expect(parsePhone("12", "other")).toEqual({ problem: "phone-short" });
    expect(parsePhone("1234567890123456", "other")).toEqual({ problem: "phone-long" });
    expect(parsePhone("1.38E+10", "mainland")).toEqual({ problem: "digits-lost" });
    expect(parsePhone("问他妈妈", "mainland")).toEqual({ problem: "phone-unreadable" });
  });

  it("keeps the word that says whose it is behind the number, and is found without it", () => {
    for (const cell of ["13800138000(母)", "13800138000（母）", "母 13800138000", "母：13800138000", "13800138000 母"])
      expect(parsePhone(cell, "mainland")).toEqual({ phone: "13800138000 (母)" });
    expect(phoneKey("13800138000 (母)", "mainland")).toBe("+8613800138000");
  });

  it("of a mobile has the length that its jurisdiction gives mobiles", () => {
    for (const cell of ["1380013800", "138 0013 800", "+86 138001380"])
      expect(parsePhone(cell, "mainland")).toEqual({ problem: "phone-short" });
    expect(parsePhone("138001380001", "mainland")).toEqual({ problem: "phone-long" });
    for (const cell of ["0912345678", "+886 912 345 678", "886-912345678", "+886-0912-345-678"])
      expect(parsePhone(cell, "taiwan")).toHaveProperty("phone");
    expect(parsePhone("091234567", "taiwan")).toEqual({ problem: "phone-short" });
    expect(parsePhone("09123456789", "taiwan")).toEqual({ problem: "phone-long" });
    expect(parsePhone("912345678", "taiwan")).toEqual({ problem: "phone-zero-lost", suggestion: "0912345678" });
    for (const cell of ["(199)102-5994", "154-575-8361 x118"])
      expect(parsePhone(cell, "mainland")).toHaveProperty("phone");
    expect(parsePhone("1385678901", "other")).toHaveProperty("phone");
  });

  it("has one key however it is written, of the mainland, Taiwan, Hong Kong and abroad", () => {
    for (const writing of ["13800138000", "138-0013-8000", "+86 138 0013 8000", "0086 13800138000"])
      expect(phoneKey(writing, "mainland")).toBe("+8613800138000");
    expect(toE164("0912345678", "taiwan")).toBe("+886912345678");
    expect(toE164("02-2345-6789", "taiwan")).toBe("+886223456789");
    expect(phoneKey("2345 6789", "other")).toBe(phoneKey("2345-6789", "other"));
    expect(toE164("+852 2345 6789", "mainland")).toBe("+85223456789");
  });
});

describe("other cells", () => {
  it("say a gender in any of the usual words, or that it is not known", () => {
    for (const cell of ["女", "F", "Female", "2", "女性"]) expect(parseGender(cell)).toBe("female");
    for (const cell of ["男", "m", "1"]) expect(parseGender(cell)).toBe("male");
    expect(parseGender("Nonbinary")).toBe("other");
    expect(parseGender("未知")).toBeNull();
    expect(parseGender("VIP")).toBeUndefined();
  });

  it("name a category in the words of offices and library systems", () => {
    expect(usualCategory("本科生")).toBe("student");
    expect(usualCategory("PT")).toBe("adult");
    expect(usualCategory("VIP")).toBeUndefined();
  });

  it("lose their markup and keep what it says", () => {
    expect(htmlToText('见 <a href="https://x">通讯录</a>；A&amp;B<br>第二行 &#x4e2d;')).toBe(
      "见 通讯录；A&B\n第二行 中",
    );
    expect(htmlToText("<script>alert(1)</script>x")).toBe("x");
    expect(hasHtml("a < b 且 c > d")).toBe(false);
    expect(splitCell("a; b ;a;;c", ";")).toEqual(["a", "b", "c"]);
  });

  it("are no formulas in our CSV, and come back as they were", () => {
    for (const cell of ["=1+1", "-1", "@x", "\tx", "＝1", "+abc"]) expect(guardCell(cell)).toBe(`'${cell}`);
    expect(guardCell("+86 138 0013 8000")).toBe("+86 138 0013 8000");
    expect(guardCell("'x")).toBe("''x");
    fc.assert(
      fc.property(fc.string(), (cell) => {
        expect(unguardCell(guardCell(cell))).toBe(cell);
      }),
    );
  });
});
