import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Days } from "#shared/analysis/ascending.ts";
import { absenceOn, declineOn, rhythmAt } from "#shared/analysis/life/not-seen.ts";
import { createOpenDays } from "#shared/analysis/life/open-days.ts";
import { closure, on, stretchOf } from "../../../../support/life-calendar.ts";

const everyDay = createOpenDays();
const steps = (step: number, count: number, from = 0): number[] =>
  Array.from({ length: count }, (_, index) => from + index * step);
const every = (step: number, count: number): Days => stretchOf(steps(step, count));
/** The place of the last day. */
const rhythmOf = (visits: Days, open = everyDay) => rhythmAt(visits, visits.to - 1, open);

describe("a reader's own rhythm", () => {
  test("needs eight visit days before the last one", () => {
    expect(rhythmOf(every(7, 8))).toBeUndefined();
    expect(rhythmOf(every(7, 9))).toEqual({ visitDays: 8, medianGap: 7, gap90: 7, threshold: 21 });
  });

  test("looks at the 180 open days before the last visit only", () => {
    // eight visits lie within 180 days of the last, the ninth does not
    expect(rhythmOf(stretchOf([0, 181, 201, 221, 241, 261, 281, 301, 321, 361]))).toMatchObject({
      visitDays: 8,
      medianGap: 20,
      gap90: 40,
      threshold: 60,
    });
    expect(rhythmOf(stretchOf([0, 1, 201, 221, 241, 261, 281, 301, 321, 361]))).toBeUndefined();
  });

  test("lets nobody be absent within ten open days, and respects rare long gaps of one's own", () => {
    expect(rhythmOf(every(1, 20))?.threshold).toBe(10);
    // gaps 1 1 1 1 1 1 1 1 40 40: the median is 1, but two in ten are 40
    expect(rhythmOf(stretchOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 48, 88]))).toEqual({
      visitDays: 10,
      medianGap: 1,
      gap90: 40,
      threshold: 40,
    });
  });

  test("is the mean of the two middle gaps where their number is even", () => {
    // gaps 2 2 2 2 5 5 5 5
    expect(rhythmOf(stretchOf([0, 2, 4, 6, 8, 13, 18, 23, 28]))?.medianGap).toBe(3.5);
  });
});

describe("absence", () => {
  test("begins with the first open day beyond the reader's threshold", () => {
    const weekly = every(7, 12);
    const last = 77;
    expect(absenceOn(weekly, everyDay, last + 21)).toBeUndefined();
    expect(absenceOn(weekly, everyDay, last + 22)).toMatchObject({ lastVisit: last, openDaysAway: 22, threshold: 21 });
  });

  test("a reader who stops after coming six days a week is absent between open days 10 and 14", () => {
    for (const weekdays of [
      ["1", "2", "3", "4", "5", "6"],
      ["1", "2", "3", "4", "5", "6", "7"],
    ]) {
      const open = createOpenDays({ openDays: weekdays });
      const last = on("2026-09-26"); // a Saturday
      const visits = Array.from({ length: 200 }, (_, index) => last - 199 + index).filter(
        (day) => (((day + 3) % 7) + 7) % 7 !== 6,
      );
      const first = [...Array(40).keys()]
        .map((distance) => last + distance)
        .find((day) => absenceOn(stretchOf(visits), open, day) !== undefined);
      const openDays = open.openBetween(last, first ?? 0);
      expect(openDays).toBeGreaterThanOrEqual(10);
      expect(openDays).toBeLessThanOrEqual(14);
    }
  });

  test("and decline do not feel a closure: on each open day they say what they would have said without it", () => {
    const from = on("2026-03-01");
    const plain = createOpenDays({ openDays: ["2", "3", "4", "5", "6", "7"] });
    const closed = createOpenDays({ openDays: ["2", "3", "4", "5", "6", "7"], exceptions: closure("2026-07-15", 21) });
    const gapsOfVisits = fc.array(fc.integer({ min: 1, max: 14 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(gapsOfVisits, fc.integer({ min: 0, max: 300 }), (gaps, today) => {
        let place = 0;
        const places = gaps.map((gap) => {
          place += gap;
          return place;
        });
        const daysBy = (open: typeof plain): Days => stretchOf(places.map((each) => open.daysAfter(from, each)));
        const first = absenceOn(daysBy(plain), plain, plain.daysAfter(from, today));
        const second = absenceOn(daysBy(closed), closed, closed.daysAfter(from, today));
        expect(second?.openDaysAway).toBe(first?.openDaysAway);
        expect(second?.threshold).toBe(first?.threshold);
        expect(declineOn(daysBy(closed), closed, closed.daysAfter(from, today))).toEqual(
          declineOn(daysBy(plain), plain, plain.daysAfter(from, today)),
        );
      }),
    );
  });
});

describe("decline", () => {
  test("is half or less of at least four days of use", () => {
    const day = 1000;
    const at = (before: number, recent: number): Days =>
      stretchOf([...steps(10, before, day - 300), ...steps(10, recent, day - 100)]);
    expect(declineOn(at(4, 2), everyDay, day)).toEqual({ recent: 2, before: 4 });
    expect(declineOn(at(4, 3), everyDay, day)).toBeUndefined();
    expect(declineOn(at(5, 3), everyDay, day)).toBeUndefined();
    expect(declineOn(at(3, 0), everyDay, day)).toBeUndefined();
    expect(declineOn(at(0, 0), everyDay, day)).toBeUndefined();
  });

  test("takes a use 179 open days back for recent, and one 180 back for before", () => {
    expect(declineOn(stretchOf([500, 501, 502, 503, 821]), everyDay, 1000)).toBeUndefined();
    expect(declineOn(stretchOf([700, 701, 702, 820, 821]), everyDay, 1000)).toEqual({ recent: 1, before: 4 });
    expect(declineOn(stretchOf([640, 701, 702, 820, 821]), everyDay, 1000)).toBeUndefined();
  });
});
