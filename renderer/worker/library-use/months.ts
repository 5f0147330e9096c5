/** Quarters of months as YYYY-MM. */
import { dayToNumber } from "#shared/kernel/day.ts";
import { firstOf, monthBack } from "#shared/kernel/month.ts";

const MONTHS_OF_QUARTER = 3;

/** The first month of the month's quarter. */
export const quarterOf = (month: string): string => monthBack(month, (Number(month.slice(5)) - 1) % MONTHS_OF_QUARTER);

/** The first months of so many quarters, the month's own one last. */
export const quartersUpTo = (month: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => monthBack(quarterOf(month), (count - 1 - index) * MONTHS_OF_QUARTER));

export const firstDayOf = (month: string): number => dayToNumber(firstOf(month));
