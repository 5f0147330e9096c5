import fc from "fast-check";
import * as v from "valibot";
import { expect, test } from "vitest";
import { contactWay } from "#shared/model/consent/contact-way.ts";
import { addressBlock } from "#shared/outreach/paper/address-block.ts";
import { code128Widths } from "#shared/outreach/paper/code-128.ts";
import { addressZone, ENVELOPE_WINDOWS, ENVELOPES } from "#shared/outreach/paper/envelope-window.ts";
import { LABEL_LAYOUTS, LABEL_SHEETS, labelFault, labelPages } from "#shared/outreach/paper/label-sheets.ts";
import {
  isLetterCode,
  letterCode,
  RETURNED_LETTER_MARK,
  recipientsOfCode,
} from "#shared/outreach/paper/letter-code.ts";
import { letterPages, type PrintedLetter } from "#shared/outreach/paper/letter-pages.ts";
import { breakLines, textWidth } from "#shared/outreach/paper/line-breaks.ts";
import { A4, LINE_HEIGHT, MM_PER_POINT, type PrintedPage, printedSheet } from "#shared/outreach/paper/printed-sheet.ts";
import { sheetHtml } from "#shared/outreach/paper/sheet-html.ts";
import { TEXT_LANGUAGES } from "#shared/outreach/text/merge-fields.ts";

const boxes = (page: PrintedPage) => [
  ...page.lines.map(({ x, y, size, text, toEnd }) => {
    const width = textWidth(text) * size * MM_PER_POINT;
    const left = toEnd === true ? x - width : x;
    return { left, top: y, right: left + width, bottom: y + size * MM_PER_POINT * LINE_HEIGHT };
  }),
  ...page.bars.map(({ x, y, height, unit, widths }) => ({
    left: x,
    top: y,
    right: x + widths.reduce((sum, width) => sum + width, 0) * unit,
    bottom: y + height,
  })),
];
const isInside = (
  { left, top, right, bottom }: ReturnType<typeof boxes>[number],
  of: { readonly left?: number; readonly top?: number; readonly width: number; readonly height: number },
) => {
  const { left: x = 0, top: y = 0 } = of;
  return left >= x && top >= y && right <= x + of.width + 0.01 && bottom <= y + of.height + 0.01;
};

test("breaks Chinese anywhere but before what ends and behind what opens, other scripts between words", () => {
  expect(breakLines("王女士您好，欢迎回来。", 5.3)).toEqual(["王女士您", "好，欢迎回", "来。"]);
  expect(breakLines("请看《新书》目录", 3.2)).toEqual(["请看", "《新", "书》目", "录"]);
  expect(breakLines("Come back soon", 6.5)).toEqual(["Come back", "soon"]);
  expect(breakLines("a\r\n\r\nb", 5)).toEqual(["a", "", "b"]);
  expect(breakLines("", 5)).toEqual([""]);
});

test("no line is wider than it may be, and nothing but spaces is lost", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), fc.integer({ min: 6, max: 30 }), (text, width) => {
      const lines = breakLines(text, width);
      for (const line of lines) if ([...line].length > 1) expect(textWidth(line)).toBeLessThanOrEqual(width + 1e-9);
      expect(lines.join("").replace(/\s/gu, "")).toBe(text.replace(/\s/gu, ""));
    }),
  );
});

test("a bar code has its check symbol, and each symbol eleven modules", () => {
  // set C, 12, 34, check 105 + 1·12 + 2·34 = 185, 185 − 103 = 82, stop
  expect(code128Widths("1234").join("")).toBe("211232" + "112232" + "131123" + "121241" + "2331112");
  expect(() => code128Widths("123")).toThrow(RangeError);
});

test("a letter that came back leads to its recipient, and a number that was misread to nobody", () => {
  const recipients = Array.from({ length: 2000 }, (_, at) => ({ id: `0199f000-0000-7000-8000-${at}` }));
  const codes = recipients.map(({ id }) => letterCode(id));
  expect(new Set(codes).size).toBe(2000);
  const [code = ""] = codes;
  expect(code).toMatch(/^99\d{14}$/);
  expect(recipientsOfCode(` ${code}\r`, recipients)).toEqual([recipients[0]]);
  // its digits stand under the bars, for whoever has to type them
  const field = { left: 20, top: 45, width: 80, height: 40 };
  const block = addressBlock({ name: "王小明 收", address: "城东路 5 号", code }, field, "zh-CN");
  const digits = block?.lines.at(-1);
  expect(digits?.text.replaceAll(" ", "")).toBe(code);
  expect((digits?.y ?? 0) >= (block?.bars[0]?.y ?? 0) + (block?.bars[0]?.height ?? 0)).toBe(true);
  for (let at = 0; at < code.length; at++) {
    const wrong = code.slice(0, at) + String((Number(code[at]) + 1) % 10) + code.slice(at + 1);
    expect(isLetterCode(wrong)).toBe(false);
    expect(recipientsOfCode(wrong, recipients)).toEqual([]);
  }
  expect(recipientsOfCode(letterCode("of another desk"), recipients)).toEqual([]);
});

test("no more letters go to an address from which one came back", () => {
  const reader = { address: "城东路 1 号", phones: ["13800138000"], badContact: [RETURNED_LETTER_MARK] };
  expect(contactWay(reader, "letter", "mainland")).toEqual({ tag: "bad" });
  expect(contactWay(reader, "sms", "mainland")).toEqual({ tag: "works", to: "13800138000" });
});

test("the window shows the address however the sheet slips", () => {
  expect(addressZone(ENVELOPE_WINDOWS["gb-dl"])).toEqual({
    left: 27,
    top: 31.5,
    width: 86,
    height: 32,
    hiddenUpTo: 23.5,
    hiddenFrom: 71.5,
    foldedAt: [105, 210],
  });
  for (const envelope of ENVELOPES) {
    const { envelope: outer, folds, window } = ENVELOPE_WINDOWS[envelope];
    const zone = addressZone(ENVELOPE_WINDOWS[envelope]);
    const panel = folds === 1 ? 148.5 : 105;
    for (const slipX of [0, outer.width - A4.width])
      for (const slipY of [0, outer.height - panel]) {
        expect(zone.left + slipX).toBeGreaterThanOrEqual(window.left);
        expect(zone.left + zone.width + slipX).toBeLessThanOrEqual(window.left + window.width);
        expect(zone.top + slipY).toBeGreaterThanOrEqual(window.top);
        expect(zone.top + zone.height + slipY).toBeLessThanOrEqual(window.top + window.height);
        expect(zone.hiddenUpTo + slipY).toBeLessThanOrEqual(window.top);
        expect(zone.hiddenFrom + slipY).toBeGreaterThanOrEqual(window.top + window.height);
      }
  }
});

const sender = { library: "城东区图书馆", contact: "城东路 1 号 · 0512-1234567" };
const letter: PrintedLetter = {
  name: "王小明 收",
  address: "江苏省苏州市城东区城东路 100 号\n幸福小区 12 幢 3 单元 501 室",
  code: letterCode("a"),
  subject: "欢迎回来",
  body: "王先生您好：\n\n10月31日以后没见到您。",
  date: "2026年11月24日",
  no: 1,
};

test("in a letter nothing but address and code stands where the window may come, and nothing outside of the page", () => {
  for (const envelope of ENVELOPES)
    for (const language of TEXT_LANGUAGES) {
      const zone = addressZone(ENVELOPE_WINDOWS[envelope]);
      const long = { ...letter, body: `${letter.body}\n${"欢迎随时回来看看。Come back soon. ".repeat(300)}` };
      const pages = letterPages(long, sender, zone, language) ?? [];
      expect(pages.length).toBeGreaterThan(1);
      for (const page of pages) for (const box of boxes(page)) expect(isInside(box, A4)).toBe(true);
      const [first] = pages;
      const seen = boxes(first ?? { language: "zh-CN" as const, lines: [], bars: [] }).filter(
        ({ top, bottom }) => bottom > zone.hiddenUpTo && top < zone.hiddenFrom,
      );
      expect(seen.length).toBeGreaterThan(3);
      for (const box of seen) expect(isInside(box, zone)).toBe(true);
      const text = pages
        .flatMap(({ lines }) => lines.flatMap(({ text: of, toEnd }) => (toEnd ? [] : [of])))
        .join("")
        .replace(/\s/g, "");
      expect(text).toContain("欢迎随时回来看看。Comebacksoon.".repeat(300));
    }
});

test("an address that is too long for the window is said and not cut", () => {
  const zone = addressZone(ENVELOPE_WINDOWS["gb-c5"]);
  expect(letterPages({ ...letter, address: "很长的地址".repeat(60) }, sender, zone, "zh-CN")).toBeNull();
});

test("labels stay on their label, go on where a begun sheet ends, and leave out what does not fit", () => {
  const people = Array.from({ length: 30 }, (_, at) => ({
    ...letter,
    name: `王小明${at} 收`,
    language: "zh-CN" as const,
  }));
  for (const sheet of LABEL_SHEETS) {
    const layout = LABEL_LAYOUTS[sheet];
    expect(labelFault(layout)).toBeUndefined();
    const { pages, unfit } = labelPages(people, layout, "zh-CN", 5);
    expect(unfit).toEqual([]);
    expect(pages).toHaveLength(Math.ceil(35 / (layout.rows * layout.columns)));
    for (const page of pages)
      for (const box of boxes(page)) {
        const column = Math.floor((box.left - layout.left) / (layout.width + layout.gapX));
        const row = Math.floor((box.top - layout.top) / (layout.height + layout.gapY));
        const left = layout.left + column * (layout.width + layout.gapX);
        const top = layout.top + row * (layout.height + layout.gapY);
        expect(isInside(box, { ...layout, left, top })).toBe(true);
      }
    const first = pages[0]?.lines[0];
    expect(first?.x).toBeCloseTo(layout.left + (5 % layout.columns) * (layout.width + layout.gapX) + 3, 5);
  }
  const bad = { ...letter, language: "en" as const, address: "很长的地址".repeat(60) };
  const { pages, unfit } = labelPages([bad, ...people.slice(0, 1), bad], LABEL_LAYOUTS["3x8"], "en");
  expect([unfit, pages.length]).toEqual([[0, 2], 1]);
});

test("a label has name and address in the order of the language of whom it is for, on whatever sheet", () => {
  const languages = ["en", "zh-CN"] as const;
  const people = languages.map((language) => ({ name: "王小明", address: "城东路 5 号", language }));
  for (const sheet of languages) {
    const [page] = labelPages(people, LABEL_LAYOUTS["3x8"], sheet).pages;
    expect(page?.lines.map(({ text }) => text)).toEqual(["王小明", "城东路 5 号", "城东路 5 号", "王小明"]);
  }
});

test("a name from right to left turns no line of a letter round, and a line of such words alone keeps its direction", () => {
  const line = (text: string) => ({ x: 20, y: 20, size: 11, text });
  const lines = ["ئابدۇرېھىم 先生：", "ئابدۇرېھىم 5", "王小明 先生："].map(line);
  const html = sheetHtml({ ...A4, title: "", pages: [{ language: "zh-CN", lines, bars: [] }] });
  expect([...html.matchAll(/<bdi( dir="ltr")?>/g)].map(([, direction]) => direction !== undefined)).toEqual([
    true,
    false,
    true,
  ]);
});

test("says what is wrong with labels of an own measure", () => {
  const own = LABEL_LAYOUTS["2x7"];
  expect(labelFault({ ...own, columns: 3 })).toEqual({ tag: "too-wide", by: 97 });
  expect(labelFault({ ...own, height: 45 })).toEqual({ tag: "too-high", by: 33.2 });
  expect(labelFault({ ...own, height: 5 })).toEqual({ tag: "too-small" });
  for (const none of [{ rows: 0 }, { rows: 1.5 }, { gapX: -1 }, { width: Number.NaN }])
    expect(labelFault({ ...own, ...none })).toEqual({ tag: "not-a-number" });
});

test("a document holds text alone, whatever a name is made of", () => {
  const name = `</style><script>alert(1)</script>&"'\u0000\u202E<img src=x onerror=y>`;
  const pages = letterPages({ ...letter, name, body: name.repeat(3) }, sender, null, "zh-CN") ?? [];
  const sheet = { ...A4, title: name, pages };
  expect(v.is(printedSheet, sheet)).toBe(true);
  const html = sheetHtml(sheet);
  expect(html.match(/<(?!\/?(?:!doctype html|html|head|meta|title|style|body|section|p|bdi|svg|path)\b)/)).toBeNull();
  expect(html.match(/<style>/g)).toHaveLength(1);
  expect(html).not.toContain("\u0000");
  expect(html).toContain("default-src 'none'");
});
