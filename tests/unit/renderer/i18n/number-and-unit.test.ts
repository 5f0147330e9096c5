import { expect, it } from "vitest";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import figures from "../../../../renderer/i18n/messages/en/figures.json" with { type: "json" };
import keep from "../../../../renderer/i18n/messages/en/keep.json" with { type: "json" };
import life from "../../../../renderer/i18n/messages/en/life.json" with { type: "json" };
import reports from "../../../../renderer/i18n/messages/en/reports.json" with { type: "json" };
import statistics from "../../../../renderer/i18n/messages/en/statistics.json" with { type: "json" };

it("no line of a sheet in English ends between a number and what it counts, or a letter and its value", () => {
  const parted = Object.entries({ ...figures, ...keep, ...life, ...reports, ...statistics }).filter(([, said]) =>
    /(?:#|\{\w+, number\}|\{(?:count|days|total|year|visits)\}) [a-z]|\b[abrα] \{(?:a|b|r|alpha)\}/u.test(said),
  );
  expect(parted).toEqual([]);
});

it("one day is not said as several", async () => {
  const { t } = await createI18n("en");
  expect([
    t("life.cause-decline", { recent: 1, before: 4 }),
    t("life.cause-absence", { visits: 90, gap: 1, away: 1, last: "2026-11-20" }),
    t("life.cause-absence", { visits: 6, gap: 7.5, away: 40, last: "2026-10-01" }),
    t("reports.paper-opinion", { days: "1" }),
    t("reports.paper-opinion", { days: "1.5" }),
  ]).toEqual([
    "1\u00a0day of use in the last half year, 4\u00a0in the one before",
    "Came on 90\u00a0days in half a year, every open day; away for 1\u00a0open day, last on 2026-11-20",
    "Came on 6\u00a0days in half a year, every 7.5\u00a0open days; away for 40\u00a0open days, last on 2026-10-01",
    "One opinion answered, after 1\u00a0day",
    "One opinion answered, after 1.5\u00a0days",
  ]);
});
