import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween, dayToNumber, isDay, numberToDay, weekdayOf } from "#shared/kernel/day.ts";

describe("calendar days", () => {
  test("agree with the platform's calendar from 1600 to 2400", () => {
    fc.assert(
      fc.property(fc.integer({ min: -135_000, max: 157_000 }), (days) => {
        const date = new Date(days * 86_400_000);
        const day = date.toISOString().slice(0, 10);
        expect(numberToDay(days)).toBe(day);
        expect(dayToNumber(day)).toBe(days);
        expect(weekdayOf(day)).toBe(date.getUTCDay() === 0 ? 7 : date.getUTCDay());
      }),
    );
  });

  test("cross months, leap days and years", () => {
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(daysBetween("2026-12-01", "2026-11-24")).toBe(-7);
  });

  test("a day that does not exist is none", () => {
    expect(isDay("2026-02-29")).toBe(false);
    expect(isDay("2026-13-01")).toBe(false);
    expect(isDay("2026-11-24")).toBe(true);
  });
});
