import { expect, it } from "vitest";
import { monthToClose } from "#shared/reports/period.ts";

it.each([
  ["year", "2026-01", [], "2026-10"],
  ["year", "2026-01", ["2026-10"], "2026-09"],
  ["quarter", "2026-10", ["2026-10"], "2026-10"],
  ["year", "2025-01", [], "2025-12"],
  ["quarter", "2027-01", [], "2027-01"],
] as const)("closes next, of the %s from %s with %s closed, %s", (span, month, closed, next) => {
  expect(monthToClose({ span, month }, "2026-11-25", (each) => closed.some((one) => one === each))).toBe(next);
});
