/**
 * Holidays from an iCalendar file (RFC 5545): the days of its events. The end of an event of whole days is the day
 * behind it (3.6.1); one that repeats by a rule is told and not unfolded, since a rule says nothing of an exchange.
 */
import { addDays, isDay } from "../../kernel/day.ts";
import {
  type HolidayList,
  type HolidayProblem,
  type HolidaySpan,
  holidayList,
  markInName,
  plainHolidayName,
} from "./holiday-days.ts";

interface Event {
  readonly line: number;
  readonly fields: ReadonlyMap<string, string>;
}

export const isCalendarFile = (text: string): boolean => /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text);

export const holidaysInCalendar = (text: string): HolidayList =>
  holidayList(
    eventsIn(text)
      .filter(({ fields }) => fields.get("STATUS")?.toUpperCase() !== "CANCELLED")
      .map(readEvent),
    { every: false },
  );

function readEvent({ line, fields }: Event): HolidaySpan | HolidayProblem {
  const summary = unescaped(fields.get("SUMMARY") ?? "");
  const start = fields.get("DTSTART") ?? "";
  const from = dayIn(start);
  if (from === null) return { tag: "no-day", line, value: start === "" ? summary : start };
  if (fields.has("RRULE")) return { tag: "repeats", line, value: summary };
  const ending = fields.get("DTEND");
  const to = ending === undefined ? from : lastDay(ending, from);
  if (to === null) return { tag: "no-end", line, value: ending ?? "" };
  const mark = markInName(summary) ?? markInName(unescaped(fields.get("CATEGORIES") ?? "")) ?? "rest";
  return { line, from, to, mark, name: plainHolidayName(summary) };
}

/** Of an event of whole days, or until midnight, the day before; an event that ends as it begins has its own day. */
function lastDay(ending: string, from: string): string | null {
  const day = dayIn(ending);
  const isBehind = day !== null && day > from && /^\d{8}(?:T0{6}Z?)?$/.test(ending);
  return isBehind ? addDays(day, -1) : day;
}

function dayIn(value: string): string | null {
  const [, year, month, date] = /^(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?$/.exec(value) ?? [];
  const day = `${year}-${month}-${date}`;
  return isDay(day) ? day : null;
}

/** Names without their parameters; a long line goes on behind a blank (3.1). */
function eventsIn(text: string): readonly Event[] {
  const events: Event[] = [];
  let fields: Map<string, string> | null = null;
  let begun = 0;
  for (const [index, line] of unfolded(text)) {
    const [, name = "", value = ""] = /^([A-Za-z-]+)(?:;[^:]*)?:(.*)$/.exec(line) ?? [];
    const what = `${name.toUpperCase()}:${value.trim().toUpperCase()}`;
    if (what === "BEGIN:VEVENT") [fields, begun] = [new Map(), index];
    else if (what === "END:VEVENT" && fields !== null) {
      events.push({ line: begun, fields });
      fields = null;
    } else if (fields !== null && !fields.has(name.toUpperCase())) fields.set(name.toUpperCase(), value.trim());
  }
  return events;
}

function unfolded(text: string): readonly (readonly [line: number, text: string])[] {
  const lines: [number, string][] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const last = lines.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) last[1] += line.slice(1);
    else lines.push([index + 1, line]);
  }
  return lines;
}

const unescaped = (text: string): string => text.replace(/\\n/gi, " ").replace(/\\([,;\\])/g, "$1");
