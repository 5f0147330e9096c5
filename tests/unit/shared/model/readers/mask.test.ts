import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  hideName,
  maskAddress,
  maskDay,
  maskEmail,
  maskIdentity,
  maskName,
  maskPhone,
  maskText,
} from "#shared/model/readers/mask.ts";

describe("words about somebody", () => {
  const said = (text: string, name: string): string => hideName(text, name, maskName(name));

  test.each([
    ["张素琴投诉：空调太冷，张素琴要回音", "张素琴", "张*琴投诉：空调太冷，张*琴要回音"],
    ["给阿依古丽•买买提留书", "阿依古丽·买买提", "给阿依古丽·*留书"],
    ["给阿依古丽买买提留书", "阿依古丽·买买提", "给阿依古丽·*留书"],
    ["Call MARY ann  Smith back", "Mary Ann Smith", "Call Mary * back"],
    ["Call maſon lee back", "Mason Lee", "Call Mason * back"],
    ["A. (B*) wrote", "A. (B*)", "A. * wrote"],
    ["$& 李雷", "李雷", "$& 李*"],
  ])("%s about %s", (text, name, shown) => {
    expect(said(text, name)).toBe(shown);
  });

  test.each([
    ["马路太吵", "马"],
    ["Also by Almost", "Al"],
    ["Anna wrote of Annabel", "Anna Bell"],
    ["谁也没写", ""],
    ["谁也没写", " · "],
  ])("%s stays whole about “%s”", (text, name) => {
    expect(said(text, name)).toBe(text);
  });

  test("have nowhere the name of two characters or more that they were written with", () => {
    const han = fc.constantFrom(..."张素琴李雷欧阳买提古丽王小明");
    const name = fc.array(han, { minLength: 2, maxLength: 5 }).map((chars) => chars.join(""));
    fc.assert(
      fc.property(name, fc.string(), fc.string(), (own, before, after) => {
        expect(said(`${before}${own}${after}`, own)).not.toContain(own);
      }),
    );
  });
});

describe("names called out in a queue", () => {
  test.each([
    ["张素琴", "张*琴"],
    ["李雷", "李*"],
    ["欧阳娜娜", "欧阳**"],
    ["Mr Frank", "Mr F*"],
    ["Dr. Ellen Ward", "Dr. E*"],
    ["Miss", "M*"],
    ["歐陽鋒", "歐陽*"],
    ["万俟", "万*"],
    ["王小明", "王*明"],
    ["司徒", "司*"],
    ["爱新觉罗", "爱**罗"],
    ["阿依古丽·买买提", "阿依古丽·*"],
    ["阿依古丽•买买提", "阿依古丽·*"],
    ["𠮷野家", "𠮷*家"],
    ["葛󠄀兰", "葛󠄀*"],
    ["Mary Ann Smith", "Mary *"],
    ["Madonna", "M*"],
    ["马", "马*"],
    ["", "*"],
  ])("%s is shown as %s", (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  test.each(["一位家长", "一位家長", "两位女读者", "某读者", "一位老人", "A parent", "an elderly lady"])(
    "%s names nobody",
    (words) => {
      expect(maskName(words)).toBe(words);
    },
  );

  test.each([
    ["一位张素琴", "一***琴"],
    ["一名", "一*"],
    ["某家", "某*"],
    ["an ming", "an *"],
    ["a parent Smith", "a *"],
    ["社区张主任", "社***任"],
  ])("%s may be a name", (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  test("a surname that the record states beats the guess", () => {
    expect(maskName("张简美惠", "张")).toBe("张**惠");
    expect(maskName("慕容复", "慕容")).toBe("慕容*");
  });

  test("never shows a whole name", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: "grapheme" }),
        (name) => fc.pre(name.trim() !== "" && !name.includes("*")) === undefined && maskName(name) !== name.trim(),
      ),
    );
  });
});

describe("ways to reach a person", () => {
  test.each([
    ["13812345678", "138****5678"],
    ["+86 138 1234 5678", "138****5678"],
    ["０２１-６２３４５６７８", "021****5678"],
    ["0912-345-678", "09****5678"],
    ["9123 4567", "****4567"],
    ["12345", "****"],
    ["02-2991-1234#123", "02****1234 #***"],
    ["(02)2991-1234 轉 12", "02****1234 #***"],
    ["8604-1234转3", "****1234 #***"],
    ["021-8604-1234 分机 301", "021****1234 #***"],
    ["8604-1234 ext.12", "****1234 #***"],
    ["02-2991-1234 轉分機 1203 / 0912-345-678", "02****1234 #*** / 09****5678"],
  ])("%s is shown as %s", (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });

  test("keeps a domain, a district, a year and the ends of an identity number", () => {
    expect(maskEmail("zhang.sq@example.cn")).toBe("z***@example.cn");
    expect(maskAddress("上海市长宁区愚园路 1088 弄 5 号 301 室")).toBe("上海市长宁区****");
    expect(maskAddress("愚园路")).toBe("愚****");
    expect(maskDay("1958-03-02")).toBe("1958-**-**");
    expect(maskIdentity("11010519491231002X")).toBe("110***********002X");
  });

  test("hides numbers inside a person's own words and nothing else", () => {
    expect(maskText("请打 13812345678 或写 a.b@c.cn，书号 T-12，2026-11-24 见 1952 年校刊")).toBe(
      "请打 138****5678 或写 a***@c.cn，书号 T-12，2026-11-24 见 1952 年校刊",
    );
    expect(maskText("证件11010519491231002X已核")).not.toContain("19491231");
  });

  test("no mobile number survives in any text", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        (before, after) => !maskText(`${before}13912345678${after}`).includes("13912345678"),
      ),
    );
  });
});
