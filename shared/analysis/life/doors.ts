/**
 * When a branch's doors are open, as whoever works there asks it: from when to when on a day, and which open day is the
 * next. In a vacation they are open, though nobody is missed then.
 */
import { dayToNumber, numberToDay, weekdayOf } from "../../kernel/day.ts";
import { type Hours, hoursOf } from "../../model/calendar/opening-hours.ts";
import type { Branch } from "../../model/house.ts";
import { createOpenDays } from "./open-days.ts";

type DoorCalendar = Pick<Branch, "openDays" | "exceptions" | "hours" | "dayNames">;

export type Doors =
  /** @property hours undefined where the branch names none of that weekday */
  | { readonly tag: "open"; readonly hours: Hours | undefined }
  /** @property why as the day is called in the calendar */
  | { readonly tag: "closed"; readonly why: string | undefined };

/** @param day YYYY-MM-DD */
export const doorsOn = (branch: DoorCalendar, day: string): Doors =>
  openDaysOf(branch).isOpen(dayToNumber(day))
    ? { tag: "open", hours: hoursOf(branch.hours?.[String(weekdayOf(day))]) }
    : { tag: "closed", why: branch.dayNames?.[day] };

/** The first day after this one on which the doors are open. */
export const nextOpenDay = (branch: DoorCalendar, day: string): string =>
  numberToDay(openDaysOf(branch).daysAfter(dayToNumber(day), 1));

const openDaysOf = ({ openDays, exceptions }: DoorCalendar) =>
  createOpenDays({ ...(openDays !== undefined && { openDays }), ...(exceptions !== undefined && { exceptions }) });
