/**
 * A day as it is typed on the record: 2026-1-5, 2026/1/5, 2026年1月5日, 20260105, and without a year the
 * way the desk reads it. What is coming is read ahead (周五, 11-20); what is past never after today.
 */
import { addDays, isDay } from "#shared/kernel/day.ts";
import { readDay } from "#shared/model/input/note-line.ts";

export type DayKind = "past-day" | "coming-day";

const PAST_WORDS: Readonly<Record<string, number>> = { 今天: 0, today: 0, 昨天: -1, yesterday: -1 };

/** @returns null where the text is no day */
export function readTypedDay(kind: DayKind, typed: string, today: string): string | null {
  const text = typed.normalize("NFKC").trim();
  const whole = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})[日号號]?|(\d{2})(\d{2}))$/.exec(text);
  if (whole !== null) {
    const [, year = "", month = whole[4] ?? "", date = whole[5] ?? ""] = whole;
    const day = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
    return isDay(day) ? day : null;
  }
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
