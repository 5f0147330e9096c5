/**
 * Numbers, days and times in the way of the house: ISO days, a 24-hour clock, 万 for big counts,
 * "today 15:20" for what is near. Instants are epoch milliseconds, days are `YYYY-MM-DD`.
 */
import { type Calendar, minguoDay } from "./calendar.ts";
import type { Locale } from "./locale.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Format {
  /** 2026-11-24 in every language. */
  day(instant: number): string;
  /** A day as lists show it: 2026-11-24, and 115/11/24 where the desk shows Minguo years. */
  shownDay(day: string | number): string;
  /** 11-24 in Chinese, 11/24 where the desk shows Minguo years, 24 Nov in English; with the year when it is not `now`'s. */
  shortDay(instant: number, now: number): string;
  /** 2026年11月24日, 24 November 2026, 民國115年11月24日. */
  longDay(day: string | number): string;
  /** 11月24日星期二, Tuesday 24 November. */
  namedDay(day: string): string;
  /** 15:20 */
  time(instant: number): string;
  /** The month of an instant in words: 2026年11月, 民國115年11月, November 2026. */
  longMonth(instant: number): string;
  /** 今天 15:20, 昨天 15:20, 11-20 15:20, 2025-11-20. */
  moment(instant: number, now: number): string;
  /** Two moments beside each other, to the second or its thousandth where they would read alike: 今天 15:20:07. */
  momentsApart(one: number, other: number, now: number): readonly [one: string, other: string];
  /** 现在, 3 小时前, 2 天后. */
  age(instant: number, now: number): string;
  number(value: number): string;
  /** Two decimals, also of a whole one: a rate among rates is not taken for a count. */
  hundredths(value: number): string;
  /** With every digit that it has. */
  exactly(value: number): string;
  /** 12万, 120K */
  compact(value: number): string;
  percent(share: number): string;
  bytes(count: number): string;
  list(items: readonly string[]): string;
  /** For sorting what is shown; never in a loop over readers, whose order the worker knows. */
  compare(a: string, b: string): number;
}

/** Made when it is first used: each costs a start a millisecond or more, and no screen uses all. */
function later<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** @param timeZone the computer's own when absent */
export function createFormat(locale: Locale, timeZone?: string, calendar: Calendar = "western"): Format {
  const place = `${locale === "en" ? "en-GB" : locale}${calendar === "minguo" ? "-u-ca-roc" : ""}`;
  const zone = timeZone === undefined ? {} : { timeZone };
  // Swedish writes ISO days, in the wanted time zone
  const iso = later(
    () => new Intl.DateTimeFormat("sv-SE", { ...zone, year: "numeric", month: "2-digit", day: "2-digit" }),
  );
  const clock = later(
    () => new Intl.DateTimeFormat("en-GB", { ...zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  );
  const fineClocks = later(() =>
    [undefined, 3 as const].map(
      (fractionalSecondDigits) =>
        new Intl.DateTimeFormat("en-GB", {
          ...zone,
          hour: "2-digit",
          minute: "2-digit",
          second: "2-digit",
          hourCycle: "h23",
          fractionalSecondDigits,
        }),
    ),
  );
  const long = later(() => new Intl.DateTimeFormat(place, { ...zone, dateStyle: "long" }));
  const longOfDay = later(() => new Intl.DateTimeFormat(place, { dateStyle: "long", timeZone: "UTC" }));
  const month = later(() => new Intl.DateTimeFormat(place, { ...zone, year: "numeric", month: "long" }));
  const named = later(
    () => new Intl.DateTimeFormat(place, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }),
  );
  const short = later(() => new Intl.DateTimeFormat("en-GB", { ...zone, day: "numeric", month: "short" }));
  const relative = later(() => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
  const plain = later(() => new Intl.NumberFormat(locale));
  const hundred = later(() => new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }));
  const exact = later(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }));
  const compactNumber = later(() => new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 }));
  const share = later(() => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }));
  const list = later(() => new Intl.ListFormat(locale, { type: "conjunction" }));
  const collator = later(() => new Intl.Collator(locale, { numeric: true }));

  const day = (instant: number): string => iso().format(instant);
  const year = (instant: number): string => day(instant).slice(0, 4);
  const daysBetween = (instant: number, now: number): number =>
    Math.round((Date.parse(day(instant)) - Date.parse(day(now))) / DAY);

  const shownDay = (value: string | number): string => {
    const written = typeof value === "number" ? day(value) : value;
    return calendar === "minguo" ? minguoDay(written) : written;
  };

  const shortDay = (instant: number, now: number): string => {
    if (year(instant) !== year(now)) return shownDay(instant);
    if (locale === "en") return short().format(instant);
    // with the strokes of the days around it
    return calendar === "minguo" ? day(instant).slice(5).replace("-", "/") : day(instant).slice(5);
  };

  /** @param fine another clock, for a moment that is never told by its day alone */
  const moment = (instant: number, now: number, fine?: Intl.DateTimeFormat): string => {
    const days = daysBetween(instant, now);
    const time = (fine ?? clock()).format(instant);
    if (Math.abs(days) <= 1) return `${sentenceStart(relative().format(days, "day"), locale)} ${time}`;
    const isNear = fine !== undefined || year(instant) === year(now);
    return isNear ? `${shortDay(instant, now)} ${time}` : shownDay(instant);
  };

  return {
    day,
    shownDay,
    shortDay,
    longDay: (value) => (typeof value === "number" ? long().format(value) : longDayOf(value, longOfDay())),
    longMonth: (instant) => month().format(instant),
    namedDay: (value) => longDayOf(value, named()),
    time: (instant) => clock().format(instant),
    moment: (instant, now) => moment(instant, now),
    momentsApart: (one, other, now) => {
      const written = (fine?: Intl.DateTimeFormat) => [moment(one, now, fine), moment(other, now, fine)] as const;
      const plainly = written();
      if (plainly[0] !== plainly[1]) return plainly;
      return (
        fineClocks()
          .map(written)
          .find(([a, b]) => a !== b) ?? plainly
      );
    },
    age: (instant, now) => {
      const gap = instant - now;
      const size = Math.abs(gap);
      if (size < MINUTE) return relative().format(0, "second");
      if (size < HOUR) return relative().format(Math.trunc(gap / MINUTE), "minute");
      if (size < DAY) return relative().format(Math.trunc(gap / HOUR), "hour");
      return relative().format(daysBetween(instant, now), "day");
    },
    number: (value) => plain().format(value),
    hundredths: (value) => hundred().format(value),
    exactly: (value) => exact().format(value),
    compact: (value) => compactNumber().format(value),
    // of few among very many it does not say that there are none
    percent: (value) => (value > 0 && value < 0.0005 ? `<${share().format(0.001)}` : share().format(value)),
    bytes: (count) => bytes(count, locale),
    list: (items) => list().format(items),
    compare: (a, b) => collator().compare(a, b),
  };
}

const sentenceStart = (text: string, locale: Locale): string =>
  locale === "en" ? text.charAt(0).toUpperCase() + text.slice(1) : text;

/** A day has no time zone: midnight of UTC, written in UTC. */
function longDayOf(day: string, format: Intl.DateTimeFormat): string {
  const instant = Date.parse(day);
  return Number.isNaN(instant) ? day : format.format(instant);
}

function bytes(count: number, locale: Locale): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
  const step = count < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(count) / 3));
  const unit = units[step] ?? "byte";
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: 1,
  }).format(count / 1000 ** step);
}
