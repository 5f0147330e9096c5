/** What a sentence of "how computed" says is what the code does: its numbers and names come from there. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CAME_BACK_FROM, lifeHistory, RETURNED_DAYS, standingOn } from "#shared/analysis/life/life-state.ts";
import { createOpenDays } from "#shared/analysis/life/open-days.ts";
import { EXCLUDED_CATEGORIES, hasValue, TEST_TAG } from "#shared/analysis/value.ts";
import { createFormat } from "../../../../renderer/i18n/format.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import { LOCALES, type Locale } from "../../../../renderer/i18n/locale.ts";
import type { MessageId } from "../../../../renderer/i18n/message-id.ts";
import { howValues } from "../../../../renderer/words/how-words.ts";
import { cardHolder, on, usesOn } from "../../../support/life-calendar.ts";

const AREAS = ["statistics", "figures", "keep", "reports"];
/** Not of the code: certainty, the whole, the years of papers. */
const OF_NO_CODE = /95 ?%|100 ?%|（[^）]*20\d\d）|\([^)]*20\d\d\)|Ang 2005|CES|ISO \d+/g;
/** A model of its own, and hours of the desk's clock: their numbers stand beside their code. */
const ELSEWHERE = new Set(["figures.expected-how", "statistics.busy-how"]);

const sentences = (locale: Locale): readonly (readonly [MessageId, string])[] =>
  AREAS.flatMap((area) => Object.entries(JSON.parse(readFileSync(`renderer/i18n/messages/${locale}/${area}.json`, "utf8")) as Record<string, string>)).filter(
    ([id]) => /-how$|^reports\.(?:audit-)?how-/.test(id) && !ELSEWHERE.has(id),
  ) as never;

describe.each(LOCALES)("the sentences of how a figure is computed, in %s", (locale) => {
  it("write no number of their own, and have a value for every place", async () => {
    const { t } = await createI18n(locale);
    const values = howValues(t, createFormat(locale));
    const all = sentences(locale);
    expect(all.length).toBeGreaterThan(30);
    for (const [id, text] of all) {
      expect(text.replace(OF_NO_CODE, ""), id).not.toMatch(/\d/);
      for (const [, place = ""] of text.matchAll(/\{(\w+)\}/g)) expect(Object.keys(values), id).toContain(place);
      expect(t(id, values), id).not.toMatch(/[{}]|undefined/);
    }
  });

  it("name both ways back of a returned reader, and all cards that are left out", async () => {
    const { t } = await createI18n(locale);
    const said = t("statistics.life-how", howValues(t, createFormat(locale)));
    for (const state of CAME_BACK_FROM) expect(said).toContain(t(`life.state-${state}`));
    expect(said).toContain(String(RETURNED_DAYS));
    const active = t("reports.how-active-readers", howValues(t, createFormat(locale)));
    for (const card of ["collective", "staff", "test"] as const) expect(active).toContain(t(`life.card-${card}`));
  });
});

it("a use after a year, or after an absence that was long for the reader, makes her returned for as many days as are said", () => {
  const stateOn = (days: readonly number[], day: number): string => standingOn(lifeHistory(cardHolder("2020-01-01"), usesOn(days), createOpenDays()), day).state;
  const back = on("2026-06-01");
  const [afterYears, afterWeeks] = [
    [on("2024-01-10"), back],
    [...Array.from({ length: 40 }, (_, place) => back - 70 + place), back],
  ];
  for (const days of [afterYears, afterWeeks]) expect([stateOn(days, back + RETURNED_DAYS), stateOn(days, back + RETURNED_DAYS + 1) === "returned"]).toEqual(["returned", false]);
});

it("the cards that are left out are those that have no value", () => {
  for (const category of EXCLUDED_CATEGORIES) expect(hasValue({ category })).toBe(false);
  expect(hasValue({ tags: [TEST_TAG] })).toBe(false);
  expect([...EXCLUDED_CATEGORIES, TEST_TAG]).toEqual(["collective", "staff", "test"]);
  expect(hasValue({ category: "adult", tags: ["x"] })).toBe(true);
});
