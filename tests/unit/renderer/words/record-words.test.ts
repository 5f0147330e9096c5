import { expect, test } from "vitest";
import { EMPTY_HOUSE } from "../../../../renderer/db/read-house.ts";
import { createFormat } from "../../../../renderer/i18n/format.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import { cellValue } from "../../../../renderer/words/record-words.ts";
import type { Words } from "../../../../renderer/words/words.ts";

const { t } = await createI18n("zh-CN");
const house = {
  ...EMPTY_HOUSE,
  codes: new Map([["reason/returned-card", { "zh-CN": "已退证", "zh-TW": "已退證", en: "Returned the card" }]]),
};
const words: Words = { t, format: createFormat("zh-CN", "UTC"), locale: "zh-CN", house };

test("a value of several parts is said in words, without its codes", () => {
  expect(cellValue("reader", "leaving", { reason: "returned-card", on: "2025-02-24" }, true, words)).toBe(
    "已退证 · 2025-02-24",
  );
  expect(cellValue("reader", "alert", { text: "欠费", level: "must", until: "2026-12-31" }, true, words)).toBe(
    `欠费 · ${t("words.alert.must")} · 2026-12-31`,
  );
  expect(cellValue("reader", "consents", { given: false, at: 1 }, true, words)).toBe(t("words.refused"));
});
