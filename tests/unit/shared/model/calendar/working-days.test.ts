import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysBetween } from "#shared/kernel/day.ts";
import { addWorkingDays, isWorkingDay, opinionDue } from "#shared/model/calendar/working-days.ts";
import type { Branch } from "#shared/model/house.ts";
import { DEFAULT_DEADLINES, deadlineDaysOf } from "#shared/model/settings/deadline-days.ts";

describe("deadlines of opinions", () => {
  test("a complaint of Tuesday is due on Tuesday, five working days later", () => {
    expect(opinionDue("complaint", "2026-11-24", {})).toBe("2026-12-01");
  });

  test("a library's own deadlines go before the usual ones", () => {
    const within = deadlineDaysOf({ ...DEFAULT_DEADLINES, complaint: 3, praise: 1, question: null });
    expect(opinionDue("complaint", "2026-11-24", {}, within)).toBe("2026-11-27");
    expect(opinionDue("praise", "2026-11-24", {}, within)).toBe("2026-11-25");
    expect(opinionDue("question", "2026-11-24", {}, within)).toBeUndefined();
    for (const none of [undefined, null, 5, { complaint: 3 }, { ...DEFAULT_DEADLINES, complaint: 0 }])
      expect(deadlineDaysOf(none)).toEqual(DEFAULT_DEADLINES);
  });

  test("praise is due never", () => {
    expect(opinionDue("praise", "2026-11-24", {})).toBeUndefined();
  });

  test("an exchanged Saturday counts and a holiday does not", () => {
    const calendar = { workdays: { "2026-11-28": "work", "2026-11-26": "rest" } } as const;
    expect(addWorkingDays("2026-11-24", 5, calendar)).toBe("2026-12-01");
    expect(addWorkingDays("2026-11-24", 3, calendar)).toBe("2026-11-28");
  });

  test("over the national holiday counts the exchanged days", () => {
    // 国庆 2026: rest on 1 to 7 October, work on Sunday 20 September and Saturday 10 October. Received on Tuesday 29
    // September, by hand: Wednesday 30 (1), Thursday 8 (2), Friday 9 (3), Saturday 10 (4), Monday 12 (5)
    const rest = [1, 2, 3, 4, 5, 6, 7].map((day) => [`2026-10-0${day}`, "rest"] as const);
    const workdays = { ...Object.fromEntries(rest), "2026-09-20": "work", "2026-10-10": "work" } as const;
    expect(opinionDue("complaint", "2026-09-29", { workdays })).toBe("2026-10-12");
    // without the holiday: 30, 1, 2, 5, 6
    expect(opinionDue("complaint", "2026-09-29", {})).toBe("2026-10-06");
    // received on Friday 18 September: Sunday 20 (1), 21 (2), 22 (3), 23 (4), 24 (5)
    expect(opinionDue("question", "2026-09-18", { workdays })).toBe("2026-09-24");
  });

  test("a closure moves none", () => {
    const closed: Branch = { exceptions: { "2026-11-25": "closed", "2026-11-28": "open" } };
    expect(opinionDue("complaint", "2026-11-24", closed)).toBe("2026-12-01");
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
