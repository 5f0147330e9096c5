import { expect, test } from "vitest";
import { FEEDBACK_TYPES } from "#shared/model/feedback.ts";
import { PURPOSES } from "#shared/model/purpose.ts";
import { codeName, EMPTY_HOUSE } from "../../../../renderer/db/read-house.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import { LOCALES } from "../../../../renderer/i18n/locale.ts";

test.each(LOCALES)("every opinion has a name as the purpose of its service record, in %s", async (locale) => {
  const { t } = await createI18n(locale);
  const unlisted = FEEDBACK_TYPES.filter((type) => !PURPOSES.some((purpose) => purpose === type));
  expect(unlisted).toEqual(["question", "personal-information"]);
  for (const type of unlisted) expect(codeName(EMPTY_HOUSE, "purpose", type, locale)).toBe(t(`words.opinion.${type}`));
});

test("a code without a record shows itself", () => {
  expect(codeName(EMPTY_HOUSE, "purpose", "knitting", "en")).toBe("knitting");
  expect(codeName(EMPTY_HOUSE, "topic", "question", "en")).toBe("question");
});
