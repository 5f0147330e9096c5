import { describe, expect, it } from "vitest";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import { pickLocale } from "../../../../renderer/i18n/locale.ts";
import { pseudoMessage } from "../../../../renderer/i18n/pseudo.ts";
import { monthText } from "../../../../renderer/words/things-named.ts";

describe("createI18n", () => {
  it("speaks each of the three languages", async () => {
    const words = await Promise.all(
      (["zh-CN", "zh-TW", "en"] as const).map(async (language) => (await createI18n(language)).t("frame.module-desk")),
    );
    expect(words).toEqual(["服务台", "服務台", "Desk"]);
  });

  it("fills in what a sentence is about", async () => {
    const { t } = await createI18n("en");
    expect(t("frame.zoomed", { percent: 125 })).toBe("Zoom 125%");
  });

  it("writes a month in English with two digits, as a day", async () => {
    const { t } = await createI18n("en");
    expect(["2026-01", "2026-12"].map((month) => monthText(month, t))).toEqual(["2026-01", "2026-12"]);
  });

  it("makes the pseudo-locale from English: bracketed, accented, at least a third longer, with its values kept", async () => {
    const { t, tag } = await createI18n("pseudo");
    const text = t("frame.zoomed", { percent: 125 });
    expect(text).toMatch(/^\[Žóóm 125%~+\]$/);
    expect(tag).toBe("en-x-pseudo");
    expect(t("frame.broken-title").length).toBeGreaterThan("This page has failed".length * 1.3);
  });
});

describe("pseudoMessage", () => {
  it("reaches into the choices of a plural", () => {
    const message = pseudoMessage([
      ["count", "plural", { offset: undefined, one: ["a row"], other: ["#", " rows"] } as never],
    ]);
    expect(JSON.stringify(message)).toContain("ŕów");
  });
});

describe("pickLocale", () => {
  it.each([
    [["zh-Hant-HK", "en"], "zh-TW"],
    [["zh-TW"], "zh-TW"],
    [["zh-Hans-SG"], "zh-CN"],
    [["zh"], "zh-CN"],
    [["de-DE", "zh-CN"], "zh-CN"],
    [["fr"], "en"],
    [[], "en"],
  ] as const)("takes %j as %s", (tags, wanted) => {
    expect(pickLocale(tags)).toBe(wanted);
  });
});
