import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createOpenDays } from "#shared/analysis/life/open-days.ts";
import { addDays, dayToNumber, numberToDay, weekdayOf } from "#shared/kernel/day.ts";

const on = dayToNumber;
const closure = (from: string, days: number): Record<string, "closed"> =>
  Object.fromEntries(Array.from({ length: days }, (_, index) => [addDays(from, index), "closed" as const]));

describe("open days of a branch", () => {
  test("are all days where a branch names none", () => {
    const { openBetween, isOpen } = createOpenDays();
    expect(openBetween(on("2026-11-01"), on("2026-11-30"))).toBe(29);
    expect(isOpen(on("2026-11-29"))).toBe(true);
    expect(createOpenDays({ openDays: ["9"] }).openBetween(0, 7)).toBe(7);
  });

  test("leave out the weekly closing day and a closure, and take in an exchanged day", () => {
    // 2026-11-02 is a Monday
    const { openBetween, isOpen } = createOpenDays({
      openDays: ["2", "3", "4", "5", "6", "7"],
      exceptions: { "2026-11-05": "closed", "2026-11-09": "open", "2026-11-16": "closed", nonsense: "open" },
    });
    expect(isOpen(on("2026-11-02"))).toBe(false);
    expect(isOpen(on("2026-11-05"))).toBe(false);
    expect(isOpen(on("2026-11-09"))).toBe(true);
    expect(openBetween(on("2026-11-01"), on("2026-11-08"))).toBe(5);
    expect(openBetween(on("2026-11-08"), on("2026-11-15"))).toBe(7);
    expect(openBetween(on("2026-11-15"), on("2026-11-22"))).toBe(6);
  });

  test("none lie between a day and itself or an earlier one", () => {
    const { openBetween } = createOpenDays();
    expect(openBetween(5, 5)).toBe(0);
    expect(openBetween(9, 5)).toBe(0);
  });

  test("a closure of three weeks has none", () => {
    const open = createOpenDays({ exceptions: closure("2026-08-01", 21) });
    expect(open.openBetween(on("2026-07-31"), on("2026-08-21"))).toBe(0);
    expect(numberToDay(open.daysAfter(on("2026-07-31"), 1))).toBe("2026-08-22");
    expect(numberToDay(open.daysBefore(on("2026-08-22"), 1))).toBe("2026-08-21");
    expect(numberToDay(open.daysBefore(on("2026-08-22"), 2))).toBe("2026-07-30");
  });

  test("a vacation makes nobody absent, though the doors are open", () => {
    const vacations = Object.fromEntries(Object.keys(closure("2026-07-13", 42)).map((day) => [day, "away" as const]));
    const { openBetween } = createOpenDays({ vacations });
    expect(openBetween(on("2026-07-10"), on("2026-08-23"))).toBe(2);
    expect(openBetween(on("2026-07-10"), on("2026-08-25"))).toBe(4);
  });

  test("agree with counting day by day, and the two searches with the count", () => {
    const weekdays = fc.subarray(["1", "2", "3", "4", "5", "6", "7"]);
    const exceptions = fc.array(
      fc.tuple(fc.integer({ min: -40, max: 140 }), fc.constantFrom("open" as const, "closed" as const)),
    );
    const vacation = fc.array(fc.integer({ min: -40, max: 140 }), { maxLength: 30 });
    // around 1970, and around both ends and in the middle of the days whose counts are kept
    const around = fc.constantFrom(0, 3_620, 20_000, 29_180);
    fc.assert(
      fc.property(
        weekdays,
        exceptions,
        vacation,
        around,
        fc.integer({ min: -50, max: 100 }),
        fc.integer({ min: 0, max: 60 }),
        fc.boolean(),
        (openDays, named, away, base, distance, length, isAskedOften) => {
          const special = Object.fromEntries(named.map(([day, state]) => [numberToDay(base + day), state]));
          const from = base + distance;
          const vacations = Object.fromEntries(away.map((day) => [numberToDay(base + day), "away" as const]));
          const branch = { openDays, exceptions: special, vacations };
          const { openBetween, daysAfter, daysBefore } = createOpenDays(branch);
          // as of a whole library: then the counts are kept
          for (let times = 0; isAskedOften && times < 10_000; times++) openBetween(20_000, 20_001);
          let counted = 0;
          for (let day = from + 1; day <= from + length; day++) {
            const name = numberToDay(day);
            const usual = openDays.length === 0 || openDays.includes(String(weekdayOf(name)));
            if (vacations[name] !== undefined) continue;
            if (special[name] === undefined ? usual : special[name] === "open") counted++;
          }
          expect(openBetween(from, from + length)).toBe(counted);
          const after = daysAfter(from, length);
          expect(openBetween(from, after)).toBe(length);
          if (length > 0) expect(openBetween(from, after - 1)).toBe(length - 1);
          const before = daysBefore(from, length);
          expect(openBetween(before, from)).toBe(length);
          if (length > 0) expect(openBetween(before + 1, from)).toBe(length - 1);
        },
      ),
    );
  });

  test("are of each branch in its time where somebody has moved", () => {
    const branch = fc.record({
      openDays: fc.subarray(["1", "2", "3", "4", "5", "6", "7"]),
      exceptions: fc
        .array(fc.tuple(fc.integer({ min: 20_000, max: 20_060 }).map(numberToDay), fc.constantFrom("open", "closed")))
        .map((named) => Object.fromEntries(named) as Record<string, "open" | "closed">),
    });
    const until = fc.integer({ min: 20_000, max: 20_060 });
    fc.assert(
      fc.property(fc.array(fc.record({ calendar: branch, until }), { maxLength: 3 }), branch, (moves, last) => {
        const former = moves.toSorted((a, b) => a.until - b.until);
        const { openBetween, isOpen } = createOpenDays(last, undefined, former);
        let counted = 0;
        for (let day = 20_000; day <= 20_060; day++) {
          const then = former.find((move) => day <= move.until)?.calendar ?? last;
          const is = createOpenDays(then).isOpen(day);
          expect(isOpen(day)).toBe(is);
          counted += is ? 1 : 0;
        }
        expect(openBetween(19_999, 20_060)).toBe(counted);
      }),
    );
  });
});
