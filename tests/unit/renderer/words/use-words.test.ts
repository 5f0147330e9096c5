/**
 * One word, one thing: a recorded visit, a day with any use in the house, and a gate count have a name each, in
 * statistics, reports and rules.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LOCALES, type Locale } from "../../../../renderer/i18n/locale.ts";

const AREAS = ["statistics", "figures", "keep", "life", "conditions", "rules", "reports"];

const textsOf = (locale: Locale, area: string): Readonly<Record<string, string>> =>
  JSON.parse(readFileSync(`renderer/i18n/messages/${locale}/${area}.json`, "utf8"));
const all = (locale: Locale): Readonly<Record<string, string>> =>
  Object.assign({}, ...[...AREAS, "words"].map((area) => textsOf(locale, area)));

interface Names {
  readonly recorded: RegExp;
  readonly day: RegExp;
  readonly gate: RegExp;
  /** Whatever speaks of visits. */
  readonly visit: RegExp;
  /** Of it, what is no count: a state, the last one, the kind of service, a record that may be any use. */
  readonly other: RegExp;
}

const NAMES: Readonly<Record<Locale, Names>> = {
  "zh-CN": {
    recorded: /登记到馆/,
    day: /到馆日/,
    gate: /门禁(?:等)?计数/,
    visit: /到馆|来过[^，。；]*次/g,
    other: /重新到馆|最后一次到馆|到馆与利用|^到馆$/g,
  },
  "zh-TW": {
    recorded: /登記到館/,
    day: /到館日/,
    gate: /門禁(?:等)?計數/,
    visit: /到館|來過[^，。；]*次/g,
    other: /重新到館|最後一次到館|到館與利用|^到館$/g,
  },
  en: {
    recorded: /recorded visits?|visits? (?:were )?recorded/i,
    day: /visit days?/i,
    gate: /gate count/i,
    visit: /\bvisits?\b/gi,
    other: /last visit|^visits$/gi,
  },
};

/** What speaks of visits and is no count of them, or is both: recorded, or typed in where a gate is counted. */
const ELSEWHERE = new Set([
  // the rate at which a reader comes, and who came more than once
  "figures.expected-how",
  "figures.too-little-data",
  // of visits recorded or counted at the gate: the report's own figure
  "reports.name-visits",
  "reports.name-visits-per-head",
  "reports.how-visits-per-head",
  "reports.paper-visits",
  "reports.paper-visits-so-far",
  "reports.paper-visits-alone",
  // a title arrives
  "reports.audit-how-arrival-to-told",
]);

describe.each(LOCALES)("the words of use, in %s", (locale) => {
  const texts = all(locale);
  const { recorded, day, gate, visit, other } = NAMES[locale];

  it("call a recorded visit so where it is counted, imported and told, and a gate count so where it is typed in", () => {
    expect(texts["words.activity.visit"]).toMatch(recorded);
    for (const id of ["reports.how-visits", "reports.paper-no-visits"]) {
      expect(texts[id], id).toMatch(recorded);
      expect(texts[id], id).toMatch(gate);
    }
  });

  it("call a day with any use in the house so in measures, forecasts, segments and rules", () => {
    for (const id of [
      "figures.measure-visits",
      "figures.trend-visits-each",
      "figures.trend-items-a-visit",
      "figures.trend-how",
      "figures.value-how",
      "figures.expected-how",
      "figures.expected-why",
      "conditions.field-visits",
      "conditions.field-expectedVisits",
      "rules.when-new-no-return",
      "rules.cause-enrolled",
      "rules.none-new-no-return",
      "rules.threshold-visits",
    ]) {
      expect(texts[id], id).toMatch(day);
    }
  });

  it("speak of no visits beside these", () => {
    const stray = AREAS.flatMap((area) => Object.entries(textsOf(locale, area))).filter(([id, text]) => {
      // what a person sees: values have names of their own
      const shown = text.replace(/\{\w+(?:, (?:number|plural),?)?/g, "{");
      const [known, gates] = [new RegExp(`${recorded.source}|${day.source}`, "gi"), new RegExp(gate.source, "gi")];
      return (
        !ELSEWHERE.has(id) &&
        (shown.replace(other, "").replace(known, "").replace(gates, "").match(visit) ?? []).length > 0
      );
    });
    expect(stray).toEqual([]);
  });

  it("begin each formula a head with the figure that it divides, as that one is named", () => {
    for (const [formula, figure] of [
      ["visits-per-head", "visits"],
      ["attendance-per-head", "event-attendance"],
      ["loans-per-head", "loans"],
      ["reached", "active-readers"],
    ]) {
      const [divided = "", by = ""] = (texts[`reports.how-${formula}`] ?? "").toLowerCase().split(" ÷ ");
      expect([
        formula,
        texts[`reports.name-${figure}`]?.toLowerCase().includes(divided),
        by.startsWith((texts["reports.name-population"] ?? "").toLowerCase()),
      ]).toEqual([formula, true, true]);
    }
    // the director's sentence of it
    const named = { "zh-CN": "总流通", "zh-TW": "進館", en: "visit" }[locale];
    for (const id of ["reports.name-visits", "reports.paper-visits", "reports.paper-visits-so-far"])
      expect(texts[id]?.toLowerCase(), id).toContain(named);
  });
});
