import { expect, test } from "vitest";
import { usedSince } from "#shared/analysis/lists/used-since.ts";

test("counts days with any use, loans by their number and events, from the day on", () => {
  const rows = [
    { on: "2026-01-04", kind: "loan" as const, quantity: 9 },
    { on: "2026-01-05", kind: "loan" as const, quantity: 3 },
    { on: "2026-01-05", kind: "event" as const },
    { on: "2026-02-01", kind: "loan" as const },
    { on: "2026-02-02", kind: "visit" as const },
    { kind: "loan" as const },
  ];
  expect(usedSince(rows, [], "2026-01-05")).toEqual({ days: 3, loans: 4, events: 1 });
  // served at the desk on a day with a loan, on one without anything, and before the day
  expect(usedSince(rows, ["2026-01-05", "2026-03-01", "2026-03-01", "2026-01-04"], "2026-01-05").days).toBe(4);
  expect(usedSince([], [], "2026-01-05")).toEqual({ days: 0, loans: 0, events: 0 });
});
