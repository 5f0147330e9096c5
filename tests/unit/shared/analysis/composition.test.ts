import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareComposition } from "#shared/analysis/composition.ts";

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
    expect(child).toMatchObject({
      before: { count: 20 },
      now: { count: null, share: undefined },
      difference: undefined,
    });
    expect(rows.find(({ value }) => value === "staff")?.now.count).toBeNull();
    const grown = compareComposition(withFew, before, { before: told.few, now: told.all }).rows.find(
      ({ value }) => value === "child",
    );
    expect(grown).toMatchObject({ before: { count: null }, now: { count: 20 }, difference: undefined });
    expect(rows.find(({ value }) => value === "adult")?.difference).toBeDefined();
  });

  test("knows of readers who are in both that they are the same, but for so few that the interval would tell of them", () => {
    const widths = (stay: number): number => {
      const stayed = new Map([
        ["adult", 60],
        ["child", stay],
      ]);
      const child = compareComposition(before, now, null, { before: stayed, now: stayed, both: stayed }).rows.find(
        ({ value }) => value === "child",
      );
      return (child?.difference?.high ?? 0) - (child?.difference?.low ?? 0);
    };
    const apart = compareComposition(before, now, null).rows.find(({ value }) => value === "child")?.difference;
    expect(widths(20)).toBeLessThan((apart?.high ?? 0) - (apart?.low ?? 0));
    expect(widths(4)).toBe((apart?.high ?? 0) - (apart?.low ?? 0));
  });

  test("is empty without readers, and has no shares of an empty period", () => {
    expect(compareComposition(new Map(), new Map(), null)).toEqual({ rows: [], totalBefore: 0, totalNow: 0 });
    expect(compareComposition(new Map(), now, null).rows[0]).toMatchObject({
      before: { count: 0, share: undefined },
      difference: undefined,
    });
  });

  test("has shares that sum to one, whatever the order of the readers", () => {
    const countValues = (values: readonly (string | undefined)[]) =>
      new Map(values.map((value) => [value ?? "", values.filter((each) => each === value).length]));
    const values = fc.array(fc.constantFrom("adult", "child", "senior", undefined), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, values, (first, second) => {
        const found = compareComposition(countValues(first), countValues(second), null);
        expect(found.rows.reduce((sum, { now: { share } }) => sum + (share?.share ?? 0), 0)).toBeCloseTo(1, 10);
        expect(found.rows.reduce((sum, { difference }) => sum + (difference?.difference ?? 0), 0)).toBeCloseTo(0, 10);
        expect(compareComposition(countValues([...first].reverse()), countValues([...second].reverse()), null)).toEqual(
          found,
        );
      }),
    );
  });
});
