/** Age in whole years, and the band that it belongs to: before school, school, and on to those over sixty. */

export const AGE_BANDS = ["0-6", "7-17", "18-34", "35-59", "60-"] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

/** In whole years: children are younger, the old as old or older. */
export const [ADULT_YEARS, OLD_YEARS] = [18, 60] as const;

/** The mean Gregorian year: on the birthday itself it may be a day off. */
const YEAR = 365.2425;
const FIRST_YEARS: readonly (readonly [AgeBand, number])[] = [
  ["60-", OLD_YEARS],
  ["35-59", 35],
  ["18-34", ADULT_YEARS],
  ["7-17", 7],
  ["0-6", 0],
];

/** Undefined where the birth is not known, or is after the day. */
export function ageOn(birth: number | undefined, day: number): number | undefined {
  const age = birth === undefined ? -1 : Math.floor((day - birth) / YEAR);
  return age < 0 ? undefined : age;
}

export function ageBandOn(birth: number | undefined, day: number): AgeBand | undefined {
  const age = ageOn(birth, day);
  return age === undefined ? undefined : ageBandOf(age);
}

/** @param age in whole years */
export const ageBandOf = (age: number): AgeBand | undefined => FIRST_YEARS.find(([, from]) => age >= from)?.[0];
