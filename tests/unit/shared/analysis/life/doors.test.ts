import { expect, it } from "vitest";
import { doorsOn, nextOpenDay } from "#shared/analysis/life/doors.ts";

/** Open from Tuesday to Sunday; 2026-11-25 is a Wednesday. */
const BRANCH = {
  openDays: ["2", "3", "4", "5", "6", "7"],
  hours: { "3": "08:30-20:30" },
  exceptions: { "2026-11-26": "closed", "2026-11-30": "open" },
  dayNames: { "2026-11-26": "停电检修" },
} as const;
const branch = { ...BRANCH, openDays: [...BRANCH.openDays] };

it("says from when to when the doors are open, or that they are closed and why", () => {
  expect(doorsOn(branch, "2026-11-25")).toEqual({ tag: "open", hours: { from: "08:30", to: "20:30" } });
  expect(doorsOn(branch, "2026-11-27")).toEqual({ tag: "open", hours: undefined });
  expect(doorsOn(branch, "2026-11-26")).toEqual({ tag: "closed", why: "停电检修" });
  expect(doorsOn(branch, "2026-11-23")).toEqual({ tag: "closed", why: undefined });
  expect(doorsOn({}, "2026-11-23")).toEqual({ tag: "open", hours: undefined });
});

it("finds the next open day past a closed one, on a day that is opened beside, and in a vacation", () => {
  expect(nextOpenDay(branch, "2026-11-25")).toBe("2026-11-27");
  expect(nextOpenDay(branch, "2026-11-29")).toBe("2026-11-30");
  expect(nextOpenDay(branch, "2026-12-06")).toBe("2026-12-08");
  expect(nextOpenDay({}, "2026-12-31")).toBe("2027-01-01");
  const vacations = { "2026-12-01": "away" } as const;
  expect(nextOpenDay({ ...branch, ...{ vacations } }, "2026-11-30")).toBe("2026-12-01");
});
