import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newcombe, wilson } from "#shared/analysis/wilson.ts";

const four = (value: number | undefined): string | undefined => value?.toFixed(4);

describe("intervals of shares", () => {
  // Newcombe, "Two-sided confidence intervals for the single proportion: comparison of seven methods",
  // Statistics in Medicine 17 (1998), table I, method 3 (score, without continuity correction)
  test.each([
    [81, 263, "0.2553", "0.3662"],
    [15, 148, "0.0624", "0.1605"],
    [0, 20, "0.0000", "0.1611"],
    [1, 29, "0.0061", "0.1718"],
  ])("of %d in %d are those of the literature", (count, total, low, high) => {
    const share = wilson(count, total);
    expect([four(share?.low), four(share?.high)]).toEqual([low, high]);
  });

  // Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven
  // methods", Statistics in Medicine 17 (1998), table II, method 10
  test.each([
    [56, 70, 48, 80, "0.0524", "0.3339"],
    [9, 10, 3, 10, "0.1705", "0.8090"],
    [6, 7, 2, 7, "0.0582", "0.8062"],
    [5, 56, 0, 29, "-0.0381", "0.1926"],
    [0, 10, 0, 20, "-0.1611", "0.2775"],
    [10, 10, 0, 20, "0.6791", "1.0000"],
  ])("of the difference %d/%d − %d/%d are those of the literature", (count, total, countBefore, totalBefore, low, high) => {
    const found = newcombe(countBefore, totalBefore, count, total);
    expect([four(found?.low), four(found?.high)]).toEqual([low, high]);
  });

  test("are none where there is nothing to have a share of", () => {
    for (const [count, total] of [
      [0, 0],
      [1, 0],
      [-1, 5],
      [6, 5],
      [Number.NaN, 5],
      [1, Number.POSITIVE_INFINITY],
    ] as const)
      expect(wilson(count, total)).toBeUndefined();
    expect(newcombe(0, 0, 1, 2)).toBeUndefined();
    expect(newcombe(1, 2, 0, 0)).toBeUndefined();
  });

  test("hold the share, stay within 0 and 1, and turn round with it", () => {
    const counts = fc.integer({ min: 1, max: 100_000 }).chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)));
    fc.assert(
      fc.property(counts, counts, ([count, total], [other, otherTotal]) => {
        const share = wilson(count, total);
        const rest = wilson(total - count, total);
        if (share === undefined || rest === undefined) throw new Error("there is a share");
        expect(share.low).toBeGreaterThanOrEqual(0);
        expect(share.low).toBeLessThanOrEqual(share.share);
        expect(share.high).toBeGreaterThanOrEqual(share.share);
        expect(share.high).toBeLessThanOrEqual(1);
        expect(share.low).toBeCloseTo(1 - rest.high, 10);
        const there = newcombe(count, total, other, otherTotal);
        const back = newcombe(other, otherTotal, count, total);
        if (there === undefined || back === undefined) throw new Error("there is a difference");
        expect(there.low).toBeCloseTo(-back.high, 10);
        expect(there.low).toBeLessThanOrEqual(there.difference);
        expect(there.high).toBeGreaterThanOrEqual(there.difference);
      }),
    );
  });
});
