import { describe, expect, test } from "vitest";
import { median, p95, percentile } from "../../bench/percentile.ts";

describe("a percentile", () => {
  test("is a value that was measured, by nearest rank", () => {
    expect(percentile([15, 20, 35, 40, 50], 0.3)).toBe(20);
    expect(median([9, 1, 5, 3])).toBe(3);
  });

  test("of twenty values at 95 in a hundred is the nineteenth", () => {
    expect(p95(Array.from({ length: 20 }, (_, index) => index + 1))).toBe(19);
  });

  test("leaves the values in their order", () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });

  test("of nothing is refused", () => {
    expect(() => median([])).toThrow("nothing was measured");
  });
});
