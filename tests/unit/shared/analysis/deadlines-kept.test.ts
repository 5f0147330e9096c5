import { describe, expect, it } from "vitest";
import { type Judged, opinionsInTime, promisesKept, wasOpinionLate } from "#shared/analysis/deadlines-kept.ts";

const at = (day: string): number => Date.parse(`${day}T10:00Z`);
const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
const TODAY = "2026-11-25";

const opinion = (received: string, due: string | undefined, answered?: string): Judged => ({
  receivedAt: at(received),
  status: answered === undefined ? "accepted" : "answered",
  ...(due !== undefined && { due }),
  ...(answered !== undefined && { steps: { answered: { at: at(answered) } } }),
});

describe("an opinion", () => {
  it("is late when it was answered behind its day, or is open behind it", () => {
    expect(wasOpinionLate(opinion("2026-11-01", "2026-11-06", "2026-11-06"), dayOf, TODAY)).toBe(false);
    expect(wasOpinionLate(opinion("2026-11-01", "2026-11-06", "2026-11-07"), dayOf, TODAY)).toBe(true);
    expect(wasOpinionLate(opinion("2026-11-01", "2026-11-24"), dayOf, TODAY)).toBe(true);
    expect(wasOpinionLate(opinion("2026-11-01", TODAY), dayOf, TODAY)).toBe(false);
    expect(wasOpinionLate(opinion("2026-11-01", undefined), dayOf, TODAY)).toBe(false);
  });

  it("goes by an external order's deadline where there is one", () => {
    expect(
      wasOpinionLate(
        { ...opinion("2026-11-01", "2026-11-30"), externalOrder: { system: "12345", number: "7", due: "2026-11-20" } },
        dayOf,
        TODAY,
      ),
    ).toBe(true);
  });

  it("that was closed without an answer is judged by its closing", () => {
    expect(
      wasOpinionLate(
        {
          receivedAt: at("2026-11-01"),
          status: "closed",
          due: "2026-11-06",
          steps: { closed: { at: at("2026-11-09") } },
        },
        dayOf,
        TODAY,
      ),
    ).toBe(true);
  });

  it("counts in the month in which it came", () => {
    const rows = [
      opinion("2026-10-31", "2026-11-05", "2026-11-09"),
      opinion("2026-11-01", "2026-11-06", "2026-11-02"),
      opinion("2026-09-30", "2026-10-02"),
      // nobody has answered it, and there is time: neither in time nor late
      opinion("2026-11-20", "2026-11-27"),
    ];
    expect(opinionsInTime(rows, ["2026-10", "2026-11"], dayOf, TODAY)).toEqual([
      { month: "2026-10", inTime: 0, late: 1 },
      { month: "2026-11", inTime: 1, late: 0 },
    ]);
  });
});

describe("promises", () => {
  const promise = (due: string, done?: string) => ({
    promisedTo: "r1",
    due,
    ...(done !== undefined && { done: at(done) }),
  });
  it("are kept when done by their day; those whose day is not over count for nothing yet", () => {
    const rows = [
      promise("2026-11-03", "2026-11-03"),
      promise("2026-11-04", "2026-11-05"),
      promise("2026-11-05"),
      promise(TODAY),
      promise("2026-11-28"),
      promise("2026-11-29", "2026-11-20"),
    ];
    // kept: the first and the last; due and over: four
    expect(promisesKept(rows, "2026-11-01", "2026-11-30", dayOf, TODAY)).toEqual({ kept: 2, all: 4 });
  });

  it("are to readers: a task is none", () => {
    expect(promisesKept([{ due: "2026-11-03" }], "2026-11-01", "2026-11-30", dayOf, TODAY)).toEqual({
      kept: 0,
      all: 0,
    });
  });
});
