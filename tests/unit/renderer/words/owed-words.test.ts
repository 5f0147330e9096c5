import { expect, test } from "vitest";
import { CONTACT_PURPOSES } from "#shared/model/consent/purposes.ts";
import { GOAL_RULES } from "#shared/model/outreach/outreach-goals.ts";
import { JOURNEYS } from "#shared/outreach/journey.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";

test.each([
  ["zh-CN", ["预约的书到了", "借的书", "证件快到期"]],
  ["zh-TW", ["預約的書到了", "借的書", "借閱證快到期"]],
  ["en", ["reserved", "loan", "card runs out"]],
] as const)("whoever wants no contact hears what is told all the same, in %s", async (locale, owed) => {
  const { t } = await createI18n(locale);
  // the goal of a card that runs out rests on the purpose of holds and loans
  expect(GOAL_RULES["expiring-card"].purpose).toBe("arrival");
  for (const words of owed) {
    expect(t("readers.quiet-what")).toContain(words);
    expect(t("readers.ask-arrival", { way: "" })).toContain(words);
  }
  for (const journey of JOURNEYS) {
    const { purpose } = GOAL_RULES[journey];
    const isOwed = purpose !== null && CONTACT_PURPOSES[purpose] !== "consent";
    expect(t("outreach.journeys-hint").includes(t(`outreach.goal-${journey}`)), journey).toBe(isOwed);
  }
});
