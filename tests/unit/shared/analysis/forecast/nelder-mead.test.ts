import { describe, expect, test } from "vitest";
import { descending } from "#shared/analysis/forecast/nelder-mead.ts";
import { ended } from "../../../../support/ended.ts";

const minimize = (...search: Parameters<typeof descending>) => ended(descending(...search));
const LIMITS = { step: 0.5, tolerance: 1e-10, mostSteps: 2000 };

describe("the search for the lowest point", () => {
  test("finds the bottom of Rosenbrock's valley from its usual start", () => {
    const valley = ([x = 0, y = 0]: readonly number[]): number => 100 * (y - x * x) ** 2 + (1 - x) ** 2;
    const found = minimize(valley, [-1.2, 1], LIMITS);
    expect(found.converged).toBe(true);
    expect(found.at[0]).toBeCloseTo(1, 6);
    expect(found.at[1]).toBeCloseTo(1, 6);
    expect(found.value).toBeCloseTo(0, 10);
  });

  test("finds the bottom of Powell's function of four variables", () => {
    const powell = ([a = 0, b = 0, c = 0, d = 0]: readonly number[]): number =>
      (a + 10 * b) ** 2 + 5 * (c - d) ** 2 + (b - 2 * c) ** 4 + 10 * (a - d) ** 4;
    expect(minimize(powell, [3, -1, 0, 1], LIMITS).value).toBeLessThan(1e-8);
  });

  test("keeps out of where the function is not defined", () => {
    const half = ([x = 0]: readonly number[]): number => (x <= 0 ? Number.POSITIVE_INFINITY : x - Math.log(x));
    expect(minimize(half, [5], LIMITS).at[0]).toBeCloseTo(1, 4);
  });

  test("says when its steps did not suffice", () => {
    expect(minimize(([x = 0]) => x * x, [100], { ...LIMITS, mostSteps: 3 }).converged).toBe(false);
  });
});
