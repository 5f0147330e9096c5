import { expect, it } from "vitest";
import { dayToNumber } from "#shared/kernel/day.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import { causeText } from "../../../../renderer/words/life-words.ts";

const LEFT = { because: "leaving", reason: "deceased", on: dayToNumber("2026-03-02") } as const;

it.each([
  ["zh-CN", "已故", "2026-03-02 离开：已故"],
  ["zh-TW", "已故", "2026-03-02 離開：已故"],
  ["en", "Deceased", "Left on 2026-03-02: Deceased"],
] as const)("says in %s why somebody left, as the library calls it", async (locale, named, said) => {
  const { t } = await createI18n(locale);
  expect(causeText(LEFT, t, (code) => (code === "deceased" ? named : "?"))).toBe(said);
});
