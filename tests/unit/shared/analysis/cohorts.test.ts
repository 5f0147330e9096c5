import { describe, expect, it } from "vitest";
import { type CohortMember, cohortOf, countMember, noCohorts, quartersUsed } from "#shared/analysis/cohorts.ts";
import { stretchOf } from "../../../support/life-calendar.ts";

/** Quarters of ten days, for the hand: 0–9, 10–19, 20–. */
const STARTS = [0, 10, 20];
const DAY = 25;
const retained = (members: readonly CohortMember[], starts = STARTS) => {
  const counts = noCohorts(starts);
  for (const member of members) countMember(counts, member, starts, DAY, 1);
  return counts;
};
const used = (...days: readonly number[]): number => quartersUsed(stretchOf(days), STARTS, DAY);

describe("quarters with any use", () => {
  it("begin on their first day and end before the next one", () => {
    expect(used(0)).toBe(0b001);
    expect(used(9, 10)).toBe(0b011);
    expect(used(19, 20)).toBe(0b110);
    expect(used(-1)).toBe(0);
  });
  it("look at nothing after the day", () => {
    expect(used(25)).toBe(0b100);
    expect(used(26)).toBe(0);
  });
});

describe("cohort retention", () => {
  it("counts of each quarter's new readers who used anything then and since", () => {
    const members = [
      { enrolledOn: 0, quarters: used(0, 12, 24) },
      { enrolledOn: 9, quarters: used(11) },
      { enrolledOn: 10, quarters: used() },
      { enrolledOn: 21, quarters: used(21) },
      // nobody's cohort: before the first quarter, after the day, not known
      { enrolledOn: -1, quarters: used(1) },
      { enrolledOn: 26, quarters: used() },
      { enrolledOn: undefined, quarters: used(3) },
    ];
    expect(retained(members)).toEqual([
      { quarter: 0, readers: 2, used: [1, 2, 1] },
      { quarter: 1, readers: 1, used: [0, 0] },
      { quarter: 2, readers: 1, used: [1] },
    ]);
  });
  it("is a row of nothing where nobody enrolled, and no row without quarters", () => {
    expect(retained([]).map(({ readers }) => readers)).toEqual([0, 0, 0]);
    expect(retained([{ enrolledOn: 3, quarters: 1 }], [])).toEqual([]);
    expect(cohortOf(3, [], DAY)).toBeUndefined();
  });
});
