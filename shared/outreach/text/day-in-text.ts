/** A day as a text to readers says it. */
import type { TextLanguage } from "./merge-fields.ts";

const MONTHS = "January February March April May June July August September October November December".split(" ");

/**
 * A day as a sentence says it: 10月31日, 31 October; with its year where that is not this one.
 * @param day YYYY-MM-DD, as is `today`
 */
export function dayInText(day: string, language: TextLanguage, today: string): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const isThisYear = day.slice(0, 4) === today.slice(0, 4);
  if (language === "en") return `${date} ${MONTHS[month - 1] ?? ""}${isThisYear ? "" : ` ${year}`}`;
  return `${isThisYear ? "" : `${year}年`}${month}月${date}日`;
}
