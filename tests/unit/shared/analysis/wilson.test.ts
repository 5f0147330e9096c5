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
  ])(
    "of the difference %d/%d − %d/%d are those of the literature",
    (count, total, countBefore, totalBefore, low, high) => {
      const found = newcombe(countBefore, totalBefore, count, total);
      expect([four(found?.low), four(found?.high)]).toEqual([low, high]);
    },
  );

  // Newcombe, "Improved confidence intervals for the difference between binomial proportions based on paired data",
  // without the correction for continuity: 60 of 100 then, 66 of the same 100 now, 52 of them both times. Products
  // 52 − 100 · 0.6 · 0.66 = 12.4, spread 100 · √(0.6 · 0.4 · 0.66 · 0.34) = 23.207, correlation 0.5343. Wilson: 0.5020
  // to 0.6906 and 0.5628 to 0.7454, so 0.06 − √(0.0972² + 0.0906² − 2 · 0.5343 · 0.0972 · 0.0906) and 0.06 + √(0.0854²
  // + 0.0980² − 2 · 0.5343 · 0.0854 · 0.0980)
  test("of the difference of the same persons are narrower where they stay what they were, and as wide as ever where nobody is in both", () => {
    const paired = newcombe(60, 100, 66, 100, { readers: 100, before: 60, now: 66, both: 52 });
    expect([four(paired?.low), four(paired?.high)]).toEqual(["-0.0308", "0.1492"]);
    expect(newcombe(60, 100, 66, 100, { readers: 0, before: 0, now: 0, both: 0 })).toEqual(newcombe(60, 100, 66, 100));
    const width = (of: { low: number; high: number } | undefined): number => (of?.high ?? 0) - (of?.low ?? 0);
    expect(width(paired)).toBeLessThan(width(newcombe(60, 100, 66, 100)));
    // half of the persons of each year are in both, and bear the same correlation: half of it counts
    expect(width(newcombe(60, 100, 66, 100, { readers: 50, before: 30, now: 33, both: 26 }))).toBeGreaterThan(
      width(paired),
    );
  });

  test("of the difference hold it in about 95 of 100 libraries of which half stay", () => {
    let seed = 7;
    const random = (): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const drawnDifference = (): boolean => {
      // 300 readers of each year, 200 of them the same; a child is one still: 30 % of those who stay, 20 % of those who
      // left, 40 % of those who came
      const childrenOf = (many: number, share: number): number =>
        Array.from({ length: many }, random).filter((drawn) => drawn < share).length;
      const [stayed, left, came] = [childrenOf(200, 0.3), childrenOf(100, 0.2), childrenOf(100, 0.4)];
      const found = newcombe(stayed + left, 300, stayed + came, 300, {
        readers: 200,
        before: stayed,
        now: stayed,
        both: stayed,
      });
      const truth = (200 * 0.3 + 100 * 0.4) / 300 - (200 * 0.3 + 100 * 0.2) / 300;
      return found !== undefined && found.low <= truth && truth <= found.high;
    };
    const held = Array.from({ length: 4000 }, drawnDifference).filter(Boolean).length / 4000;
    expect(held).toBeGreaterThan(0.93);
    expect(held).toBeLessThan(0.97);
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
    const counts = fc
      .integer({ min: 1, max: 100_000 })
      .chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)));
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
