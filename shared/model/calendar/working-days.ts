/**
 * Deadlines of opinions, counted in the working days of a branch: its weekdays, without holidays, with the days that
 * were exchanged for them (调休). A closure changes none: whoever answers works on. The day of receipt does not count.
 */
import { addDays, weekdayOf } from "../../kernel/day.ts";
import type { FeedbackType } from "../feedback.ts";
import type { Branch } from "../house.ts";
import { DEFAULT_DEADLINES, type DeadlineDays } from "../settings/deadline-days.ts";

export type WorkCalendar = Pick<Branch, "workingDays" | "workdays">;

const MONDAY_TO_FRIDAY = ["1", "2", "3", "4", "5"];
/** A calendar without any working day may not loop for ever. */
const LONGEST_SEARCH_DAYS = 366;

export function isWorkingDay(day: string, calendar: WorkCalendar): boolean {
  const named = calendar.workdays?.[day];
  if (named !== undefined) return named === "work";
  const weekdays = calendar.workingDays ?? [];
  return (weekdays.length > 0 ? weekdays : MONDAY_TO_FRIDAY).includes(String(weekdayOf(day)));
}

/** The `days`-th working day after `from`. */
export function addWorkingDays(from: string, days: number, calendar: WorkCalendar): string {
  let day = from;
  let left = days;
  for (let searched = 0; left > 0 && searched < LONGEST_SEARCH_DAYS; searched++) {
    day = addDays(day, 1);
    if (isWorkingDay(day, calendar)) left--;
  }
  return day;
}

/** The day an opinion must be answered by; undefined where none is due. @param within the library's own deadlines */
export function opinionDue(
  type: FeedbackType,
  receivedOn: string,
  calendar: WorkCalendar,
  within: DeadlineDays = DEFAULT_DEADLINES,
): string | undefined {
  const days = within[type];
  return days === null ? undefined : addWorkingDays(receivedOn, days, calendar);
}
