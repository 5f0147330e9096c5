/**
 * A day as it is typed: with its year, in either calendar, and without one the way the desk reads it. What is coming is
 * read ahead (周五, 11-20); what is past never after today.
 */
import { addDays, isDay } from "../../kernel/day.ts";
import type { Jurisdiction } from "../house.ts";
import { readDay } from "./note-line.ts";
import { readWholeDay } from "./whole-day.ts";

export type DayKind = "past-day" | "coming-day";

const PAST_WORDS: Readonly<Record<string, number>> = { 今天: 0, today: 0, 昨天: -1, yesterday: -1 };

/** @returns null where the text is no day */
export function readTypedDay(kind: DayKind, typed: string, today: string, place?: Jurisdiction): string | null {
  const text = typed.normalize("NFKC").trim();
  const whole = readWholeDay(text, place);
  if (whole !== null) return whole;
  if (kind === "coming-day") return readDay(text, today);
  const near = PAST_WORDS[text.toLowerCase()];
  return near === undefined ? latest(text, today) : addDays(today, near);
}

function latest(text: string, today: string): string | null {
  const found = /^(\d{1,2})[-/.月](\d{1,2})[日号號]?$/.exec(text);
  if (found === null) return null;
  const [, month = "", date = ""] = found;
  const year = Number(today.slice(0, 4));
  const days = [year, year - 1].map((candidate) => `${candidate}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`);
  return days.find((day) => isDay(day) && day <= today) ?? null;
}
