import { describe, expect, it } from "vitest";
import { fewestToGoOn, housedUntil, importedUntil, spansBeside } from "#shared/analysis/life/import-reach.ts";
import { createOpenDays } from "#shared/analysis/life/open-days.ts";
import { daysReached, parseDaysReached } from "#shared/import-export/library-use/days-reached.ts";
import { dayToNumber } from "#shared/kernel/day.ts";

const on = dayToNumber;
const TODAY = on("2026-11-25");

describe("up to which day use was imported", () => {
  it("is the last day of each kind over all lists, in the order of the kinds", () => {
    expect(
      importedUntil([{ loan: "2026-11-10", visit: "2026-11-03" }, { loan: "2026-11-17" }, { loan: "2026-11-17" }]),
    ).toEqual([
      { kind: "visit", until: "2026-11-03", lists: 1 },
      { kind: "loan", until: "2026-11-17", lists: 2 },
    ]);
  });

  it("bounds who was in the house by the earliest kind that waits for another list", () => {
    const known = (
      goesOn: readonly ("loan" | "visit")[],
      ...imports: Parameters<typeof importedUntil>[0]
    ): number | undefined => housedUntil(importedUntil(imports), new Set(goesOn), TODAY);
    expect(
      known([], { loan: "2026-11-10" }, { loan: "2026-11-17" }, { visit: "2026-11-01" }, { visit: "2026-11-20" }),
    ).toBe(on("2026-11-17"));
    // one list, with which the library began; the next was not made
    expect(known([], { loan: "2026-10-31", visit: "2026-10-31" })).toBe(on("2026-10-31"));
    // the past that a library began with, what is used from home, and what was given up
    expect(known(["loan"], { loan: "2026-06-30" })).toBeUndefined();
    expect(known(["loan"], { loan: "2026-06-30" }, { visit: "2026-11-01" })).toBe(on("2026-11-01"));
    expect(known([], { "e-resource": "2026-06-01" }, { "e-resource": "2026-07-01" })).toBeUndefined();
    expect(known([], { loan: "2025-03-01" }, { loan: "2025-04-01" })).toBeUndefined();
  });

  it("compares the last days of the only list of a kind with as many after it, of whole weeks", () => {
    const [loans, visits] = importedUntil([{ loan: "2026-11-15", visit: "2026-06-30" }]).toReversed();
    expect(loans && spansBeside(loans, TODAY)).toEqual({
      before: { from: on("2026-11-06"), to: on("2026-11-15") },
      after: [
        { from: on("2026-11-16"), to: TODAY },
        { from: on("2026-11-16"), to: TODAY },
      ],
    });
    expect(visits && spansBeside(visits, TODAY)).toEqual({
      before: { from: on("2026-06-03"), to: on("2026-06-30") },
      after: [
        { from: on("2026-07-01"), to: on("2026-07-28") },
        { from: on("2026-10-29"), to: TODAY },
      ],
    });
    // nothing is missing yet; the same list again is no other, two are waited for
    for (const lists of [[{ loan: "2026-11-25" }], [{ loan: "2026-11-10" }, { loan: "2026-11-17" }]])
      expect(importedUntil(lists).map((each) => spansBeside(each, TODAY))).toEqual([undefined]);
    expect(
      importedUntil([{ loan: "2026-06-30" }, { loan: "2026-06-30" }]).map((each) => spansBeside(each, TODAY)),
    ).not.toEqual([undefined]);
    expect([0, 3, 400].map(fewestToGoOn)).toEqual([1, 1, 100]);
  });

  it("is read of a list, no day later than today, and of a report that was not taken back", () => {
    const uses = [
      { kind: "loan", on: "2026-11-10" },
      { kind: "loan", on: "2026-11-17" },
      { kind: "visit", on: "2027-01-01" },
    ] as const;
    expect(daysReached(uses, "2026-11-25")).toEqual({ loan: "2026-11-17" });
    expect(parseDaysReached({ importId: "a", until: { loan: "2026-11-17" } })).toEqual({ loan: "2026-11-17" });
    for (const none of [
      { until: { loan: "2026-11-17" }, undoneAt: 1 },
      { written: 3 },
      { until: { loan: "soon" } },
      null,
    ])
      expect(parseDaysReached(none)).toBeUndefined();
  });
});

describe("open days of which it is known who came", () => {
  it("end there, so that nobody is away for longer; what lies ahead is counted as ever", () => {
    const { openBetween, daysAfter, daysBefore, knownOn } = createOpenDays({}, on("2026-11-10"));
    expect([knownOn(on("2026-11-01")), knownOn(on("2026-11-25"))]).toEqual([on("2026-11-01"), on("2026-11-10")]);
    expect([
      openBetween(on("2026-11-01"), on("2026-11-08")),
      openBetween(on("2026-11-01"), on("2026-11-25")),
      openBetween(on("2026-11-12"), on("2026-11-25")),
    ]).toEqual([7, 9, 0]);
    expect([daysBefore(on("2026-11-25"), 5), daysAfter(on("2026-11-08"), 5)]).toEqual([
      on("2026-11-05"),
      on("2026-11-13"),
    ]);
  });
});
