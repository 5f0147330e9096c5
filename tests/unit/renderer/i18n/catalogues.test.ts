/** The catalogues of all areas and languages, judged as a reader and a translator would. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileCatalogues, MESSAGE_LOCALES, readCatalogues } from "../../../../build/message-catalogues.ts";

const FOLDER = "renderer/i18n/messages";
const { texts, problems } = readCatalogues(FOLDER);

const entries = (locale: (typeof MESSAGE_LOCALES)[number]): [string, string][] => Object.entries(texts[locale]);

/** The text that a person sees, without placeholders and choices. */
const shown = (text: string): string => text.replace(/\{[^{}]*\}/g, "");

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(folder, name), "utf8"));

describe("the message catalogues", () => {
  it("have every message in every language, with the same placeholders, and all compile", () => {
    expect([...problems, ...compileCatalogues(texts).problems]).toEqual([]);
  });

  it("keep each message in the file that its id names", () => {
    const strays = MESSAGE_LOCALES.flatMap((locale) =>
      readdirSync(join(FOLDER, locale)).flatMap((file) =>
        Object.keys(JSON.parse(readFileSync(join(FOLDER, locale, file), "utf8"))).filter(
          (id) => !id.startsWith(`${file.replace(".json", "")}.`),
        ),
      ),
    );
    expect(strays).toEqual([]);
  });

  it("have no message that nothing uses", () => {
    const code = ["renderer", "electron", "shared"].flatMap(sources).join("\n");
    // an id made of parts leaves its beginning in a template: `words.channel.${channel}`
    const beginnings = [...code.matchAll(/`([a-z-]+\.[a-z.-]*)\$\{/g)]
      .map((match) => match[1] ?? "")
      .filter((beginning) => beginning.length > 3);
    const named = new Set([...code.matchAll(/"([\w.-]+)"/g)].map(([, id]) => id));
    const unused = Object.keys(texts.en).filter(
      (id) => !named.has(id) && !beginnings.some((beginning) => id.startsWith(beginning)),
    );
    expect(unused).toEqual([]);
  });

  it.each(MESSAGE_LOCALES)("have no code sheet destroyed in %s before a mark on the backups is named", (locale) => {
    const told = entries(locale).filter(([, text]) => /销毁|銷毀|\bdestroy/i.test(text));
    expect(told.map(([id]) => id)).toContain("centre.sheet-old-sheet");
    expect(told.filter(([, text]) => !/\{mark\}.*(销毁|銷毀|destroy)/i.test(text))).toEqual([]);
  });

  it.each(["zh-CN", "zh-TW"] as const)("address the reader as 您 in %s", (locale) => {
    expect(entries(locale).filter(([, text]) => /[你妳]/.test(text))).toEqual([]);
  });

  it.each(["zh-CN", "zh-TW"] as const)("use full-width punctuation between Han characters in %s", (locale) => {
    // a file name keeps its dot, and `!高` is what a colleague types
    expect(
      entries(locale).filter(([, text]) =>
        /\p{Script=Han}([,;:!?()]|\.(?![a-z]))|(?<! )[,;:!?()]\p{Script=Han}/u.test(shown(text)),
      ),
    ).toEqual([]);
  });

  it.each(["zh-CN", "zh-TW"] as const)(
    "leave the spacing between Han and Latin to the styles in %s, but for keys",
    (locale) => {
      const typed = /\p{Script=Han} (?!Ctrl|Alt|Shift|Enter|Esc|Tab|F\d|[A-Z]\b)[A-Za-z]/u;
      expect(entries(locale).filter(([, text]) => typed.test(shown(text)))).toEqual([]);
    },
  );

  it.each([
    ["zh-CN", /[「」『』]/],
    ["zh-TW", /[“”‘’]/],
  ] as const)("quote as the script of %s does", (locale, others) => {
    expect(entries(locale).filter(([, text]) => others.test(text))).toEqual([]);
  });

  it("know of no reader whether she is a woman", () => {
    const sexed = { en: /\b(s?he|hers?|him|his|hers?elf|himself)\b/i, "zh-CN": /她/, "zh-TW": /她/ };
    // those of the practice and of a mother are women
    const told = MESSAGE_LOCALES.flatMap((locale) =>
      entries(locale).filter(
        ([id, text]) => !/^(practice|first-run)\.|merge-birthdays/.test(id) && sexed[locale].test(text),
      ),
    );
    expect(told).toEqual([]);
  });

  it("end a label without punctuation, in every language", () => {
    // one clause is a label; what has a comma or a stop inside is a sentence, and a colon leads to what follows
    const sentence = /[，。；：！？,;:!?]./;
    const bad = MESSAGE_LOCALES.flatMap((locale) =>
      entries(locale).filter(
        ([, text]) => [...shown(text)].length <= 8 && !sentence.test(shown(text)) && /[，。；！,;!]$/.test(text),
      ),
    );
    expect(bad).toEqual([]);
  });

  it("write traditional characters in Taiwan's catalogue", () => {
    const simplified = /[读馆务记录设为这个们时间开关请输导选择应没还数据标题类单号电话网页听说语号码办证]/;
    const same = entries("zh-TW").filter(([id, text]) => text === texts["zh-CN"][id] && simplified.test(text));
    expect(same).toEqual([]);
  });
});
