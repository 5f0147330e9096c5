/** What a sentence of "how computed" says is what the code does: its numbers and names come from there. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { BUSY_DAYS, BUSY_WEEKS } from "#shared/analysis/busy-week.ts";
import { FEWEST_REPEATING, FEWEST_TRIED, FORECAST_SPANS, STALE_PART } from "#shared/analysis/forecast/forecast.ts";
import { HOLD_OUT_GROUPS, MOST_ERROR } from "#shared/analysis/forecast/hold-out.ts";
import { CAME_BACK_FROM, lifeHistory, RETURNED_DAYS, standingOn } from "#shared/analysis/life/life-state.ts";
import { createOpenDays } from "#shared/analysis/life/open-days.ts";
import { EXCLUDED_CATEGORIES, hasValue } from "#shared/analysis/value.ts";
import { TEST_TAG } from "#shared/model/reader.ts";
import { PERSONS } from "#shared/reports/safe-persons.ts";
import { createFormat } from "../../../../renderer/i18n/format.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import { LOCALES, type Locale } from "../../../../renderer/i18n/locale.ts";
import type { MessageId } from "../../../../renderer/i18n/message-id.ts";
import { howValues } from "../../../../renderer/words/how-words.ts";
import { cardHolder, on, usesOn } from "../../../support/life-calendar.ts";

const AREAS = ["statistics", "figures", "keep", "reports"];
/** Not of the code: certainty, the whole, the years of papers. */
const OF_NO_CODE = /95 ?%|100 ?%|（[^）]*20\d\d）|\([^)]*20\d\d\)|Ang 2005|CES|ISO \d+/g;

const sentences = (locale: Locale): readonly (readonly [MessageId, string])[] =>
  AREAS.flatMap((area) =>
    Object.entries(
      JSON.parse(readFileSync(`renderer/i18n/messages/${locale}/${area}.json`, "utf8")) as Record<string, string>,
    ),
  ).filter(([id]) => /-how$|^reports\.(?:audit-)?how-/.test(id)) as never;

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

  it("say of which weeks the busy hours are, and how a forecast is tried", async () => {
    const { t } = await createI18n(locale);
    const format = createFormat(locale);
    const values = howValues(t, format);
    const busy = t("statistics.busy-how", values);
    for (const number of [BUSY_DAYS, BUSY_WEEKS]) expect(busy).toMatch(new RegExp(`(?<!\\d)${number}(?!\\d)`));
    const expected = t("figures.expected-how", values);
    // the longest span is held out where records reach back twice as long
    for (const number of [FORECAST_SPANS[0].months, HOLD_OUT_GROUPS, MOST_ERROR * 100, FEWEST_TRIED, FEWEST_REPEATING])
      expect(expected).toMatch(new RegExp(`(?<!\\d)${number}(?!\\d)`));
    expect(expected).toContain(format.percent(STALE_PART));
  });

  it("name both ways back of a returned reader, and all cards that are left out", async () => {
    const { t } = await createI18n(locale);
    const said = t("statistics.life-how", howValues(t, createFormat(locale)));
    for (const state of CAME_BACK_FROM) expect(said).toContain(t(`life.state-${state}`));
    expect(said).toContain(String(RETURNED_DAYS));
    const active = t("reports.how-active-readers", howValues(t, createFormat(locale)));
    for (const card of ["collective", "staff", "test"] as const) expect(active).toContain(t(`life.card-${card}`));
  });

  it("name in the reports whom each figure of persons counts: by the cards, or as the active readers", async () => {
    const { t } = await createI18n(locale);
    const values = howValues(t, createFormat(locale));
    for (const figure of Object.keys(PERSONS) as readonly (keyof typeof PERSONS)[]) {
      const said = t(`reports.how-${figure}`, values);
      // ratings are of service records, which the next test asks for
      if (PERSONS[figure] === "satisfaction") continue;
      const isByCards = (["collective", "staff", "test"] as const).every((card) =>
        said.includes(t(`life.card-${card}`)),
      );
      const isOfActive =
        figure !== "active-readers" && said.toLowerCase().includes(t("reports.name-active-readers").toLowerCase());
      expect([figure, isByCards || isOfActive]).toEqual([figure, true]);
    }
  });

  it("say of the satisfied that staff recorded it, wherever they stand", async () => {
    const { t } = await createI18n(locale);
    const values = howValues(t, createFormat(locale));
    const staff = { "zh-CN": /馆员记/, "zh-TW": /館員[記紀]/, en: /staff recorded|colleagues have noted/ }[locale];
    for (const id of [
      "reports.name-satisfaction",
      "reports.how-satisfaction",
      "reports.audit-satisfaction",
      "reports.audit-how-satisfaction",
    ] as const)
      expect(t(id, values), id).toMatch(staff);
  });
});

it("a use after a year, or after an absence that was long for the reader, makes her returned for as many days as are said", () => {
  const stateOn = (days: readonly number[], day: number): string =>
    standingOn(lifeHistory(cardHolder("2020-01-01"), usesOn(days), createOpenDays()), day).state;
  const back = on("2026-06-01");
  const [afterYears, afterWeeks] = [
    [on("2024-01-10"), back],
    [...Array.from({ length: 40 }, (_, place) => back - 70 + place), back],
  ];
  for (const days of [afterYears, afterWeeks])
    expect([stateOn(days, back + RETURNED_DAYS), stateOn(days, back + RETURNED_DAYS + 1) === "returned"]).toEqual([
      "returned",
      false,
    ]);
});

it("the cards that are left out are those that have no value", () => {
  for (const category of EXCLUDED_CATEGORIES) expect(hasValue({ category })).toBe(false);
  expect(hasValue({ tags: [TEST_TAG] })).toBe(false);
  expect([...EXCLUDED_CATEGORIES, TEST_TAG]).toEqual(["collective", "staff", "test"]);
  expect(hasValue({ category: "adult", tags: ["x"] })).toBe(true);
});
