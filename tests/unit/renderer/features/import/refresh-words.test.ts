import { describe, expect, it } from "vitest";
import { reasonSentence } from "../../../../../renderer/features/import/refresh/refresh-words.ts";
import { createFormat } from "../../../../../renderer/i18n/format.ts";
import { createI18n } from "../../../../../renderer/i18n/i18n.ts";

const now = Date.parse("2026-12-01T08:00:00Z");
const written = Date.parse("2026-12-01T07:22:08Z");

describe("what is asked before a list is taken", () => {
  it.each([
    ["zh-CN", "文件时间是今天 07:22:08，比上次更新的（今天 07:22:51）还早。要用这份旧的吗？"],
    ["zh-TW", "檔案時間是今天 07:22:08，比上次更新的（今天 07:22:51）還早。要用這份舊的嗎？"],
    ["en", "The file was written Today 07:22:08, before the one taken last (Today 07:22:51). Is the older one meant?"],
  ] as const)("says in %s which of two files of one minute is the older one", async (locale, sentence) => {
    const { t } = await createI18n(locale);
    const reason = { tag: "older", before: written + 43_000, now: written } as const;
    expect(reasonSentence(reason, t, createFormat(locale, "UTC"), now)).toBe(sentence);
  });
});
