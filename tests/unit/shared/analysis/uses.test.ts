import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildUses, IS_VISIT, kindCode, USE_KINDS, type UseRow, usesOf } from "#shared/analysis/uses.ts";
import { daysIn } from "../../../support/life-calendar.ts";

const READERS = ["ann", "bo", "cai"];
const row = fc.record({
  reader: fc.constantFrom(...READERS, "nobody"),
  day: fc.integer({ min: -400, max: 400 }),
  kind: fc.constantFrom(...USE_KINDS),
  amount: fc.integer({ min: -2, max: 5 }),
});

describe("columns of uses", () => {
  test("lie by reader, day and kind, and rows of one day and kind are one", () => {
    const rows: UseRow[] = [
      { reader: "cai", day: 5, kind: "loan", amount: 2 },
      { reader: "ann", day: 9, kind: "visit", amount: 1 },
      { reader: "cai", day: -3, kind: "opinion", amount: 1 },
      { reader: "cai", day: 5, kind: "visit", amount: 1 },
      { reader: "cai", day: 5, kind: "loan", amount: 3 },
    ];
    const { uses, leftOut } = buildUses(READERS, rows);
    expect([...uses.starts]).toEqual([0, 1, 1, 4]);
    expect(daysIn(usesOf(uses, 0))).toEqual([9]);
    expect(daysIn(usesOf(uses, 1))).toHaveLength(0);
    expect(daysIn(usesOf(uses, 2))).toEqual([-3, 5, 5]);
    expect([...usesOf(uses, 2).kinds.subarray(usesOf(uses, 2).from)]).toEqual(
      ["opinion", "visit", "loan"].map((kind) => USE_KINDS.indexOf(kind as (typeof USE_KINDS)[number])),
    );
    expect([...usesOf(uses, 2).amounts.subarray(usesOf(uses, 2).from)]).toEqual([1, 1, 5]);
    expect(leftOut).toEqual({ reader: 0, day: 0, kind: 0, amount: 0 });
  });

  test("leave out and count what is no use: unknown readers, impossible days, amounts that are none", () => {
    const good = { reader: "ann", day: 1, kind: "visit", amount: 1 } as const;
    const { uses, leftOut } = buildUses(READERS, [
      good,
      { ...good, reader: "nobody" },
      { ...good, day: Number.NaN },
      { ...good, day: 1e9 },
      { ...good, day: 1.5 },
      { ...good, kind: "nap" as "visit" },
      ...[0, -1, Number.NaN, Number.POSITIVE_INFINITY, 0.5, 2 ** 32].map((amount) => ({ ...good, amount })),
    ]);
    expect(leftOut).toEqual({ reader: 1, day: 3, kind: 1, amount: 6 });
    expect([...uses.amounts]).toEqual([1]);
  });

  test("are there for a library without readers and for readers without any use", () => {
    expect(buildUses([], []).uses).toMatchObject({ readers: [], starts: new Uint32Array([0]) });
    const { uses } = buildUses(READERS, []);
    expect([...uses.starts]).toEqual([0, 0, 0, 0]);
    expect(daysIn(usesOf(uses, 2))).toHaveLength(0);
    expect(daysIn(usesOf(uses, 99))).toHaveLength(0);
  });

  test("are the same whatever the order of the rows, and keep every amount", () => {
    fc.assert(
      fc.property(fc.array(row), fc.infiniteStream(fc.nat()), (rows, keys) => {
        const shuffled = rows.map((each) => ({ each, key: keys.next().value ?? 0 })).sort((a, b) => a.key - b.key);
        const first = buildUses(READERS, rows);
        const second = buildUses(
          READERS,
          shuffled.map(({ each }) => each),
        );
        expect(second).toEqual(first);
        const wanted = rows
          .filter(({ reader, amount }) => reader !== "nobody" && amount > 0)
          .reduce((sum, { amount }) => sum + amount, 0);
        expect(first.uses.amounts.reduce((sum, amount) => sum + amount, 0)).toBe(wanted);
      }),
    );
  });

  test("those of one reader are a stretch of the columns, not a copy", () => {
    const { uses } = buildUses(READERS, [{ reader: "bo", day: 1, kind: "hold", amount: 1 }]);
    expect(usesOf(uses, 1).days).toBe(uses.days);
  });

  test("a loan and being served at the desk put the reader in the house, a download or a phone call does not", () => {
    expect([IS_VISIT[kindCode("loan")], IS_VISIT[kindCode("at-desk")]]).toEqual([true, true]);
    expect(
      ["e-resource", "hold", "contact", "opinion"].map(
        (kind) => IS_VISIT[USE_KINDS.indexOf(kind as (typeof USE_KINDS)[number])],
      ),
    ).toEqual([false, false, false, false]);
  });
});
