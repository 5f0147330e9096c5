import { describe, expect, test } from "vitest";
import { matchCommands } from "../../../../../renderer/app/commands/palette-matches.ts";
import { SAME_WORDS } from "../../../../../renderer/app/commands/same-words.ts";
import { createI18n } from "../../../../../renderer/i18n/i18n.ts";
import type { Locale } from "../../../../../renderer/i18n/locale.ts";
import type { MessageId } from "../../../../../renderer/i18n/message-id.ts";
import type { DeskCommand } from "../../../../../renderer/platform/command.ts";
import { createReadings } from "../../../../../renderer/worker/search/readings.ts";
import { createSimplifier } from "../../../../../renderer/worker/simplify.ts";

const readings = createReadings(createSimplifier());
const LABELS = ["commands.tasks", "commands.reports", "commands.lock", "commands.refresh", "commands.back"] as const;
const COMMANDS = LABELS.map(
  (label: MessageId): DeskCommand => ({
    id: label.replace("commands.", "view."),
    label,
    section: "view",
    run: () => {},
  }),
);

async function found(locale: Locale, text: string): Promise<readonly string[]> {
  const { t } = await createI18n(locale);
  const syllables = new Map(LABELS.map((label) => [t(label), readings.ofLabel(t(label))]));
  return matchCommands(COMMANDS, text, t, syllables).map(({ id }) => id);
}

describe("a command is found", () => {
  test("by pinyin and its initials, from any character on, in either script", async () => {
    for (const locale of ["zh-CN", "zh-TW"] as const) {
      expect(await found(locale, "daiban")).toEqual(["view.tasks"]);
      expect(await found(locale, "db")).toEqual(["view.tasks"]);
      expect(await found(locale, "chengnuo")).toEqual(["view.tasks"]);
      // a word's reading and not its first character's alone: 统计报表, 統計報表
      expect(await found(locale, "tjbb")).toEqual(["view.reports"]);
    }
    expect(await found("zh-CN", "aiban")).toEqual([]);
  });

  test("by another word for the same", async () => {
    expect(await found("zh-CN", "任务")).toEqual(["view.tasks"]);
    expect(await found("zh-TW", "任務")).toEqual(["view.tasks"]);
    expect(await found("en", "todo")).toEqual(["view.tasks"]);
    expect(await found("zh-CN", "锁屏")).toEqual(["view.lock"]);
    // also by the word of another script
    expect(await found("zh-CN", "統計")).toEqual(["view.reports"]);
  });

  test("the better the nearer: its own words before others'", async () => {
    // 统计报表 has 报表 in it, whatever else means the same
    expect((await found("zh-CN", "报表"))[0]).toBe("view.reports");
  });
});

test("of words for the same each is folded, and of more than one letter", () => {
  for (const word of SAME_WORDS.flat()) {
    expect(word).toBe(word.normalize("NFKC").toLowerCase());
    expect([...word].length).toBeGreaterThan(1);
  }
});
