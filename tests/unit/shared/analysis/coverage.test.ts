import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { coverageOf } from "#shared/analysis/coverage.ts";

describe("coverage of the population served", () => {
  test("says what share each community is reached of, and where most readers are missing", () => {
    const found = coverageOf([
      { key: "east", population: 1000, readers: 300 },
      { key: "west", population: 3000, readers: 150 },
      { key: "north", population: 1000, readers: 50 },
    ]);
    // 500 of 5,000 are readers: at a tenth, the west would have 300 and the north 100
    expect(found).toMatchObject({ population: 5000, readers: 500, coverage: 0.1 });
    expect(found.cells.map(({ key, coverage, missing }) => [key, coverage, missing])).toEqual([
      ["west", 0.05, 150],
      ["north", 0.05, 50],
      ["east", 0.3, -200],
    ]);
  });

  test("says nothing of a place whose population is not known, and does not count its readers", () => {
    const found = coverageOf([
      { key: "elsewhere", population: 0, readers: 40 },
      { key: "east", population: 100, readers: 10 },
      { key: "nonsense", population: -5, readers: 1 },
      { key: "unknown", population: Number.NaN, readers: 1 },
    ]);
    expect(found.coverage).toBe(0.1);
    expect(found.cells).toEqual([
      { key: "east", population: 100, readers: 10, coverage: 0.1, missing: 0 },
      { key: "elsewhere", population: 0, readers: 40, coverage: undefined, missing: undefined },
    ]);
    expect(coverageOf([])).toEqual({ population: 0, readers: 0, coverage: undefined, cells: [] });
    expect(coverageOf([{ key: "a", population: 0, readers: 0 }]).coverage).toBeUndefined();
  });

  test("misses in one place what is more in another, whatever the order", () => {
    const cell = fc.record({
      key: fc.string(),
      population: fc.integer({ min: 0, max: 10_000 }),
      readers: fc.integer({ min: 0, max: 5000 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(cell, { selector: ({ key }) => key, maxLength: 12 }), (cells) => {
        const found = coverageOf(cells);
        expect(found.cells.reduce((sum, { missing }) => sum + (missing ?? 0), 0)).toBeCloseTo(0, 5);
        expect(coverageOf([...cells].reverse())).toEqual(found);
      }),
    );
  });
});
