/**
 * In which calendar this desk shows days. A sentence's value written YYYY-MM-DD is one, `year` a year of one; what is no
 * sentence asks the format. What is kept, computed and exported stays ISO, also in the names of files, whose day is `on`.
 */
import type { I18n } from "./i18n.ts";
import type { MessageValues } from "./message-id.ts";

export type Calendar = "western" | "minguo";

const MINGUO_OFFSET = 1911;
/** Of a birthday that is masked the year is shown. */
const ISO_DAY = /^(\d{4})-(\d{2}|\*\*)-(\d{2}|\*\*)$/;

/** 115/11/24, as it is written on a form; a day before the first year keeps its western year. */
export function minguoDay(day: string): string {
  const [, year = "", month = "", date = ""] = ISO_DAY.exec(day) ?? [];
  return Number(year) > MINGUO_OFFSET ? `${Number(year) - MINGUO_OFFSET}/${month}/${date}` : day;
}

const minguoYear = (year: string): string => (/^\d{4}$/.test(year) ? `民國 ${Number(year) - MINGUO_OFFSET}` : year);

const shownValue = (name: string, text: string): string =>
  name === "year" ? minguoYear(text) : name === "on" ? text : minguoDay(text);

const shownValues = (values: MessageValues): MessageValues =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? shownValue(name, value) : value]),
  );

/** The language with every sentence in that calendar. */
export function inCalendar(i18n: I18n, calendar: Calendar): I18n {
  if (calendar === "western") return i18n;
  const t: I18n["t"] = (id, values) => i18n.t(id, values && shownValues(values));
  return { ...i18n, t, say: ({ id, values }) => t(id, values) };
}
