import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { retentionByQuarter } from "#shared/analysis/retention.ts";
import { on } from "../../../support/life-calendar.ts";

const member = (enrolledOn: string, ...days: string[]) => ({ enrolledOn: on(enrolledOn), useDays: Int32Array.from(days, on) });

describe("retention by quarter of enrolment", () => {
  test("is the share of each cohort with a use in each later quarter that is over", () => {
    const cohorts = retentionByQuarter(
      [
        member("2026-01-01", "2026-01-02", "2026-04-01", "2026-07-01"),
        member("2026-03-31", "2026-06-30", "2026-09-30"),
        member("2026-02-02", "2026-02-03"),
        member("2026-01-20", "2026-10-05"),
        member("2026-04-01", "2026-04-02"),
        member("2026-10-01"),
      ],
      on("2026-11-26"),
    );
    expect(cohorts.map(({ quarter, readers, kept }) => [quarter, readers, ...kept.map(({ share }) => share)])).toEqual([
      ["2026-Q1", 4, 0.5, 0.5],
      ["2026-Q2", 1, 0],
      ["2026-Q4", 1],
    ]);
    expect(cohorts[0]?.kept[0]).toMatchObject({ low: expect.closeTo(0.15, 2), high: expect.closeTo(0.85, 2) });
  });

  test("crosses the year, and looks no further than asked", () => {
    const [cohort] = retentionByQuarter([member("2024-12-31", "2025-01-01", "2025-09-30")], on("2026-11-26"), 3);
    expect(cohort?.kept.map(({ share }) => share)).toEqual([1, 0, 1]);
  });

  test("leaves out who enrols after the day or on no day, and is empty without readers", () => {
    expect(retentionByQuarter([member("2027-01-01"), { enrolledOn: Number.NaN, useDays: new Int32Array() }], on("2026-11-26"))).toEqual([]);
    expect(retentionByQuarter([], on("2026-11-26"))).toEqual([]);
  });

  test("counts every reader once, whatever their order", () => {
    const someone = fc.record({ enrolledOn: fc.integer({ min: 19_000, max: 20_700 }), gaps: fc.array(fc.integer({ min: 1, max: 120 }), { maxLength: 12 }) });
    fc.assert(
      fc.property(fc.array(someone, { maxLength: 40 }), (all) => {
        const members = all.map(({ enrolledOn, gaps }) => {
          let day = enrolledOn;
          return {
            enrolledOn,
            useDays: Int32Array.from(gaps, (gap) => {
              day += gap;
              return day;
            }),
          };
        });
        const cohorts = retentionByQuarter(members, 20_700);
        expect(cohorts.reduce((sum, { readers }) => sum + readers, 0)).toBe(all.length);
        expect(retentionByQuarter([...members].reverse(), 20_700)).toEqual(cohorts);
      }),
    );
  });
});
