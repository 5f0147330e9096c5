import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Foretold, holdOutOf, isBorneOut } from "#shared/analysis/forecast/hold-out.ts";

/** So many readers of one chance, of whom so many came. */
const some = (count: number, chance: number, came: number): readonly Foretold[] =>
  Array.from({ length: count }, (_, place) => ({ chance, came: place < came }));
const [FEWER, MORE] = [some(200, 0.2, 40), some(200, 0.8, 160)];

describe("a hold-out", () => {
  test("of ten groups gives each its share with the interval, and the mean error by readers", () => {
    const out = holdOutOf([...some(40, 0.1, 20), ...some(160, 0.2, 20), ...MORE]);
    expect(out.readers).toBe(400);
    expect(out.groups.map(({ readers }) => readers)).toEqual(Array.from({ length: 10 }, () => 40));
    // Wilson, z² / n = 3.84146 / 40 = 0.096037: 0.5 ± √(0.096037 · (0.25 + 0.096037 / 4)) / 1.096037 = 0.5 ± 0.1480
    expect(out.groups[0]).toMatchObject({ came: 20, share: 0.5 });
    expect(out.groups[0]?.foretold).toBeCloseTo(0.1, 12);
    expect(out.groups[0]?.low).toBeCloseTo(0.352, 3);
    expect(out.groups[0]?.high).toBeCloseTo(0.648, 3);
    // the first group 40 · |0.1 − 0.5| = 16; of the 160 foretold 20 % came half of the first 40 and nobody else: 40 ·
    // 0.3 + 120 · 0.2 = 36; of the 200 foretold 80 % came the first 160: 160 · 0.2 + 40 · 0.8 = 64
    expect(out.error).toBeCloseTo(116 / 400, 12);
  });

  test("that comes as foretold is borne out", () => {
    const spread = Array.from({ length: 10 }, (_, group) =>
      some(50, group / 10 + 0.05, Math.round((group / 10 + 0.05) * 50)),
    ).flat();
    const out = holdOutOf(spread);
    expect(out.error).toBeLessThan(0.011);
    expect(isBorneOut(out)).toBe(true);
  });

  test("is not where a group foretold less came more often, the intervals apart", () => {
    const groups = (third: number, fourth: number): readonly Foretold[] =>
      [0.1, 0.15, 0.3, 0.35, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9].flatMap((chance, place) =>
        some(100, chance, place === 2 ? third : place === 3 ? fourth : chance * 100),
      );
    // 42 and 28 of 100: 32.8 to 51.8 and 20.1 to 37.5 overlap
    expect(holdOutOf(groups(42, 28)).turnedAt).toBeNull();
    // 45 and 22 of 100: 35.6 to 54.8 and 15.0 to 31.1 do not
    const turned = holdOutOf(groups(45, 22));
    expect(turned.turnedAt).toBe(2);
    expect(turned.error).toBeLessThan(0.1);
    expect(isBorneOut(turned)).toBe(false);
  });

  test("is not where the mean error is over ten points, in whatever order", () => {
    const off = (points: number) =>
      holdOutOf(
        Array.from({ length: 10 }, (_, group) => some(100, group / 20 + 0.2 + points / 100, group * 5 + 20)).flat(),
      );
    expect(isBorneOut(off(9))).toBe(true);
    expect(off(11)).toMatchObject({ turnedAt: null });
    expect(isBorneOut(off(11))).toBe(false);
  });

  test("of one chance for all has no group that is foretold less than another", () => {
    expect(holdOutOf(some(300, 0.5, 150)).turnedAt).toBeNull();
    expect(holdOutOf([...FEWER, ...MORE]).turnedAt).toBeNull();
  });

  test("counts every reader once, with shares from 0 to 1 inside their intervals", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ chance: fc.double({ min: 0, max: 1, noNaN: true }), came: fc.boolean() }), {
          maxLength: 200,
        }),
        (readers) => {
          const { groups, error } = holdOutOf(readers);
          expect(groups.reduce((sum, group) => sum + group.readers, 0)).toBe(readers.length);
          expect(groups.reduce((sum, group) => sum + group.came, 0)).toBe(readers.filter(({ came }) => came).length);
          expect(error).toBeGreaterThanOrEqual(0);
          expect(error).toBeLessThanOrEqual(1);
          for (const [place, { foretold, low, share, high }] of groups.entries()) {
            expect([0 <= low, low <= share, share <= high, high <= 1]).toEqual([true, true, true, true]);
            expect(foretold).toBeGreaterThanOrEqual((groups[place - 1]?.foretold ?? 0) - 1e-12);
          }
        },
      ),
    );
  });
});
