import { expect, test } from "vitest";
import { fromParts, toParts } from "../../../../../../renderer/features/readers/record/field-parts.ts";

const TODAY = "2026-11-25";

test("an alert keeps its level and its last day, and is cleared by an empty text", () => {
  expect(fromParts("alert", { text: " 凭预约取书 ", level: "must", until: "12-1" }, TODAY)).toEqual({
    ok: true,
    value: { text: "凭预约取书", level: "must", until: "2026-12-01" },
  });
  expect(fromParts("alert", { text: "凭预约取书", level: "info", until: "" }, TODAY)).toEqual({
    ok: true,
    value: { text: "凭预约取书", level: "info" },
  });
  expect(fromParts("alert", { text: " ", level: "must", until: "" }, TODAY)).toEqual({ ok: true, value: null });
});

test("leaving needs its day, and no reason means that nobody has left", () => {
  expect(fromParts("leaving", { reason: "moved", on: "今天" }, TODAY)).toEqual({
    ok: true,
    value: { reason: "moved", on: TODAY },
  });
  expect(fromParts("leaving", { reason: "moved", on: "" }, TODAY)).toEqual({ ok: false, wrong: "on" });
  expect(fromParts("leaving", { reason: "", on: TODAY }, TODAY)).toEqual({ ok: true, value: null });
});

test("names the part that cannot be read", () => {
  expect(fromParts("alert", { text: "凭预约取书", level: "must", until: "以后" }, TODAY)).toEqual({
    ok: false,
    wrong: "until",
  });
  expect(fromParts("alert", { text: "字".repeat(300), level: "must", until: "" }, TODAY)).toEqual({
    ok: false,
    wrong: "text",
  });
});

test("opens with what stands there, or with what is usual", () => {
  expect(toParts("alert", { alert: { text: "a", level: "must" } }, TODAY)).toEqual({
    text: "a",
    level: "must",
    until: "",
  });
  expect(toParts("leaving", {}, TODAY)).toEqual({ reason: "", on: TODAY });
});
