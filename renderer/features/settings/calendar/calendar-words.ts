/** Days, months and weekdays of a calendar, as a person writes them. */

import type { Format } from "../../../i18n/format.ts";
import type { Translate } from "../../../i18n/i18n.ts";
import type { Locale } from "../../../i18n/locale.ts";

export interface CalendarWords {
  /** 7月, Jul */
  month(month: number): string;
  /** 周三, Wed. @param weekday 1 = Monday … 7 = Sunday */
  weekday(weekday: number): string;
  /** 7月1日, 1 July; with the year where it is not the one that is shown. */
  day(day: string, shownYear: number): string;
  /** 7月1日–7月21日; one day alone where both are the same. */
  range(from: string, to: string, shownYear: number, t: Translate): string;
}

/** 1969-12-29 was a Monday. */
const MONDAY = Date.UTC(1969, 11, 29);
const DAY_MS = 86_400_000;

export function createCalendarWords(locale: Locale, { longDay }: Pick<Format, "longDay">): CalendarWords {
  const place = locale === "en" ? "en-GB" : locale;
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(place, { ...options, timeZone: "UTC" });
  const [months, weekdays] = [format({ month: "short" }), format({ weekday: "short" })];
  const ofYear = format({ month: "long", day: "numeric" });
  const day = (of: string, shownYear: number): string =>
    Number(of.slice(0, 4)) === shownYear ? ofYear.format(Date.parse(of)) : longDay(of);
  return {
    month: (month) => months.format(Date.UTC(1970, month - 1)),
    weekday: (weekday) => weekdays.format(MONDAY + (weekday - 1) * DAY_MS),
    day,
    range: (from, to, shownYear, t) =>
      from === to ? day(from, shownYear) : t("calendar.range", { from: day(from, shownYear), to: day(to, shownYear) }),
  };
}
