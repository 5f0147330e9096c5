import { expect, test } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import { fromTyped, toTyped } from "../../../../../../renderer/features/readers/record/reader-fields.ts";

const TODAY = "2026-11-25";

test("reads several phones whatever stands between them", () => {
  expect(fromTyped({ field: "phones", kind: "list" }, "13800001111，010-8888 7777; 13800001111", TODAY)).toEqual({
    ok: true,
    value: ["13800001111", "010-8888 7777"],
  });
});

test("reads two phones that only a space parts as two, and one that is written in groups as one", () => {
  expect(fromTyped({ field: "phones", kind: "list" }, "13800001111 13900002222", TODAY)).toEqual({
    ok: true,
    value: ["13800001111", "13900002222"],
  });
  expect(fromTyped({ field: "phones", kind: "list" }, "138 0000 1111", TODAY)).toEqual({
    ok: true,
    value: ["138 0000 1111"],
  });
});

test("reads days as people write them and refuses what is none", () => {
  for (const typed of ["2026-1-5", "2026/01/05", "2026年1月5日", "20260105", "２０２６-１-５"])
    expect(fromTyped({ field: "expiresOn", kind: "coming-day" }, typed, TODAY)).toEqual({
      ok: true,
      value: "2026-01-05",
    });
  expect(fromTyped({ field: "expiresOn", kind: "coming-day" }, "明年", TODAY)).toEqual({ ok: false });
});

test("clears a field with nothing typed, and refuses what does not fit", () => {
  expect(fromTyped({ field: "name", kind: "line" }, "  ", TODAY)).toEqual({ ok: true, value: null });
  expect(fromTyped({ field: "keepInTouchDays", kind: "number" }, "often", TODAY)).toEqual({ ok: false });
  expect(fromTyped({ field: "gender", kind: "gender" }, "unknown", TODAY)).toEqual({ ok: false });
});

test("gives lists back as they are typed", () => {
  expect(toTyped(["a", "b"])).toBe("a，b");
  expect(toTyped(undefined)).toBe("");
});

test("reads other numbers as pairs, one a line or parted by semicolons, and gives them back", () => {
  const plan = { field: "otherIds", kind: "pairs" } as const;
  expect(fromTyped(plan, "学号：2023001；system=0042\nstaff 17", TODAY)).toEqual({
    ok: true,
    value: { 学号: "2023001", system: "0042", staff: "17" },
  });
  expect(toTyped({ 学号: "2023001", system: "0042" })).toBe("学号：2023001\nsystem：0042");
  expect(fromTyped(plan, "2023001", TODAY)).toEqual({ ok: false });
  expect(fromTyped(plan, "", TODAY)).toEqual({ ok: true, value: {} });
});

test.each(["mainland", "taiwan", "other"] as const)("takes no telephone without a digit in %s", (place) => {
  const read = (typed: string) => fromTyped({ field: "phones", kind: "list" }, typed, TODAY, place);
  for (const typed of ["abc", "无", "0912-345-678、没有", "＃"]) expect(read(typed)).toEqual({ ok: false });
  expect(read("02-2991-1234 ＃１２")).toMatchObject({ ok: true });
});

test("takes no day of birth, and none of enrolling, that is still to come", () => {
  for (const field of ["birthDate", "enrolledOn"] as const) {
    const read = (typed: string) => fromTyped({ field, kind: "past-day" }, typed, TODAY, "taiwan");
    expect(read(TODAY)).toEqual({ ok: true, value: TODAY });
    for (const typed of ["130/1/2", "民國130年1月2日", "2041-01-02", dayAfter(TODAY)])
      expect(read(typed)).toEqual({ ok: false });
    expect(read("民國75年1月2日")).toEqual({ ok: true, value: "1986-01-02" });
  }
});

const dayAfter = (day: string): string => addDays(day, 1);
