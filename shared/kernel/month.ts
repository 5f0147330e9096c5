/** Months as YYYY-MM, and the days that they begin and end on. */
import { addDays } from "./day.ts";

/** So many months earlier; a negative number goes on. */
export function monthBack(month: string, back: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - back;
  return `${String(Math.floor(count / 12)).padStart(4, "0")}-${String((count % 12) + 1).padStart(2, "0")}`;
}

export const firstOf = (month: string): string => `${month}-01`;
export const lastOf = (month: string): string => addDays(firstOf(monthBack(month, -1)), -1);

/** Whether the text names a month. */
export const isMonth = (text: string): boolean => /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text);
