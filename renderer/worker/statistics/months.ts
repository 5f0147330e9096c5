/** Months as YYYY-MM, and the days that they end on. */
import { addDays, dayToNumber } from "#shared/kernel/day.ts";

const MONTHS_OF_QUARTER = 3;

export function monthBack(month: string, back: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - back;
  return `${String(Math.floor(count / 12)).padStart(4, "0")}-${String((count % 12) + 1).padStart(2, "0")}`;
}

export const firstOf = (month: string): string => `${month}-01`;
export const lastOf = (month: string): string => addDays(firstOf(monthBack(month, -1)), -1);

/** The first month of the month's quarter. */
export const quarterOf = (month: string): string => monthBack(month, (Number(month.slice(5)) - 1) % MONTHS_OF_QUARTER);

/** The first months of so many quarters, the month's own one last. */
export const quartersUpTo = (month: string, count: number): readonly string[] => Array.from({ length: count }, (_, index) => monthBack(quarterOf(month), (count - 1 - index) * MONTHS_OF_QUARTER));

export const firstDayOf = (month: string): number => dayToNumber(firstOf(month));
