/**
 * A calendar day from a cell: ISO, slashes and dots, 8 digits, 年月日, Minguo years, two-digit years.
 * A guess is never silent: it is a notice, or a problem with the suggestion beside it.
 */
import { isDay, numberToDay } from "../../kernel/day.ts";
import type { NoticeTag, ProblemTag } from "./problems.ts";

/**
 * In which order a column with short years or slashes writes a day; `ym`: six digits are a year and a month; `minguo`:
 * short years are Minguo years.
 */
export const DATE_ORDERS = ["ymd", "dmy", "mdy", "ym", "minguo", "unknown"] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

export interface DayContext {
  readonly order: DateOrder;
  /** Short years are Minguo years there. */
  readonly minguo: boolean;
  /** Two-digit years above it belong to the century before. */
  readonly pivotYear: number;
  /** Where only a month is written, which of its days is meant. */
  readonly dayOfMonth?: "first" | "last";
}

export type ParsedDay =
  | { readonly day: string; readonly notice?: NoticeTag }
  | { readonly problem: ProblemTag; readonly suggestion?: string };

const MINGUO_OFFSET = 1911;
/** Serial numbers of 1930 to 2099: what a library writes. */
const FIRST_SERIAL = 10_959;
const LAST_SERIAL = 73_050;

const HALF_OF_DAY =
  "(?:上午|下午|中午|正午|晚上|晚间|晚間|凌晨|早上|早晨|清晨|傍晚|夜里|夜裡|午夜|午前|午后|午後|[ap]\\.? ?m\\.?)";
const CLOCK = "\\d{1,2}(?::\\d{2}(?::\\d{2}(?:\\.\\d+)?)?|[时時点點](?:\\d{1,2}分?(?:\\d{1,2}秒?)?)?)";
const WEEKDAY = "\\(?(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]\\)?";
/** What may stand behind a day, with its half of the day before or after it; a mere number is none. */
const TIME_OF_DAY = new RegExp(
  `(?:(?<=[\\d日]) ?${WEEKDAY})?(?:(?<=\\d)T|[ \\t]{1,4}|(?<=日|\\))|(?=${HALF_OF_DAY}))(?:${HALF_OF_DAY}(?: ?(?:${CLOCK}|\\d{1,2}))?|${CLOCK}(?: ?${HALF_OF_DAY})?|\\d{1,2} ?${HALF_OF_DAY}) ?(?:Z|[+-]\\d{2}:?\\d{2})?$|(?<=[\\d日]) ?${WEEKDAY}$`,
  "iu",
);

const impossible: ParsedDay = { problem: "date-impossible" };
const FIRST_YEAR = 1800;
const LAST_YEAR = 2200;

export function parseDay(cell: string, asked: DayContext): ParsedDay {
  // as systems write them; the long way takes ten times as long
  if (/^\d{4}-\d{2}-\d{2}$/.test(cell)) return asDay(Number(cell.slice(0, 4)), cell.slice(5, 7), cell.slice(8));
  const context = asked.order === "minguo" ? { ...asked, minguo: true } : asked;
  const text = cell
    .normalize("NFKC")
    .trim()
    .replace(/^民國|^民国/u, "民");
  const minguoWord = text.startsWith("民");
  const plain = (minguoWord ? text.slice(1).trim() : text).replace(TIME_OF_DAY, "");
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain);
  if (iso && !minguoWord) return asDay(Number(iso[1]), iso[2], iso[3]);
  if (/^\d+(\.\d+)?$/.test(plain)) return fromDigits(plain, minguoWord, context);
  const month = /^(\d{1,4})\s*(?:年|(?<=\d{4})[-/.])\s*(\d{1,2})\s*月?$/u.exec(plain);
  if (month)
    return asMonth(
      (month[1] ?? "").length === 4 ? Number(month[1]) : Number(month[1]) + MINGUO_OFFSET,
      month[2] ?? "",
      context,
    );
  const parts = /^(\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,4})\s*日?$/u.exec(plain);
  return parts
    ? fromParts(parts[1] ?? "", parts[2] ?? "", parts[3] ?? "", minguoWord, context)
    : { problem: "date-unreadable" };
}

/** Excel's day count: 1 is 1900-01-01, with its 29 February 1900 that never was. */
export const serialToDay = (serial: number): string => numberToDay(Math.floor(serial) - 25_569);

function fromDigits(text: string, minguoWord: boolean, context: DayContext): ParsedDay {
  if (/^\d{8}$/.test(text)) return asDay(Number(text.slice(0, 4)), text.slice(4, 6), text.slice(6));
  if (/^\d{7}$/.test(text)) return asMinguo(Number(text.slice(0, 3)), text.slice(3, 5), text.slice(5));
  if (/^\d{6}$/.test(text)) {
    const [year, month, day] = [Number(text.slice(0, 2)), text.slice(2, 4), text.slice(4)];
    const short = minguoWord || context.minguo ? asMinguo(year, month, day) : asShortYear(year, month, day, context);
    return context.order === "ym" || "problem" in short ? (yearMonth(text, context) ?? short) : short;
  }
  const serial = Number(text);
  return serial >= FIRST_SERIAL && serial <= LAST_SERIAL
    ? { problem: "date-serial", suggestion: serialToDay(serial) }
    : { problem: "date-unreadable" };
}

function fromParts(a: string, b: string, c: string, minguoWord: boolean, context: DayContext): ParsedDay {
  if (c.length > 2)
    return c.length === 4 && a.length <= 2 ? yearLast(a, b, Number(c), context.order) : { problem: "date-unreadable" };
  if (a.length === 4) return asDay(Number(a), b, c);
  if (minguoWord || a.length === 3) return asMinguo(Number(a), b, c);
  if (context.minguo) return asMinguo(Number(a), b, c);
  if (context.order === "dmy") return asShortYear(Number(c), b, a, context);
  if (context.order === "mdy") return asShortYear(Number(c), a, b, context);
  return asShortYear(Number(a), b, c, context);
}

function yearLast(a: string, b: string, year: number, order: DateOrder): ParsedDay {
  if (order === "mdy") return asDay(year, a, b);
  if (order === "dmy" || order === "ymd" || order === "ym" || Number(a) === Number(b) || Number(a) > 12)
    return asDay(year, b, a);
  if (Number(b) > 12) return asDay(year, a, b);
  return { problem: "date-order" };
}

const asDay = (year: number, month = "", day = "", notice?: NoticeTag): ParsedDay => {
  const text = `${String(year).padStart(4, "0")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  if (year < FIRST_YEAR || year > LAST_YEAR) return { problem: "date-beyond" };
  if (!isDay(text)) return impossible;
  return notice === undefined ? { day: text } : { day: text, notice };
};

/** A month stands for its first day, of an expiry for its last. */
function asMonth(year: number, month: string, { dayOfMonth = "first" }: DayContext): ParsedDay {
  if (dayOfMonth === "first") return asDay(year, month, "01", "month-only");
  const last = ["31", "30", "29", "28"]
    .map((day) => asDay(year, month, day, "month-only"))
    .find((parsed) => "day" in parsed);
  return last ?? asDay(year, month, "01");
}

/** 199005 is a month; null where the digits are none of these years. */
function yearMonth(text: string, context: DayContext): ParsedDay | null {
  const parsed =
    Number(text.slice(0, 4)) < 1900 || Number(text.slice(0, 4)) > 2100
      ? null
      : asMonth(Number(text.slice(0, 4)), text.slice(4), context);
  return parsed !== null && "day" in parsed ? parsed : null;
}

const asMinguo = (year: number, month: string, day: string): ParsedDay =>
  asDay(year + MINGUO_OFFSET, month, day, "minguo-date");

const asShortYear = (year: number, month: string, day: string, { pivotYear }: DayContext): ParsedDay => {
  const century = Math.floor(pivotYear / 100) * 100;
  return asDay(year + (century + year > pivotYear ? century - 100 : century), month, day, "two-digit-year");
};

/** Reads from a whole column which part is the day: a part above twelve tells. */
export function detectDateOrder(cells: readonly string[]): DateOrder {
  if (areMonths(cells)) return "ym";
  let first = 0;
  let second = 0;
  let yearLastCells = 0;
  for (const cell of cells) {
    const parts = /^\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})(?:\s|$)/.exec(cell.normalize("NFKC"));
    if (!parts) continue;
    if (parts[3]?.length === 4) yearLastCells++;
    first = Math.max(first, Number(parts[1]));
    second = Math.max(second, Number(parts[2]));
  }
  if (yearLastCells === 0) return first > 31 || first === 0 ? "ymd" : second > 12 ? "mdy" : "ymd";
  if (first > 12 && second > 12) return "unknown";
  return first > 12 ? "dmy" : second > 12 ? "mdy" : "unknown";
}

/** Years after 民國, or of three digits from 100 on, which no other calendar has. */
const SURE_MINGUO =
  /^民[國国]?\s*\d|^1\d\d(?:[-/.年]\d{1,2}[-/.月]\d{1,2}日?|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))$/u;
const SHORT_YEAR = /^\d{2}(?:[-/.年]\d{1,2}[-/.月]\d{1,2}日?|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))$/u;
/** Share of the filled cells of a column that are dates of its calendar; the rest are slips. */
const NEARLY_ALL = 0.8;

const shareOf = (cells: readonly string[], ...rules: readonly RegExp[]): number => {
  const filled = cells.map((cell) => cell.normalize("NFKC").trim()).filter((cell) => cell !== "");
  return filled.length === 0
    ? 0
    : filled.filter((cell) => rules.some((rule) => rule.test(cell))).length / filled.length;
};

/** A column of days that can only be of the Minguo calendar, by some of its years. */
export const isSurelyMinguo = (cells: readonly string[]): boolean =>
  shareOf(cells, SURE_MINGUO) > 0 && shareOf(cells, SURE_MINGUO, SHORT_YEAR) >= NEARLY_ALL;

/** A column whose years are short ones, so that they may be of the Minguo calendar. */
export const mayBeMinguo = (cells: readonly string[]): boolean =>
  shareOf(cells, SHORT_YEAR) > 0 && shareOf(cells, SURE_MINGUO, SHORT_YEAR) >= NEARLY_ALL;

/** Six digits: as years and months all of them make sense, as days of short years not all. */
function areMonths(cells: readonly string[]): boolean {
  const six = cells.map((cell) => cell.normalize("NFKC").trim()).filter((cell) => /^\d{6}$/.test(cell));
  const isMonth = (cell: string): boolean => /^(?:19|20)\d\d(?:0[1-9]|1[0-2])$/.test(cell);
  return (
    six.length > 0 &&
    six.every(isMonth) &&
    six.some((cell) => !/^\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(cell))
  );
}
