import { expect, test } from "vitest";
import { readTypedDay } from "#shared/model/input/typed-day.ts";

const TODAY = "2026-11-25";

test("reads a day to come ahead, as the desk does", () => {
  expect(readTypedDay("coming-day", "周五", TODAY)).toBe("2026-11-27");
  expect(readTypedDay("coming-day", "3-1", TODAY)).toBe("2027-03-01");
  expect(readTypedDay("coming-day", "2025-03-01", TODAY)).toBe("2025-03-01");
});

test("reads a day that is past never after today", () => {
  expect(readTypedDay("past-day", "今天", TODAY)).toBe(TODAY);
  expect(readTypedDay("past-day", "昨天", TODAY)).toBe("2026-11-24");
  expect(readTypedDay("past-day", "3月1日", TODAY)).toBe("2026-03-01");
  expect(readTypedDay("past-day", "12-31", TODAY)).toBe("2025-12-31");
  expect(readTypedDay("past-day", "周五", TODAY)).toBeNull();
});

test("reads no day that the calendar does not have", () => {
  expect(readTypedDay("past-day", "2026-02-30", TODAY)).toBeNull();
  expect(readTypedDay("coming-day", "20261301", TODAY)).toBeNull();
});

test.each([
  ["113/05/06", "2024-05-06"],
  ["113-5-6", "2024-05-06"],
  ["1130506", "2024-05-06"],
  ["0750506", "1986-05-06"],
  ["民國113年5月6日", "2024-05-06"],
  ["民國 75 年 5 月 6 日", "1986-05-06"],
  ["１１３．５．６", "2024-05-06"],
])("reads %s as a day of the Minguo calendar, in every place", (typed, day) => {
  for (const place of ["mainland", "taiwan", "other"] as const)
    for (const kind of ["past-day", "coming-day"] as const) expect(readTypedDay(kind, typed, TODAY, place)).toBe(day);
});

test("reads years of two digits as Minguo years in Taiwan only", () => {
  expect(readTypedDay("past-day", "75/5/6", TODAY, "taiwan")).toBe("1986-05-06");
  expect(readTypedDay("past-day", "750506", TODAY, "taiwan")).toBe("1986-05-06");
  for (const place of ["mainland", "other", undefined] as const)
    for (const typed of ["75/5/6", "750506"]) expect(readTypedDay("past-day", typed, TODAY, place)).toBeNull();
  // 4-digit years are never Minguo years
  expect(readTypedDay("past-day", "1986/5/6", TODAY, "taiwan")).toBe("1986-05-06");
});

test.each(["113/02/30", "民國2024年5月6日", "113/13/06", "11305", "民國"])("takes %s for no day", (typed) => {
  expect(readTypedDay("past-day", typed, TODAY, "taiwan")).toBeNull();
});
