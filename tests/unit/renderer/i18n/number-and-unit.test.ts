import { expect, it } from "vitest";
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
