/**
 * In which months of a year readers' use is recorded at all: a list that was not imported must not look like readers
 * who stayed away.
 */
import { lastUpTo } from "#shared/analysis/ascending.ts";
import { VALUE_DAYS } from "#shared/analysis/value.ts";
import { dayToNumber, numberToDay } from "#shared/kernel/day.ts";
import { firstOf, lastOf, monthBack } from "#shared/kernel/month.ts";
import type { RecordedUse } from "#shared/reports/sheet.ts";
import type { ReaderUse } from "../library-use/reader-use.ts";

type UseOfReader = Pick<ReaderUse, "useDays"> & { readonly facts: Pick<ReaderUse["facts"], "branch"> };

/**
 * Of the months that the 365 days up to and with the last one touch. @param branch null for all @param last days since
 * 1970-01-01
 */
export function recordedUse(readers: readonly UseOfReader[], branch: string | null, last: number): RecordedUse {
  const months = monthsUpTo(last);
  let gaps = months;
  for (const { facts, useDays } of readers) {
    if (gaps.length === 0) break;
    if (branch === null || facts.branch === branch)
      gaps = gaps.filter(({ from, to }) => (lastUpTo(useDays, to) ?? Number.NEGATIVE_INFINITY) < from);
  }
  return { isAny: gaps.length < months.length, gaps: gaps.map(({ month }) => month) };
}

interface MonthDays {
  readonly month: string;
  readonly from: number;
  readonly to: number;
}

function monthsUpTo(last: number): readonly MonthDays[] {
  const [first, end] = [numberToDay(last - VALUE_DAYS + 1).slice(0, 7), numberToDay(last).slice(0, 7)];
  const months: MonthDays[] = [];
  // a month of which the first days lie before is looked at as a whole: its list came, or it did not
  for (let month = first; month <= end; month = monthBack(month, -1))
    months.push({ month, from: dayToNumber(firstOf(month)), to: Math.min(last, dayToNumber(lastOf(month))) });
  return months;
}
