import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysBetween } from "#shared/kernel/day.ts";
import { addWorkingDays, isWorkingDay, opinionDue } from "#shared/model/working-days.ts";

describe("deadlines of opinions", () => {
  test("a complaint of Tuesday is due on Tuesday, five working days later", () => {
    expect(opinionDue("complaint", "2026-11-24", {})).toBe("2026-12-01");
  });

  test("praise is due never", () => {
    expect(opinionDue("praise", "2026-11-24", {})).toBeUndefined();
  });

  test("an exchanged Saturday counts and a holiday does not", () => {
    const calendar = { exceptions: { "2026-11-28": "open", "2026-11-26": "closed" } } as const;
    expect(addWorkingDays("2026-11-24", 5, calendar)).toBe("2026-12-01");
    expect(addWorkingDays("2026-11-24", 3, calendar)).toBe("2026-11-28");
  });

  test("a branch that closes on Mondays counts its own week", () => {
    const calendar = { workingDays: ["2", "3", "4", "5", "6", "7"] };
    expect(isWorkingDay("2026-11-30", calendar)).toBe(false);
    expect(addWorkingDays("2026-11-27", 3, calendar)).toBe("2026-12-01");
  });

  test("always ends on a working day, even where none exists it ends", () => {
    const weekdays = fc.subarray(["1", "2", "3", "4", "5", "6", "7"], { minLength: 1 });
    fc.assert(
      fc.property(weekdays, fc.integer({ min: 1, max: 30 }), (workingDays, days) => {
        const due = addWorkingDays("2026-11-24", days, { workingDays });
        return isWorkingDay(due, { workingDays }) && daysBetween("2026-11-24", due) >= days;
      }),
    );
    expect(addWorkingDays("2026-11-24", 5, { workingDays: ["9"] })).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
});
