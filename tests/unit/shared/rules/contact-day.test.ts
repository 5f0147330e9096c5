import fc from "fast-check";
import { expect, it } from "vitest";
import { type ContactRhythm, contactDay } from "#shared/rules/contact-day.ts";

const tomorrow = (day: number): number => day + 1;
const day = fc.integer({ min: 0, max: 1000 });
const rhythm = (parts: Partial<ContactRhythm>): ContactRhythm => ({
  last: undefined,
  days: 30,
  missedOn: undefined,
  notBefore: undefined,
  ...parts,
});

it("goes by the rhythm, tries a call in vain again on the next open day, and keeps to a day that was put off to", () => {
  expect(contactDay(rhythm({}), tomorrow)).toBe(Number.NEGATIVE_INFINITY);
  expect(contactDay(rhythm({ last: 100 }), tomorrow)).toBe(130);
  expect(contactDay(rhythm({ last: 100, missedOn: 140 }), (on) => on + 3)).toBe(143);
  expect(contactDay(rhythm({ last: 100, notBefore: 150 }), tomorrow)).toBe(150);
  // what was put off long ago holds nothing back
  expect(contactDay(rhythm({ last: 100, notBefore: 101 }), tomorrow)).toBe(130);
});

it("is never earlier for a call in vain, or for having been put off", () => {
  fc.assert(
    fc.property(fc.option(day, { nil: undefined }), day, day, day, (last, days, missedOn, notBefore) => {
      const plain = contactDay(rhythm({ last, days }), tomorrow);
      for (const more of [{ missedOn }, { notBefore }, { missedOn, notBefore }])
        expect(contactDay(rhythm({ last, days, ...more }), tomorrow)).toBeGreaterThanOrEqual(plain);
      expect(contactDay(rhythm({ last, days, missedOn }), tomorrow)).toBeGreaterThan(missedOn);
    }),
  );
});
