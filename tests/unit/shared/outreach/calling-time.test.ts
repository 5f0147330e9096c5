import { describe, expect, it } from "vitest";
import { isCallingTime, nextCallingTime } from "#shared/outreach/calling-time.ts";

/** Monday to Friday, 9:00 to 11:30. 2026-12-04 is a Friday. */
const MORNINGS = { weekdays: [1, 2, 3, 4, 5], from: 540, to: 690 };
const at = (on: string, minute: number) => ({ on, minute });

describe("calling hours", () => {
  it("begin with their first minute and end before their last", () => {
    const asked = [539, 540, 689, 690].map((minute) => isCallingTime(MORNINGS, at("2026-12-04", minute)));
    expect(asked).toEqual([false, true, true, false]);
    expect(isCallingTime(MORNINGS, at("2026-12-05", 600))).toBe(false);
    expect(isCallingTime(undefined, at("2026-12-05", 0))).toBe(true);
  });

  it("come again on the same morning, on the next day, or after the week's end", () => {
    expect(nextCallingTime(MORNINGS, at("2026-12-03", 100))).toEqual(at("2026-12-03", 540));
    expect(nextCallingTime(MORNINGS, at("2026-12-03", 800))).toEqual(at("2026-12-04", 540));
    expect(nextCallingTime(MORNINGS, at("2026-12-04", 690))).toEqual(at("2026-12-07", 540));
    expect(nextCallingTime(MORNINGS, at("2026-12-04", 600))).toEqual(at("2026-12-04", 600));
  });

  it("of one weekday come again in a week, and of none never", () => {
    expect(nextCallingTime({ ...MORNINGS, weekdays: [5] }, at("2026-12-04", 700))).toEqual(at("2026-12-11", 540));
    expect(nextCallingTime({ ...MORNINGS, weekdays: [] }, at("2026-12-04", 700))).toBeUndefined();
    expect(nextCallingTime({ ...MORNINGS, from: 700, to: 600 }, at("2026-12-04", 100))).toBeUndefined();
  });
});
