import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { busyWeek, type WeekSlot } from "#shared/analysis/busy-week.ts";

/** Instants of this test are weekday × 100 + hour. */
const slotOf = (at: number): WeekSlot => ({ weekday: Math.floor(at / 100), hour: at % 100 });

describe("the busy week", () => {
  it("averages over the weeks and finds the fullest hour", () => {
    // Tuesday 10 o'clock: 3 + 1 in two weeks = 2 a week; Saturday 16 o'clock: 1 in two weeks = 0.5
    const week = busyWeek([{ at: 210, count: 3 }, { at: 210 }, { at: 616 }], slotOf, 2);
    expect(week.hours).toEqual([10, 11, 12, 13, 14, 15, 16, 17]);
    expect(week.days[1]).toMatchObject({ weekday: 2, sum: 2 });
    expect(week.days[5]?.counts[6]).toBe(0.5);
    expect(week.busiest).toEqual({ weekday: 2, hour: 10, count: 2 });
    expect(week.records).toBe(5);
  });

  it("shows a working day where there is nothing, and no busiest hour", () => {
    expect(busyWeek([], slotOf, 4)).toMatchObject({
      hours: [9, 10, 11, 12, 13, 14, 15, 16],
      records: 0,
      busiest: null,
    });
  });

  it("leaves out records without a time and tallies of nothing or less", () => {
    expect(busyWeek([{}, { at: 110, count: 0 }, { at: 110, count: -4 }], slotOf, 1).records).toBe(0);
  });

  it("counts every record once, in whatever order they come", () => {
    const record = fc.record({
      at: fc
        .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 23 }))
        .map(([weekday, hour]) => weekday * 100 + hour),
      count: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(record), fc.integer({ min: 1, max: 8 }), (records, weeks) => {
        const week = busyWeek(records, slotOf, weeks);
        expect(week.days.reduce((sum, day) => sum + day.sum, 0) * weeks).toBeCloseTo(week.records);
        expect(busyWeek(records.toReversed(), slotOf, weeks)).toEqual(week);
      }),
    );
  });
});
