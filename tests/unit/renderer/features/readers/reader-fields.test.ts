import { expect, test } from "vitest";
import { fromTyped, toTyped } from "../../../../../renderer/features/readers/reader-fields.ts";

test("reads several phones whatever stands between them", () => {
  expect(fromTyped({ field: "phones", kind: "list" }, "13800001111，010-8888 7777; 13800001111")).toEqual({ ok: true, value: ["13800001111", "010-8888 7777"] });
});

test("reads days as people write them and refuses what is none", () => {
  for (const typed of ["2026-1-5", "2026/01/05", "2026年1月5日", "20260105", "２０２６-１-５"])
    expect(fromTyped({ field: "expiresOn", kind: "day" }, typed)).toEqual({ ok: true, value: "2026-01-05" });
  expect(fromTyped({ field: "expiresOn", kind: "day" }, "明年")).toEqual({ ok: false });
});

test("clears a field with nothing typed, and refuses what does not fit", () => {
  expect(fromTyped({ field: "name", kind: "line" }, "  ")).toEqual({ ok: true, value: null });
  expect(fromTyped({ field: "keepInTouchDays", kind: "number" }, "often")).toEqual({ ok: false });
  expect(fromTyped({ field: "gender", kind: "gender" }, "unknown")).toEqual({ ok: false });
});

test("gives lists back as they are typed", () => {
  expect(toTyped(["a", "b"])).toBe("a，b");
  expect(toTyped(undefined)).toBe("");
});
