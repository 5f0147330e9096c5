import { expect, it } from "vitest";
import { dayToNumber } from "#shared/kernel/day.ts";
import { recordedUse } from "../../../../../renderer/worker/reports/recorded-use.ts";

const reader = (branch: string, ...days: readonly string[]) => ({
  facts: { branch },
  useDays: { days: Int32Array.from(days, dayToNumber), from: 0, to: days.length },
});
const eachMonthBut = (...left: readonly string[]): readonly string[] =>
  ["2025-11", "2025-12", ...Array.from({ length: 10 }, (_, index) => `2026-${String(index + 1).padStart(2, "0")}`)]
    .filter((month) => !left.includes(month))
    .map((month) => `${month}-07`);

it("names the months of the year before in which no reader's use is recorded", () => {
  const readers = [reader("east", ...eachMonthBut("2026-03", "2026-08")), reader("west", "2026-08-20")];
  const last = dayToNumber("2026-10-31");
  expect(recordedUse(readers, null, last)).toEqual({ isAny: true, gaps: ["2026-03"] });
  expect(recordedUse(readers, "east", last)).toEqual({ isAny: true, gaps: ["2026-03", "2026-08"] });
  expect(recordedUse(readers, "north", last).isAny).toBe(false);
  // what came after the last day, or more than a year before, is nothing recorded in it
  expect(recordedUse([reader("east", "2024-05-01", "2026-11-01")], null, last)).toMatchObject({
    isAny: false,
    gaps: { length: 12 },
  });
});
