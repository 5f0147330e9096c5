import { expect, test } from "vitest";
import { readTypedDay } from "../../../../../../renderer/features/readers/record/typed-day.ts";

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
