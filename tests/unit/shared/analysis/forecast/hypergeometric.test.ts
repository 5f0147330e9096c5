import { describe, expect, test } from "vitest";
import { hypergeometric2F1 } from "#shared/analysis/forecast/hypergeometric.ts";

describe("the hypergeometric function", () => {
  // Abramowitz and Stegun, 15.1.3, 15.1.8, 15.1.6 and 15.1.5: forms in elementary functions
  test.each([0, 0.1, 0.5, 0.9, 0.99])("has the closed forms of the tables at %d", (z) => {
    expect(hypergeometric2F1(1, 1, 2, z)).toBeCloseTo(z === 0 ? 1 : -Math.log(1 - z) / z, 10);
    expect(hypergeometric2F1(-0.7, 3, 3, z)).toBeCloseTo((1 - z) ** 0.7, 10);
    expect(hypergeometric2F1(0.5, 0.5, 1.5, z * z)).toBeCloseTo(z === 0 ? 1 : Math.asin(z) / z, 9);
    expect(hypergeometric2F1(0.5, 1, 1.5, z * z)).toBeCloseTo(z === 0 ? 1 : Math.atanh(z) / z, 9);
  });

  test("is a polynomial where an upper argument is a negative whole number", () => {
    // 1 − 2·3/4·z + (2·1·3·4)/(4·5·2)·z²
    expect(hypergeometric2F1(-2, 3, 4, 0.5)).toBeCloseTo(1 - 0.75 + 0.6 * 0.25, 14);
  });

  test("obeys Euler's transformation", () => {
    const [a, b, c, z] = [2.3, 1.1, 4.7, 0.6];
    expect(hypergeometric2F1(a, b, c, z)).toBeCloseTo(
      (1 - z) ** (c - a - b) * hypergeometric2F1(c - a, c - b, c, z),
      12,
    );
  });
});
