import { describe, expect, test } from "vitest";
import { powerOf, sizeNeeded } from "#shared/outreach/size-needed.ts";

describe("the size that a list needs", () => {
  // by hand: P₁ 0.1515 held back, P₂ 0.2879, four contacted for each of them, P̄ = (0.1515 + 4 · 0.2879) ÷ 5 = 0.2606.
  // (1.96 · √(5 · 0.2606 · 0.7394) + 0.8416 · √(4 · 0.1515 · 0.8485 + 0.2879 · 0.7121))² ÷ (4 · 0.1364²)
  // = (1.9238 + 0.7142)² ÷ 0.07438 = 93.6
  test("is that of the formula, for groups of unequal size", () => {
    expect(sizeNeeded({ baseline: 5 / 33, difference: 38 / 132 - 5 / 33 }, 0.2)).toEqual({
      heldBack: 94,
      contacted: 376,
    });
  });

  // Fleiss, Levin and Paik, table A.4 of equal groups, 0.05 and 80 %, holds the correction for continuity; without it
  // (their 4.14) P₁ 0.25 and P₂ 0.40 take 152 in each group
  test("is that of the literature for two groups of one size", () => {
    expect(sizeNeeded({ baseline: 0.25, difference: 0.15 }, 0.5)).toEqual({ heldBack: 152, contacted: 152 });
  });

  test("has the power for which it was worked out, and smaller lists have less", () => {
    for (const [baseline, difference, share] of [
      [0.15, 0.1, 0.2],
      [0.3, -0.1, 0.5],
      [0.05, 0.05, 0.1],
    ] as const) {
      const supposed = { baseline, difference };
      const sizes = sizeNeeded(supposed, share);
      if (sizes === undefined) throw new Error("there is a size");
      expect(powerOf(supposed, sizes)).toBeCloseTo(0.8, 2);
      const half = { contacted: sizes.contacted / 2, heldBack: sizes.heldBack / 2 };
      expect(powerOf(supposed, half)).toBeLessThan(0.55);
    }
  });

  test("is none where no size shows it", () => {
    for (const supposed of [
      { baseline: 0.2, difference: 0 },
      { baseline: 0.95, difference: 0.1 },
      { baseline: 0.05, difference: -0.1 },
      { baseline: Number.NaN, difference: 0.1 },
    ])
      expect(sizeNeeded(supposed, 0.2)).toBeUndefined();
    expect(sizeNeeded({ baseline: 0.2, difference: 0.1 }, 0)).toBeUndefined();
    expect(sizeNeeded({ baseline: 0.2, difference: 0.1 }, 1)).toBeUndefined();
    expect(powerOf({ baseline: 0.2, difference: 0.1 }, { contacted: 0, heldBack: 20 })).toBeUndefined();
    expect(powerOf({ baseline: 0.2, difference: 0.1 }, { contacted: 20, heldBack: 0 })).toBeUndefined();
  });
});
