import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  INTEREST_SOURCES,
  type InterestSign,
  interestsOn,
  isSensitive,
  mainClassOf,
} from "#shared/analysis/interests.ts";

const loan = (code: string, day: number | undefined, amount = 1): InterestSign => ({
  class: code,
  source: "loan",
  day,
  amount,
});

describe("interests", () => {
  test("halve in twelve months", () => {
    const [first] = interestsOn([loan("I247", 1000, 4)], 1000);
    const [later] = interestsOn([loan("I247", 1000, 4)], 1365);
    expect(first).toMatchObject({ class: "I", points: 4, share: 1, last: 1000 });
    expect(later?.points).toBeCloseTo(2, 12);
  });

  test("show their sources, the strongest class first; a suggestion says more than a loan", () => {
    const found = interestsOn(
      [
        loan("K2", 0, 3),
        { class: "TP311", source: "suggestion", day: 0, amount: 1 },
        { class: "TP312", source: "enquiry", day: 0, amount: 1 },
        { class: "J", source: "said", day: undefined, amount: 40 },
      ],
      0,
    );
    expect(found.map(({ class: code }) => code)).toEqual(["T", "J", "K"]);
    expect(found[0]).toMatchObject({ points: 6, bySource: { suggestion: 5, enquiry: 1 }, last: 0 });
    expect(found[1]).toMatchObject({ points: 4, last: undefined });
  });

  test("are never inferred for religion, politics and medicine, but what the reader said is kept", () => {
    expect(
      interestsOn([loan("B94", 0), loan("D922", 0), loan("R3", 0), loan("B84", 0)], 0).map(({ class: code }) => code),
    ).toEqual(["B"]);
    expect(
      interestsOn([{ class: "R", source: "said", day: undefined, amount: 50 }], 0).map(({ class: code }) => code),
    ).toEqual(["R"]);
    expect(isSensitive("B9")).toBe(true);
    expect(isSensitive("B8")).toBe(false);
    expect(interestsOn([loan("R3", 0)], 0, [])).toHaveLength(1);
  });

  test("know religion, politics, law and medicine in each scheme, however a class is written", () => {
    const sensitive = [
      "B9",
      "b948",
      "B 948",
      "B/948",
      "B.9",
      "Ｂ９",
      "D",
      "d63",
      "r",
      "R-4",
      "200",
      "29",
      "323",
      "34",
      "415",
      "57",
      "580",
      "610",
    ];
    const others = [
      "B",
      "B84",
      "B8-9",
      "E",
      "I247.5",
      "TD9",
      "TR",
      "100",
      "300",
      "31",
      "400",
      "420.9",
      "550",
      "600",
      "857.7",
      "",
    ];
    expect(sensitive.filter((code) => !isSensitive(code))).toEqual([]);
    expect(others.filter((code) => isSensitive(code))).toEqual([]);
    expect(
      interestsOn([loan("415", 0), loan("d63", 0), loan("b 94", 0), loan("429", 0)], 0).map(
        ({ class: code, points }) => [code, points],
      ),
    ).toEqual([["400", 1]]);
  });

  test("leave out what lies after the day, has no class, or no amount", () => {
    expect(
      interestsOn(
        [
          loan("I", 11),
          loan("", 1),
          loan("?", 1),
          loan("I", 1, 0),
          loan("I", 1, -3),
          loan("I", 1, Number.NaN),
          loan("I", Number.NaN),
        ],
        10,
      ),
    ).toEqual([]);
  });

  test("know the main class of both kinds of scheme, and can be counted deeper", () => {
    expect(["TP311.1", " i247", "523.8", "012", "", "中"].map(mainClassOf)).toEqual([
      "T",
      "I",
      "500",
      "000",
      undefined,
      undefined,
    ]);
    expect(
      interestsOn([loan("TP311", 0), loan("TS97", 0, 2)], 0, [], (code) => code.slice(0, 2)).map(
        ({ class: code }) => code,
      ),
    ).toEqual(["TS", "TP"]);
  });

  test("have shares that sum to one, whatever the order of the signs", () => {
    const sign = fc.record({
      class: fc.constantFrom("A1", "I2", "TP3", "K9", "R1"),
      source: fc.constantFrom(...INTEREST_SOURCES),
      day: fc.option(fc.integer({ min: -4000, max: 400 }), { nil: undefined }),
      amount: fc.integer({ min: -1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 30 }), (signs) => {
        const found = interestsOn(signs, 300);
        if (found.length > 0) expect(found.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 10);
        const back = interestsOn([...signs].reverse(), 300);
        expect(new Map(back.map(({ class: code, last }) => [code, last]))).toEqual(
          new Map(found.map(({ class: code, last }) => [code, last])),
        );
        for (const { class: code, points } of found)
          expect(back.find((each) => each.class === code)?.points).toBeCloseTo(points, 6);
      }),
    );
  });
});
