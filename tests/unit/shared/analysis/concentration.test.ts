import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concentrationOf, topFifthLine } from "#shared/analysis/concentration.ts";

describe("concentration of use", () => {
  /*
   * Worked by hand on the income fifths of a textbook exercise, 8.1, 11.5, 20.0, 22.8 and 37.6 % (published
   * answer 0.281). Shares so far 8.1, 19.6, 39.6, 62.4, 100: the area under the straight pieces is
   * 0.2 × (0.081/2 + (0.081 + 0.196)/2 + (0.196 + 0.396)/2 + (0.396 + 0.624)/2 + (0.624 + 1)/2)
   * = 0.2 × (0.0405 + 0.1385 + 0.296 + 0.51 + 0.812) = 0.2 × 1.797 = 0.3594, and the Gini coefficient 1 − 2 × 0.3594 =
   * 0.2812.
   */
  test("Gini and Lorenz curve of five shares are those of the worked example", () => {
    const found = concentrationOf([37.6, 8.1, 22.8, 11.5, 20]);
    expect(found?.gini).toBeCloseTo(0.2812, 10);
    const rounded = found?.lorenz.map(([readers, use]) => [readers, Math.round(use * 1e6) / 1e6]);
    expect(rounded).toEqual([
      [0, 0],
      [0.2, 0.081],
      [0.4, 0.196],
      [0.6, 0.396],
      [0.8, 0.624],
      [1, 1],
    ]);
  });

  test("top fifth and readers for 80 % count from the most active, a fifth rounded up", () => {
    // 11 readers, 100 uses: ⌈11 / 5⌉ = 3 have 40 + 30 + 10 = 80
    expect(concentrationOf([1, 40, 0, 30, 10, 5, 5, 4, 3, 2, 0])).toMatchObject({
      readers: 11,
      total: 100,
      topFifth: 3,
      topFifthShare: 0.8,
      readersFor80: 3,
    });
  });

  test("is even where all use the same, and one reader has everything", () => {
    expect(concentrationOf([3, 3, 3, 3, 3])).toMatchObject({ gini: 0, topFifthShare: 0.2, readersFor80: 4 });
    expect(concentrationOf([7])).toEqual({
      readers: 1,
      total: 7,
      topFifth: 1,
      topFifthShare: 1,
      readersFor80: 1,
      gini: 0,
      lorenz: [
        [0, 0],
        [1, 1],
      ],
    });
    expect(concentrationOf([0, 0, 0, 9])?.gini).toBeCloseTo(0.75, 12);
  });

  test("is unknown where nobody has used anything, and leaves out what is no amount", () => {
    expect(concentrationOf([])).toBeNull();
    expect(concentrationOf([0, 0])).toBeNull();
    expect(concentrationOf([Number.NaN, -4, Number.POSITIVE_INFINITY])).toBeNull();
    expect(concentrationOf([Number.NaN, -4, 2, 2])).toMatchObject({ readers: 2, total: 4, gini: 0 });
  });

  test("does not depend on the order of the readers, and its curve rises from nothing to all", () => {
    const amounts = fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(amounts, (all) => {
        const found = concentrationOf(all);
        expect(concentrationOf([...all].reverse())).toEqual(found);
        if (found === null) return;
        expect(found.gini).toBeGreaterThanOrEqual(0);
        expect(found.gini).toBeLessThan(1);
        expect(found.topFifthShare).toBeGreaterThanOrEqual(found.topFifth / found.readers - 1e-12);
        expect(found.lorenz.length).toBeLessThanOrEqual(101);
        expect(found.lorenz[0]).toEqual([0, 0]);
        expect(found.lorenz[found.lorenz.length - 1]).toEqual([1, 1]);
        for (const [readers, use] of found.lorenz) expect(use).toBeLessThanOrEqual(readers + 1e-12);
      }),
    );
  });

  test("Gini of many readers is half the mean difference of two of them over the mean", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 30 }), (all) => {
        const total = all.reduce((sum, each) => sum + each, 0);
        if (total === 0) return;
        const differences = all
          .flatMap((one) => all.map((other) => Math.abs(one - other)))
          .reduce((sum, each) => sum + each, 0);
        expect(concentrationOf(all)?.gini).toBeCloseTo(differences / (2 * all.length * total), 10);
      }),
    );
  });
});

test("who has used nothing never belongs to the top fifth", () => {
  expect(topFifthLine([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4])).toBe(4);
  expect(topFifthLine([0, 1, 0])).toBe(1);
  expect([topFifthLine([0, 0, 0]), topFifthLine([])]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
});
