import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createOpenDays } from "#shared/analysis/life/open-days.ts";
import { addDays, dayToNumber } from "#shared/kernel/day.ts";
import {
  type BranchYear,
  DAY_MARKS,
  type DayMark,
  dayState,
  markDays,
  shownMark,
  withYear,
} from "#shared/model/calendar/day-marks.ts";
import { isWorkingDay } from "#shared/model/calendar/working-days.ts";

const MONDAY_CLOSED: BranchYear = { openDays: ["2", "3", "4", "5", "6", "7"] };
const mark = (branch: BranchYear, days: readonly string[], as: DayMark, name: string | null | undefined) =>
  markDays(
    branch,
    days.map((day) => ({ day, mark: as, name })),
  );
const on = (day: string, count: number): string[] => Array.from({ length: count }, (_, index) => addDays(day, index));

describe("marks in a branch's year", () => {
  test("a closure writes doors and name, and nothing of working days", () => {
    expect(mark(MONDAY_CLOSED, on("2026-07-06", 2), "closed", "暑期整修")).toEqual({
      exceptions: { "2026-07-06": "closed", "2026-07-07": "closed" },
      workdays: {},
      vacations: {},
      dayNames: { "2026-07-06": "暑期整修", "2026-07-07": "暑期整修" },
    });
  });

  test("a holiday on which the house is closed is both", () => {
    const branch = withYear(MONDAY_CLOSED, mark(MONDAY_CLOSED, ["2026-10-01"], "rest-closed", "国庆节"));
    expect(dayState(branch, "2026-10-01")).toEqual({
      isOpen: false,
      doors: "closed",
      workday: "rest",
      isAway: false,
      name: "国庆节",
    });
    expect(isWorkingDay("2026-10-01", branch)).toBe(false);
  });

  test("what stands there already is written no second time", () => {
    const closed = withYear(MONDAY_CLOSED, mark(MONDAY_CLOSED, ["2026-07-07"], "closed", "整修"));
    expect(mark(closed, ["2026-07-07"], "closed", undefined)).toBeNull();
    expect(mark(closed, ["2026-07-07"], "closed", null)).toMatchObject({ dayNames: { "2026-07-07": null } });
    expect(mark(MONDAY_CLOSED, ["2026-07-07"], "usual", null)).toBeNull();
    expect(mark(MONDAY_CLOSED, ["2026-02-30"], "closed", null)).toBeNull();
  });

  test("open is named only where the weekday is closed, and takes a closure away", () => {
    const closed = { ...MONDAY_CLOSED, exceptions: { "2026-07-07": "closed" } } as const;
    expect(mark(closed, ["2026-07-06", "2026-07-07"], "open", undefined)?.exceptions).toEqual({
      "2026-07-06": "open",
      "2026-07-07": null,
    });
  });

  test("the cell of a day says what touches readers first", () => {
    const state = { isOpen: true, doors: undefined, workday: undefined, isAway: false, name: undefined } as const;
    expect(shownMark({ ...state, doors: "closed", workday: "work" })).toBe("closed");
    expect(shownMark({ ...state, workday: "rest", isAway: true })).toBe("rest");
    expect(shownMark({ ...state, doors: "open", isAway: true })).toBe("open");
    expect(shownMark({ ...state, isAway: true })).toBe("away");
    expect(shownMark(state)).toBeNull();
  });

  test("any marks, then the usual, leave the year as it was, and each stands as it was given", () => {
    const days = on("2026-06-29", 14);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...days), fc.constantFrom(...DAY_MARKS))), (given) => {
        let branch = MONDAY_CLOSED;
        for (const [day, as] of given) {
          branch = withYear(branch, mark(branch, [day], as, "名"));
          const state = dayState(branch, day);
          if (as === "closed" || as === "rest-closed") expect(state.isOpen).toBe(false);
          if (as === "open") expect(state.isOpen).toBe(true);
          if (as === "work" || as === "rest") expect(isWorkingDay(day, branch)).toBe(as === "work");
          // what a person sees as open and with readers is what rhythms count
          const counted = createOpenDays(branch).isOpen(dayToNumber(day));
          expect(counted).toBe(state.isOpen && !state.isAway);
        }
        const cleared = withYear(branch, mark(branch, days, "usual", null));
        for (const day of days) expect(dayState(cleared, day)).toEqual(dayState(MONDAY_CLOSED, day));
      }),
    );
  });
});
