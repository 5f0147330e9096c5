import { describe, expect, it } from "vitest";
import { createFormat } from "../../../../renderer/i18n/format.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import { shareBeside, shareText } from "../../../../renderer/words/percentage-words.ts";

describe("a share in words", async () => {
  const { t } = await createI18n("en");
  const format = createFormat("en");
  const text = (part: number, whole: number): string => shareText({ part, whole }, t, format);

  it("stands with what it is of, and of few with its numbers and interval instead of a percentage", () => {
    expect([text(94, 120), text(30, 30), text(9, 12), text(0, 0)]).toEqual([
      "78.3% (n = 120)",
      "100% (n = 30)",
      "9 / 12 (46.8% to 91.1%)",
      "–",
    ]);
  });

  it("beside a column that says what it is of, is a percentage or its numbers", () => {
    expect([
      shareBeside({ part: 94, whole: 120 }, format),
      shareBeside({ part: 9, whole: 12 }, format),
      shareBeside({ part: 0, whole: 0 }, format),
    ]).toEqual(["78.3%", "9 / 12", "–"]);
  });
});
