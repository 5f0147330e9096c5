import { expect, it } from "vitest";
import { inCalendar } from "../../../../renderer/i18n/calendar.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";

it("says every day and every year of a sentence in Minguo years, spoken at once or later, and no name of a file", async () => {
  const western = await createI18n("zh-TW");
  const { t, say } = inCalendar(western, "minguo");
  expect(t("tasks.late", { day: "2026-11-20" })).toBe("115/11/20 逾期");
  expect(say({ id: "opinions.due-on", values: { day: "2026-11-20" } })).toBe("115/11/20 到期");
  expect(t("words.month", { year: "2026", month: "11" })).toBe("民國 115 年 11 月");
  expect(t("words.imported-one", { kind: "到館", day: "11-20" })).toBe("到館 11-20");
  // whatever the value is called
  expect(t("calendar.problem-backwards", { line: 3, from: "2026-11-20", to: "2026-11-10" })).toBe(
    "第 3 行：從 115/11/20 到 115/11/10，結束早於開始",
  );
  expect(t("day-log.file-name", { on: "2026-11-20" })).toContain("2026-11-20");
  expect(t("batch.file-name", { name: "志工", on: "2026-11-20", format: "csv" })).toBe("志工 2026-11-20.csv");
  expect(inCalendar(western, "western").t("tasks.late", { day: "2026-11-20" })).toBe("2026-11-20 逾期");
});
