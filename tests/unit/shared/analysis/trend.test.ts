import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { trendParts } from "#shared/analysis/trend.ts";

describe("why use has changed", () => {
  test("is told in items: half the readers who each did the same explain everything", () => {
    const found = trendParts({ readers: 100, visits: 1000, items: 2000 }, { readers: 50, visits: 500, items: 1000 });
    expect(found?.change).toBe(-1000);
    expect(found?.byReaders).toBeCloseTo(-1000, 9);
    expect(found?.byVisitsEach).toBeCloseTo(0, 9);
    expect(found?.byItemsAVisit).toBeCloseTo(0, 9);
  });

  test("can be movements against each other without any change in all", () => {
    // twice the readers with half the visits each: ln 2 · 1000 either way, the mean of equals being 1000
    const found = trendParts({ readers: 50, visits: 500, items: 1000 }, { readers: 100, visits: 500, items: 1000 });
    expect(found?.change).toBe(0);
    expect(found?.byReaders).toBeCloseTo(693.147, 3);
    expect(found?.byVisitsEach).toBeCloseTo(-693.147, 3);
  });

  test("is not told where a period has nothing", () => {
    const some = { readers: 1, visits: 1, items: 1 };
    for (const none of [
      { ...some, readers: 0 },
      { ...some, visits: 0 },
      { ...some, items: 0 },
      { ...some, items: -1 },
      { ...some, items: Number.NaN },
    ]) {
      expect(trendParts(none, some)).toBeUndefined();
      expect(trendParts(some, none)).toBeUndefined();
    }
  });

  test("adds up to the change, and turns round with the periods", () => {
    const period = fc.record({
      readers: fc.integer({ min: 1, max: 1e5 }),
      visits: fc.integer({ min: 1, max: 1e6 }),
      items: fc.integer({ min: 1, max: 1e7 }),
    });
    fc.assert(
      fc.property(period, period, (before, now) => {
        const there = trendParts(before, now);
        const back = trendParts(now, before);
        if (there === undefined || back === undefined) throw new Error("there is something to take apart");
        const size = before.items + now.items;
        expect((there.byReaders + there.byVisitsEach + there.byItemsAVisit - there.change) / size).toBeCloseTo(0, 6);
        expect((there.byReaders + back.byReaders) / size).toBeCloseTo(0, 6);
      }),
    );
  });
});
