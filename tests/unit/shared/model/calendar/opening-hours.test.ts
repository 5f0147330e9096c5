import { describe, expect, it } from "vitest";
import { closedHours } from "#shared/model/calendar/opening-hours.ts";

/** Of a weekday, Monday first: the hours in which somebody is open, as a person reads them. */
const open = (closed: ReturnType<typeof closedHours>, day: number): readonly number[] =>
  (closed[day] ?? []).flatMap((isClosed, hour) => (isClosed ? [] : [hour]));

describe("the hours in which a library is closed", () => {
  it("are those outside of its opening hours; an hour that is open in part is open", () => {
    const closed = closedHours([{ openDays: ["1", "2"], hours: { 1: "08:30-17:30" } }]);
    // Monday from half past eight to half past five: 8 to 17; Tuesday names no hours; on Wednesday it is closed
    expect(open(closed, 0)).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16, 17]);
    expect(open(closed, 1)).toHaveLength(24);
    expect(open(closed, 2)).toEqual([]);
  });

  it("end with the hour before a full one", () => {
    expect(open(closedHours([{ hours: { 6: "09:00-12:00" } }]), 5)).toEqual([9, 10, 11]);
    expect(open(closedHours([{ hours: { 6: "22:00-24:00" } }]), 5)).toEqual([22, 23]);
  });

  it("of several branches are those in which none is open", () => {
    const closed = closedHours([
      { openDays: ["1"], hours: { 1: "09:00-11:00" } },
      { openDays: ["1", "2"], hours: { 1: "13:00-14:00", 2: "10:00-11:00" } },
    ]);
    expect(open(closed, 0)).toEqual([9, 10, 13]);
    expect(open(closed, 1)).toEqual([10]);
  });

  it("are none where nothing is said of branches", () => {
    expect(closedHours([]).flat()).not.toContain(true);
  });
});
