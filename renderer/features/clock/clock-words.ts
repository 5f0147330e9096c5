/** What is asked about a clock in doubt: what it says, what is known besides, and whether that is today. */
import type { ClockDoubt } from "#shared/kernel/clock-doubt.ts";
import type { WrongSpan } from "../../db/write/clock-note.ts";
import type { Format } from "../../i18n/format.ts";
import type { Translate } from "../../i18n/i18n.ts";

export const fullMoment = (at: number, format: Pick<Format, "day" | "shownDay" | "time">): string =>
  `${format.shownDay(at)} ${format.time(at)}`;

export function doubtText(
  { from, now, last }: ClockDoubt,
  t: Translate,
  format: Pick<Format, "day" | "shownDay" | "time" | "longDay">,
): string {
  const facts = {
    now: fullMoment(now, format),
    last: fullMoment(last, format),
    today: format.longDay(format.day(now)),
  };
  return from === "share" ? t("boot.clock-share", facts) : t("boot.clock-own", facts);
}

const DAY_MS = 24 * 60 * 60_000;

/**
 * A wrong year, month or day leaves the time of day: whole days that put the last record before the moment of the
 * question.
 */
export function likelyShift({ lastAt, rightAt }: Pick<WrongSpan, "lastAt" | "rightAt">): number {
  return Math.floor((rightAt - lastAt) / DAY_MS) * DAY_MS;
}

/** A moment as a field of the browser holds it: local time, to the minute. */
export function inputMoment(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Null where the field is empty or only half filled. */
export function momentOfInput(text: string): number | null {
  const at = new Date(text).getTime();
  return Number.isNaN(at) ? null : at;
}
