import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildUses, type ReaderUses, USE_KINDS, type UseRow, usesOf } from "#shared/analysis/uses.ts";
import {
  DEFAULT_CUT_POINTS,
  DEFAULT_WEIGHTS,
  hasValue,
  isCore,
  measureOf,
  quintileScores,
  scoresOf,
  valueOn,
} from "#shared/analysis/value.ts";
import { on, usesOn } from "../../../support/life-calendar.ts";
import { describeReal } from "../../../support/real-data.ts";

const usesFrom = (rows: readonly Omit<UseRow, "reader">[]): ReaderUses =>
  usesOf(
    buildUses(
      ["reader"],
      rows.map((row) => ({ reader: "reader", ...row })),
    ).uses,
    0,
  );
const numbers = (recency: number | undefined, frequency: number, value: number) => ({
  ...valueOn(usesOn([]), 0),
  recency,
  frequency,
  value,
});

describe("use value", () => {
  test("adds visit days, items, events, enquiries, suggestions and participation with their weights", () => {
    const day = on("2026-11-26");
    const uses = usesFrom([
      { day, kind: "visit", amount: 2 },
      { day, kind: "loan", amount: 3 },
      { day: day - 1, kind: "e-resource", amount: 4 },
      { day: day - 2, kind: "event", amount: 1 },
      { day: day - 3, kind: "contact", amount: 2 },
      { day: day - 4, kind: "opinion", amount: 1 },
      { day: day - 5, kind: "hold", amount: 1 },
    ]);
    // visit days: the visit with its loans, and the event = 2; items 3 + 4; 3 × 1 event; 2 × 2 enquiries; 5 × 1; 3 × (1
    // + 1)
    expect(valueOn(uses, day, DEFAULT_WEIGHTS, day, { acceptedSuggestions: 1, other: 1 })).toEqual({
      lastUse: day,
      recency: 0,
      frequency: 6,
      value: 2 + 7 + 3 + 4 + 5 + 6,
      visitDays: 2,
      items: 7,
      events: 1,
      enquiries: 2,
      acceptedSuggestions: 1,
      participation: 2,
    });
  });

  test("looks at 365 days, the day itself included, and at nothing after it", () => {
    expect(valueOn(usesOn([1000]), 1364)).toMatchObject({ recency: 364, frequency: 1 });
    expect(valueOn(usesOn([1000]), 1365)).toMatchObject({ recency: 365, frequency: 0, value: 0 });
    expect(valueOn(usesOn([1000]), 999)).toMatchObject({ recency: undefined, frequency: 0, value: 0 });
  });

  test("ends the year and the days since the last use where it is no longer known who came; what was recorded since counts", () => {
    const days = [1000, 1010, 1300];
    expect(valueOn(usesOn(days), 1370, DEFAULT_WEIGHTS, 1340)).toMatchObject({
      lastUse: 1300,
      recency: 40,
      frequency: 3,
    });
    expect(valueOn(usesOn(days), 1370, DEFAULT_WEIGHTS, 1370)).toMatchObject({
      lastUse: 1300,
      recency: 70,
      frequency: 2,
    });
    expect(valueOn(usesOn([...days, 1360]), 1370, DEFAULT_WEIGHTS, 1340)).toMatchObject({
      lastUse: 1360,
      recency: 0,
      frequency: 4,
    });
  });

  test("is scored by the cut points, each on its edge", () => {
    const r = (days: number | undefined): number => scoresOf(numbers(days, 0, 0)).r;
    expect([0, 14, 15, 30, 31, 90, 91, 365, 366, undefined].map(r)).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1, 0]);
    const f = (days: number): number => scoresOf(numbers(1, days, 0)).f;
    expect([365, 52, 51, 18, 17, 9, 8, 3, 2, 1, 0].map(f)).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1, 1, 0]);
    const v = (points: number): number => scoresOf(numbers(1, 1, points)).v;
    expect([150, 149, 60, 59, 20, 19, 5, 4, 1, 0].map(v)).toEqual([5, 4, 4, 3, 3, 2, 2, 1, 1, 0]);
    expect(scoresOf(numbers(10, 10, 10), { ...DEFAULT_CUT_POINTS, recency: [1, 2, 3, 10] })).toEqual({
      r: 2,
      f: 3,
      v: 2,
    });
    expect(
      scoresOf(numbers(10, 10, 10), { recency: [1, 2, 3, 4], frequency: [9, 8, 7, 6, 5], value: [50, 40, 30, 10, 1] }),
    ).toEqual({ r: 1, f: 5, v: 2 });
  });

  test("core readers come often and use much", () => {
    expect(isCore({ r: 1, f: 4, v: 4 })).toBe(true);
    expect(isCore({ r: 5, f: 3, v: 5 })).toBe(false);
    expect(isCore({ r: 5, f: 5, v: 3 })).toBe(false);
  });

  test("leaves out collective, staff and test cards", () => {
    expect(hasValue({ category: "adult" })).toBe(true);
    expect(hasValue({})).toBe(true);
    expect(hasValue({ category: "collective" })).toBe(false);
    expect(hasValue({ category: "staff" })).toBe(false);
    expect(hasValue({ category: "adult", tags: ["test"] })).toBe(false);
    expect(hasValue({ category: "teacher" }, ["teacher"])).toBe(false);
  });

  test("can be measured by visits, loans, participation or all together", () => {
    const all = { ...numbers(1, 9, 44), visitDays: 8, items: 7, events: 1, acceptedSuggestions: 2, participation: 3 };
    expect(
      (["visits", "loans", "participation", "combined"] as const).map((measure) => measureOf(all, measure)),
    ).toEqual([8, 7, 6, 44]);
  });
});

describe("scores by fifths", () => {
  test("give each fifth of ten different readers its score, the latest visitor the highest", () => {
    const ten = Array.from({ length: 10 }, (_, index) => numbers(index, index + 1, 10 - index));
    expect(quintileScores(ten).map(({ r }) => r)).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1, 1]);
    expect(quintileScores(ten).map(({ f }) => f)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(quintileScores(ten).map(({ v }) => v)).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1, 1]);
  });

  test("give everybody the middle where all are alike, and no score to who has used nothing", () => {
    expect(quintileScores([numbers(3, 2, 2), numbers(3, 2, 2)])).toEqual([
      { r: 3, f: 3, v: 3 },
      { r: 3, f: 3, v: 3 },
    ]);
    expect(quintileScores([numbers(undefined, 0, 0)])).toEqual([{ r: 0, f: 0, v: 0 }]);
    expect(quintileScores([])).toEqual([]);
  });

  test("do not depend on the order of the readers, never fall where the number rises, and are 1 to 5", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 80 }), (values) => {
        const all = values.map((value) => numbers(1, 1, value));
        const scores = quintileScores(all).map(({ v }) => v);
        expect(
          quintileScores([...all].reverse())
            .map(({ v }) => v)
            .reverse(),
        ).toEqual(scores);
        for (const [one, value] of values.entries()) {
          expect(scores[one]).toBeGreaterThanOrEqual(value > 0 ? 1 : 0);
          expect(scores[one]).toBeLessThanOrEqual(value > 0 ? 5 : 0);
          for (const [other, than] of values.entries())
            if (value >= than) expect(scores[one]).toBeGreaterThanOrEqual(scores[other] ?? 0);
        }
      }),
    );
  });

  test("and all numbers are numbers for any uses", () => {
    const row = fc.record({
      day: fc.integer({ min: -500, max: 500 }),
      kind: fc.constantFrom(...USE_KINDS),
      amount: fc.integer({ min: -3, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(row), fc.integer({ min: -800, max: 800 }), (rows, day) => {
        const found = valueOn(usesFrom(rows), day);
        expect(found.frequency).toBeLessThanOrEqual(365);
        expect(found.visitDays).toBeLessThanOrEqual(found.frequency);
        for (const [name, each] of Object.entries(found))
          if (name !== "lastUse" && each !== undefined)
            expect(each).toSatisfy((number) => Number.isInteger(number) && number >= 0);
        for (const score of Object.values(scoresOf(found))) expect([0, 1, 2, 3, 4, 5]).toContain(score);
      }),
    );
  });
});

/*
 * RFM on the CDNOW sample for 30 June 1998, a purchase taken for a loan of so many items, by hand from the log:
 *   0001: 1997-08-02 (1), 1997-12-12 (2) within the year. R: 19 days left of December + 31 + 28 + 31 + 30 + 31 + 30 =
 * 200 → 2.
 *         F: 2 days → 1. V: 2 visit days + 3 items = 5 → 2.
 *   0002: nothing since 1997-01-13. R: 352 days left of 1997 + 181 = 533 → 1. F and V: 0 → no score.
 *   0006: 07-22 (3), 07-26 (2), 10-25 (3), 12-06 (3), 01-18 (4), 02-15 (4), 02-21 (2), 02-26 (2), 05-10 (1), 06-20 (3).
 *         R: 10 → 5. F: 10 days → 3. V: 10 + 27 = 37 → 3.
 * How many of all 2,357 customers have each score was counted apart, in a few lines of Python.
 */
describeReal("use value on the CDNOW sample", ["cdnow-sample.txt"], (read) => {
  const rows = read("cdnow-sample.txt")
    .toString("utf8")
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter((cells) => cells.length === 5)
    .map(
      ([, id = "", day = "", items = ""]): UseRow => ({
        reader: id,
        day: on(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`),
        kind: "loan",
        amount: Number(items),
      }),
    );
  const { uses } = buildUses([...new Set(rows.map(({ reader }) => reader))], rows);
  const day = on("1998-06-30");
  const found = uses.readers.map((_, index) => valueOn(usesOf(uses, index), day));
  const of = (id: string) => found[uses.readers.indexOf(id)] ?? numbers(undefined, -1, -1);

  test("three customers are as counted by hand", () => {
    expect(of("0001")).toMatchObject({ recency: 200, frequency: 2, value: 5 });
    expect(scoresOf(of("0001"))).toEqual({ r: 2, f: 1, v: 2 });
    expect(of("0002")).toMatchObject({ recency: 533, frequency: 0, value: 0 });
    expect(scoresOf(of("0002"))).toEqual({ r: 1, f: 0, v: 0 });
    expect(of("0006")).toMatchObject({ recency: 10, frequency: 10, value: 37 });
    expect(scoresOf(of("0006"))).toEqual({ r: 5, f: 3, v: 3 });
  });

  test("as many customers have each score as were counted apart, and the scores divide them", () => {
    const scores = found.map((each) => scoresOf(each));
    const count = (key: "r" | "f" | "v"): number[] =>
      [0, 1, 2, 3, 4, 5].map((score) => scores.filter((each) => each[key] === score).length);
    expect(count("r")).toEqual([0, 1539, 518, 157, 81, 62]);
    expect(count("f")).toEqual([1545, 482, 274, 46, 10, 0]);
    expect(count("v")).toEqual([1545, 307, 380, 114, 11, 0]);
    expect(scores.filter(isCore)).toHaveLength(7);
  });
});
