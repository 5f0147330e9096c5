import { expect, test } from "vitest";
import type { Json } from "#shared/kernel/json.ts";
import { cellPlace } from "#shared/replication/rows/merge-cells.ts";
import { EMPTY_HOUSE } from "../../../../renderer/db/read-house.ts";
import { createFormat } from "../../../../renderer/i18n/format.ts";
import { createI18n } from "../../../../renderer/i18n/i18n.ts";
import { cellName, cellValue } from "../../../../renderer/words/record-words.ts";
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
  expect(cellValue("reader", "consents", { given: true, at: 1, giver: "guardian" }, true, words)).toBe(
    "同意（监护人）",
  );
  expect(cellValue("reader", "doNotContact", { since: "2026-11-01", words: "别再打电话了" }, true, words)).toBe(
    "2026-11-01 · 别再打电话了",
  );
  const minguo: Words = { ...words, format: createFormat("zh-TW", "UTC", "minguo") };
  expect(cellValue("reader", "leaving", { reason: "moved-in-code", on: "2025-02-24" }, true, minguo)).toContain(
    "114/02/24",
  );
});

test("ids, steps and moments are said as names and words, never as they are kept", () => {
  const at = Date.UTC(2026, 10, 30, 7, 17);
  const all: Words = {
    ...words,
    house: { ...house, staff: new Map([["s1", "张强"]]), branches: new Map([["b1", "西馆"]]) },
    readers: new Map([["r2", "李梅"]]),
  };
  const said = (kind: "feedback" | "reader" | "task" | "interaction", cell: string, value: Json): string =>
    `${cellName(kind, cellPlace(kind, cell), all)} = ${cellValue(kind, cellPlace(kind, cell).field, value, true, all)}`;
  expect(said("feedback", "steps/registered", { at, by: "s1" })).toBe("办理进度：已登记 = 2026-11-30 07:17 · 张强");
  expect(said("feedback", "steps/told", { at })).toBe("办理进度：已告知读者 = 2026-11-30 07:17");
  expect(said("feedback", "steps/of-a-newer-version", { at })).toBe("办理进度 = 2026-11-30 07:17");
  expect(said("feedback", `notes/${at}`, { text: "已转后勤", by: "s1" })).toBe(
    "内部备注：2026-11-30 07:17 = 已转后勤 · 张强",
  );
  expect(said("feedback", "reader", "r2")).toBe("读者 = 李梅");
  expect(said("feedback", "reader", "01a22cec")).toBe("读者 = 读者");
  expect(said("feedback", "owner", "01a22cec")).toBe("承办人 = 馆员");
  expect(said("feedback", "branch", "b1")).toBe("分馆 = 西馆");
  expect(said("feedback", "closedBy", "no-answer-possible")).toBe("由谁办结 = 无法答复");
  expect(said("task", "about", { kind: "reader", id: "r2" })).toBe("关于 = 读者 · 李梅");
  expect(said("task", "about", { kind: "feedback", id: "01a22cec" })).toBe("关于 = 读者意见");
  expect(said("task", "origin", { by: "person", id: "s1" })).toBe("来源 = 张强");
  expect(said("task", "origin", { by: "rule", id: "core-not-seen" })).toBe("来源 = 按规则 · 核心读者近期少来");
  expect(said("interaction", "desk", "01a22cec")).toBe("服务台 = —");
  expect(said("interaction", "feedback", "01a22cec")).toBe("相关意见 = 读者意见");
});
