import { describe, expect, it } from "vitest";
import { consentAgeOn } from "#shared/model/consent/age-of-consent.ts";
import type { Jurisdiction } from "#shared/model/house.ts";

describe("the age from which somebody agrees for herself", () => {
  it.each<[birthDate: string, day: string, place: Jurisdiction, age: string]>([
    ["2012-12-01", "2026-11-30", "mainland", "under-age"],
    ["2012-12-01", "2026-12-01", "mainland", "of-age"],
    ["2012-12-01", "2030-11-30", "taiwan", "under-age"],
    ["2012-12-01", "2030-12-01", "taiwan", "of-age"],
    ["2012-12-01", "2028-11-30", "other", "under-age"],
    ["2012-12-01", "2028-12-01", "other", "of-age"],
    ["2012-02-29", "2026-02-28", "mainland", "under-age"],
    ["2012-02-29", "2026-03-01", "mainland", "of-age"],
  ])("born on %s she is on %s in %s %s", (birthDate, day, place, age) => {
    expect(consentAgeOn({ birthDate, ageBand: "60-" }, day, place)).toBe(age);
  });

  it.each<[ageBand: string, mainland: string, taiwan: string, other: string]>([
    ["0-6", "under-age", "under-age", "under-age"],
    ["7-17", "unclear", "under-age", "unclear"],
    ["18-34", "of-age", "of-age", "of-age"],
    ["60-", "of-age", "of-age", "of-age"],
    ["６０＋", "of-age", "of-age", "of-age"],
    ["中年", "unknown", "unknown", "unknown"],
  ])("without a birth date the band %s tells on the mainland %s, in Taiwan %s, elsewhere %s", (ageBand, ...ages) => {
    const places = ["mainland", "taiwan", "other"] as const;
    expect(places.map((place) => consentAgeOn({ ageBand }, "2026-12-01", place))).toEqual(ages);
  });

  it("guesses no age: a child's card and a guardian only say that it has to be asked", () => {
    expect(consentAgeOn({}, "2026-12-01", "mainland")).toBe("unknown");
    expect(consentAgeOn({ category: "child" }, "2026-12-01", "mainland")).toBe("unclear");
    expect(consentAgeOn({ guardian: "mother" }, "2026-12-01", "mainland")).toBe("unclear");
    expect(consentAgeOn({ category: "child", ageBand: "0-6" }, "2026-12-01", "mainland")).toBe("under-age");
  });
});
