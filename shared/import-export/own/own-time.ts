/** Instants in our own exports: local time with its offset, to the millisecond where there is one. */
import { dayToNumber, isDay, numberToDay } from "../../kernel/day.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const two = (value: number): string => String(Math.abs(value)).padStart(2, "0");

/** @param offsetMinutes of local time from UTC at that instant */
export function instantToText(ms: number, offsetMinutes: number): string {
  const local = ms + offsetMinutes * MINUTE;
  const days = Math.floor(local / DAY);
  const rest = local - days * DAY;
  const clock = `${two(Math.floor(rest / 3_600_000))}:${two(Math.floor(rest / MINUTE) % 60)}:${two(Math.floor(rest / 1000) % 60)}`;
  const fraction = rest % 1000 === 0 ? "" : `.${String(rest % 1000).padStart(3, "0")}`;
  return `${numberToDay(days)} ${clock}${fraction} ${offsetMinutes < 0 ? "-" : "+"}${two(Math.trunc(offsetMinutes / 60))}:${two(offsetMinutes % 60)}`;
}

export function textToInstant(text: string): number | null {
  const parts = /^(\d{4}-\d{2}-\d{2}) (\d{2}):(\d{2}):(\d{2})(?:\.(\d{3}))? ([+-])(\d{2}):(\d{2})$/.exec(text.trim());
  if (parts === null || !isDay(parts[1] ?? "")) return null;
  const [, day = "", hour, minute, second, fraction = "0", sign, offsetHour, offsetMinute] = parts;
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === "-" ? -1 : 1);
  return (
    dayToNumber(day) * DAY +
    (Number(hour) * 60 + Number(minute) - offset) * MINUTE +
    Number(second) * 1000 +
    Number(fraction)
  );
}
