/**
 * A list of holidays as days of a calendar: which are holidays, which are worked in exchange (调休, 補班), what they are
 * called, and what of the list could not be read and why. Nothing is left out silently.
 */
import { addDays, daysBetween, weekdayOf } from "../../kernel/day.ts";

export type HolidayMark = "rest" | "work";

/** One line of the list; both days belong to it. */
export interface HolidaySpan {
  readonly line: number;
  readonly from: string;
  readonly to: string;
  readonly mark: HolidayMark;
  readonly name: string | undefined;
}

export type HolidayProblem =
  | { readonly tag: "no-day" | "no-end" | "no-mark" | "repeats"; readonly line: number; readonly value: string }
  /** The end lies before the beginning, or so far behind it that it can be no holiday. */
  | { readonly tag: "backwards" | "too-long"; readonly line: number; readonly from: string; readonly to: string }
  /** Once a holiday, once worked. */
  | { readonly tag: "both"; readonly line: number; readonly day: string; readonly other: number };

export interface HolidayList {
  /** In the order of their days; those of one name and mark that follow each other are one. */
  readonly spans: readonly HolidaySpan[];
  readonly problems: readonly HolidayProblem[];
}

/** No list of holidays has a longer one; a school's vacation is entered in the year itself. */
const LONGEST = 31;

/** @param every the list names every day of a year, so that only what differs from its weekday is told */
export function holidayList(
  read: readonly (HolidaySpan | HolidayProblem)[],
  { every }: { readonly every: boolean },
): HolidayList {
  const problems: HolidayProblem[] = [];
  const byDay = new Map<string, HolidaySpan>();
  const contradicted = new Set<string>();
  for (const one of read) {
    if ("tag" in one) problems.push(one);
    else if (one.to < one.from) problems.push({ tag: "backwards", line: one.line, from: one.from, to: one.to });
    else if (daysBetween(one.from, one.to) >= LONGEST)
      problems.push({ tag: "too-long", line: one.line, from: one.from, to: one.to });
    else
      for (let day = one.from; day <= one.to; day = addDays(day, 1)) {
        const known = byDay.get(day);
        if (known !== undefined && known.mark !== one.mark) {
          contradicted.add(day);
          problems.push({ tag: "both", line: one.line, day, other: known.line });
        } else if (known?.name === undefined) byDay.set(day, { ...one, from: day, to: day });
      }
  }
  const days = [...byDay.values()]
    .filter(({ from }) => !contradicted.has(from))
    .filter(({ from, mark, name }) => !every || name !== undefined || mark !== usualMark(from))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return { spans: joined(days), problems };
}

const usualMark = (day: string): HolidayMark => (weekdayOf(day) > 5 ? "rest" : "work");

function joined(days: readonly HolidaySpan[]): readonly HolidaySpan[] {
  const spans: HolidaySpan[] = [];
  for (const day of days) {
    const last = spans.at(-1);
    const follows =
      last !== undefined && addDays(last.to, 1) === day.from && last.mark === day.mark && last.name === day.name;
    if (follows) spans[spans.length - 1] = { ...last, to: day.to };
    else spans.push(day);
  }
  return spans;
}

/** What a name itself says of its day; undefined where it says nothing. */
export function markInName(written: string): HolidayMark | undefined {
  const name = written.normalize("NFKC");
  if (WORKED.test(name) || SIGN_BEHIND.exec(name)?.[1] === "班") return "work";
  return /[(（【[][休假][)）】\]]/u.test(name) || SIGN_BEHIND.test(name) ? "rest" : undefined;
}

const WORKED = /[补補]行?上?班|[调調]休上班|[调調]整上班|[(（【[]班[)）】\]]|makeup (?:work)?day|working day/iu;

/** 国庆节 班, not 值班 or 轮班: the sign stands by itself at the end. */
const SIGN_BEHIND = /(?:^|[\s)）】\]·:：-])([休班])\s*$/u;

/** Without the sign behind it, else as written: 国庆节（休） is called 国庆节, and 国庆节 班; 国庆（一） stays. */
export function plainHolidayName(name: string): string | undefined {
  const plain = name
    .replace(/\s*[(（【[［][休班假][)）】\]］]\s*/gu, "")
    .replace(/[\s·:：\-－]+[休班]\s*$/u, "")
    .replace(/(?<=[)）】\]］])[休班]\s*$/u, "")
    .trim();
  return plain === "" ? undefined : plain;
}
