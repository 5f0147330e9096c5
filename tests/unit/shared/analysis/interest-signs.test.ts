import { expect, test } from "vitest";
import { hiddenClasses, type InterestRecords, interestSigns } from "#shared/analysis/interest-signs.ts";
import { interestsOn } from "#shared/analysis/interests.ts";
import { dayToNumber } from "#shared/kernel/day.ts";
import { LOANS_CONSENT } from "#shared/model/reader.ts";

const TODAY = "2026-11-25";
const AT = Date.UTC(2026, 10, 25);
const utcDay = (at: number): string => new Date(at).toISOString().slice(0, 10);
const classes = (records: Partial<InterestRecords>) =>
  interestsOn(
    interestSigns({ reader: {}, interactions: [], activity: [], ...records }, utcDay),
    dayToNumber(TODAY),
  ).map((interest) => [interest.class, interest.points, interest.last]);
const loan = { kind: "loan" as const, mainClass: "I", on: TODAY, quantity: 3 };

test("loans tell something only with the reader's own consent, and nothing any more when it is withdrawn", () => {
  const consent = (given: boolean) => ({ consents: { [LOANS_CONSENT]: { given, at: AT } } });
  expect(classes({ activity: [loan] })).toEqual([]);
  expect(classes({ reader: consent(true), activity: [loan] })).toEqual([["I", 3, dayToNumber(TODAY)]]);
  expect(classes({ reader: consent(false), activity: [loan] })).toEqual([]);
});

test("what was asked fades by half in a year, what was said does not, and a paper tally counts as often as it says", () => {
  const asked = { subjectClass: "K2", at: AT - 365 * 86_400_000, count: 4 };
  expect(
    classes({ reader: { interests: { I: 50 } }, interactions: [asked, { at: AT }, { subjectClass: "J" }] }),
  ).toEqual([
    ["I", 5, undefined],
    ["K", 2, dayToNumber(TODAY) - 365],
  ]);
});

test("a class weighed with nothing is not inferred, also not from what lies below it", () => {
  const reader = { interests: { K: 0, I: 20 } };
  expect(hiddenClasses(reader)).toEqual(["K"]);
  expect(classes({ reader, interactions: [{ subjectClass: "K2", at: AT }] })).toEqual([["I", 2, undefined]]);
});

test("religion, politics and medicine are shown when the reader says so, and never inferred", () => {
  const interactions = ["B9", "B94", "D", "R1", "B8"].map((subjectClass) => ({ subjectClass, at: AT }));
  expect(classes({ interactions }).map(([code]) => code)).toEqual(["B"]);
  expect(classes({ reader: { interests: { R: 60 } }, interactions }).map(([code]) => code)).toEqual(["R", "B"]);
});
