import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareComposition, countValues } from "#shared/analysis/composition.ts";
import { hideSmallCells, SMALLEST_SHOWN } from "#shared/analysis/small-cells.ts";

describe("small cells", () => {
  test("are hidden, and with a single one the next larger, so that the sum does not tell", () => {
    expect(hideSmallCells([40, 3, 12, 20])).toEqual({ counts: [40, null, null, 20], total: 75 });
    expect(hideSmallCells([40, 3, 5, 20])).toEqual({ counts: [40, null, null, 20], total: 68 });
  });

  test("that are two are enough to hide each other, unless their sum tells", () => {
    expect(hideSmallCells([40, 3, 2, 20])).toEqual({ counts: [40, null, null, 20], total: 65 });
    // 1 + 1: a hidden sum of 2 would say both
    expect(hideSmallCells([40, 1, 1, 20])).toEqual({ counts: [40, null, null, null], total: 62 });
    // and five hidden cells with a sum of five would say one in each
    expect(hideSmallCells([1, 1, 40, 1, 1, 1, 50])).toEqual({ counts: [null, null, null, null, null, null, 50], total: 95 });
  });

  test("hide the sum too where nothing else is left to hide", () => {
    expect(hideSmallCells([3])).toEqual({ counts: [null], total: null });
    expect(hideSmallCells([0, 4, 0])).toEqual({ counts: [0, null, 0], total: null });
    expect(hideSmallCells([1, 2])).toEqual({ counts: [null, null], total: null });
  });

  test("are none where every count is five or more, or nothing", () => {
    expect(hideSmallCells([5, 0, 9])).toEqual({ counts: [5, 0, 9], total: 14 });
    expect(hideSmallCells([])).toEqual({ counts: [], total: 0 });
  });

  test("never can be worked out: two or more are hidden with at least five together, or the sum is", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 12 }), { maxLength: 8 }), (counts) => {
        const safe = hideSmallCells(counts);
        for (const [place, count] of safe.counts.entries()) {
          if (count !== null) expect(count).toBe(counts[place]);
          if (count !== null && count > 0) expect(count).toBeGreaterThanOrEqual(SMALLEST_SHOWN);
        }
        const hidden = counts.filter((_, place) => safe.counts[place] === null);
        if (hidden.length === 0 || safe.total === null) return;
        expect(hidden.length).toBeGreaterThan(1);
        expect(hidden.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(Math.max(SMALLEST_SHOWN, hidden.length + 1));
      }),
    );
  });
});

describe("composition of two periods", () => {
  const before = new Map([
    ["adult", 80],
    ["child", 20],
  ]);
  const now = new Map([
    ["child", 60],
    ["adult", 60],
    ["", 30],
  ]);

  test("lists values with counts, shares and the difference with its interval, the largest now first", () => {
    const { rows, totalBefore, totalNow } = compareComposition(before, now, null);
    expect([totalBefore, totalNow]).toEqual([100, 150]);
    expect(rows.map(({ value }) => value)).toEqual(["adult", "child", ""]);
    const [adult, , none] = rows;
    expect(adult?.before).toMatchObject({ count: 80, share: { share: 0.8 } });
    expect(adult?.difference?.difference).toBeCloseTo(-0.4, 12);
    expect(adult?.difference?.high).toBeLessThan(0);
    expect(none?.before).toMatchObject({ count: 0, share: { share: 0, low: 0 } });
    expect(none?.difference?.difference).toBeCloseTo(0.2, 12);
  });

  test("tells nothing of a hidden cell: neither share nor difference", () => {
    const told = { all: () => true, few: (value: string | null) => value !== "child" && value !== "staff" };
    const withFew = new Map([
      ["adult", 60],
      ["child", 3],
      ["staff", 9],
    ]);
    const { rows, totalNow } = compareComposition(before, withFew, { before: told.all, now: told.few });
    expect(totalNow).toBe(72);
    const child = rows.find(({ value }) => value === "child");
    expect(child).toMatchObject({ before: { count: 20 }, now: { count: null, share: undefined }, difference: undefined });
    expect(rows.find(({ value }) => value === "staff")?.now.count).toBeNull();
    const grown = compareComposition(withFew, before, { before: told.few, now: told.all }).rows.find(({ value }) => value === "child");
    expect(grown).toMatchObject({ before: { count: null }, now: { count: 20 }, difference: undefined });
    expect(rows.find(({ value }) => value === "adult")?.difference).toBeDefined();
  });

  test("knows of readers who are in both that they are the same, but for so few that the interval would tell of them", () => {
    const widths = (stay: number): number => {
      const stayed = new Map([
        ["adult", 60],
        ["child", stay],
      ]);
      const child = compareComposition(before, now, null, { before: stayed, now: stayed, both: stayed }).rows.find(({ value }) => value === "child");
      return (child?.difference?.high ?? 0) - (child?.difference?.low ?? 0);
    };
    const apart = compareComposition(before, now, null).rows.find(({ value }) => value === "child")?.difference;
    expect(widths(20)).toBeLessThan((apart?.high ?? 0) - (apart?.low ?? 0));
    expect(widths(4)).toBe((apart?.high ?? 0) - (apart?.low ?? 0));
  });

  test("is empty without readers, and has no shares of an empty period", () => {
    expect(compareComposition(new Map(), new Map(), null)).toEqual({ rows: [], totalBefore: 0, totalNow: 0 });
    expect(compareComposition(new Map(), now, null).rows[0]).toMatchObject({ before: { count: 0, share: undefined }, difference: undefined });
  });

  test("has shares that sum to one, whatever the order of the readers", () => {
    const values = fc.array(fc.constantFrom("adult", "child", "senior", undefined), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, values, (first, second) => {
        const found = compareComposition(countValues(first), countValues(second), null);
        expect(found.rows.reduce((sum, { now: { share } }) => sum + (share?.share ?? 0), 0)).toBeCloseTo(1, 10);
        expect(found.rows.reduce((sum, { difference }) => sum + (difference?.difference ?? 0), 0)).toBeCloseTo(0, 10);
        expect(compareComposition(countValues([...first].reverse()), countValues([...second].reverse()), null)).toEqual(found);
      }),
    );
  });
});
