import { describe, expect, it } from "vitest";
import { compileSegment, storedRule } from "#shared/analysis/segments/compile-segment.ts";
import {
  choiceColumn,
  dayColumn,
  numberColumn,
  type ReaderColumns,
  SEGMENT_FIELDS,
} from "#shared/analysis/segments/reader-columns.ts";
import { dayToNumber } from "#shared/kernel/day.ts";
import type { StoredRule } from "#shared/model/segment.ts";
import type { House } from "../../../../renderer/db/read-house.ts";
import { createFormat } from "../../../../renderer/i18n/format.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import type { Locale } from "../../../../renderer/i18n/locale.ts";
import { cellValue } from "../../../../renderer/words/record-words.ts";
import {
  ruleClassesOf,
  ruleText,
  ruleValue,
  segmentFieldName,
  whyText,
} from "../../../../renderer/words/rule-words.ts";
import type { Words } from "../../../../renderer/words/words.ts";

async function wordsIn(locale: Locale, place: House["place"] = "mainland"): Promise<Words> {
  const { t } = await createI18n(locale);
  const house = {
    place,
    staff: new Map([["chen", "陈雨桐"]]),
    branches: new Map(),
    segments: new Map(),
    codes: new Map([["category/adult", { "zh-CN": "成人读者", "zh-TW": "成人讀者", en: "Adult" }]]),
  };
  return { t, format: createFormat(locale, "UTC"), locale, house };
}

const RULE: StoredRule = {
  match: "any",
  groups: [
    {
      match: "all",
      conditions: [
        { field: "category", is: "any-of", values: ["adult"] },
        { field: "expiresOn", is: "in-next", days: 30 },
      ],
    },
    { match: "all", conditions: [{ field: "core", is: "known" }] },
  ],
};

describe("a rule in words", () => {
  it("is one sentence in each language, groups of several rows in brackets, and stands so where two desks disagree", async () => {
    const [cn, tw, en] = await Promise.all([wordsIn("zh-CN"), wordsIn("zh-TW"), wordsIn("en")]);
    expect(ruleText(RULE, cn)).toBe("（读者类型：成人读者，并且有效期至：今后 30 天内），或者核心读者");
    expect(ruleText(RULE, tw)).toBe("（讀者類型：成人讀者，並且有效日期：今後 30 天內），或者核心讀者");
    expect(ruleText(RULE, en)).toBe("(Category: Adult, and Expires on: within the next 30 days), or Core reader");
    expect(cellValue("segment", "rule", RULE as never, true, cn)).toBe(ruleText(RULE, cn));
    expect(ruleText({ match: "all", groups: [] }, cn)).toBe("没有条件");
    expect(
      ruleText({ match: "all", groups: [{ match: "all", conditions: [{ field: "mood", is: "smells-of" }] }] }, cn),
    ).toBe("mood：这个版本不认识的条件");
  });

  it("asks for the classes of the place where the library is, by their names, and never for a sensitive one", async () => {
    const [mainland, taiwan] = [await wordsIn("zh-TW"), await wordsIn("zh-TW", "taiwan")];
    expect(ruleClassesOf("mainland").join("")).toBe("ABCEFGHIJKNOPQSTUVXZ");
    expect(ruleClassesOf("taiwan").map((code) => ruleValue("interests", code, taiwan))).toEqual([
      "000 總類",
      "100 哲學類",
      "300 科學類",
      "400 應用科學類",
      "500 社會科學類",
      "600 史地類：中國史地",
      "700 世界史地",
      "800 語言文學類",
      "900 藝術類",
    ]);
    // of another decimal scheme a hundred means something else
    expect(ruleValue("interests", "800", mainland)).toBe("800");
  });

  it("names every field in every language", async () => {
    for (const locale of ["zh-CN", "zh-TW", "en"] as const) {
      const { t } = await wordsIn(locale);
      const names = Object.keys(SEGMENT_FIELDS).map((field) => segmentFieldName(field, t));
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it("says of a reader what holds, with what was found, and by whose hand", async () => {
    const words = await wordsIn("zh-CN");
    const today = dayToNumber("2026-11-26");
    const columns: ReaderColumns = {
      readers: ["ann", "bo"],
      columns: {
        category: choiceColumn(["adult", undefined]),
        expiresOn: dayColumn([today + 10, undefined]),
        core: choiceColumn([undefined, "core"]),
        value: numberColumn([1, 2]),
      },
    };
    const segment = compileSegment(storedRule(RULE, { pinned: ["bo"], excluded: [] }), columns, today);
    if (!segment.ok) throw new Error("refused");
    expect(whyText(segment.value.why(0), words)).toBe("读者类型：成人读者 · 有效期至：2026-12-06");
    expect(whyText(segment.value.why(1), words)).toBe("手动加入。核心读者");
  });
});
