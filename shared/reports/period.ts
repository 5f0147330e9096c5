/** What a report is of: a month, a quarter or a year of the calendar, with the one before and the same a year ago. */
import { lastOf, monthBack } from "../kernel/month.ts";

export const SPANS = ["month", "quarter", "year"] as const;
export type Span = (typeof SPANS)[number];

export interface Period {
  readonly span: Span;
  /** Its first month, YYYY-MM. */
  readonly month: string;
}

const MONTHS: Readonly<Record<Span, number>> = { month: 1, quarter: 3, year: 12 };
const YEAR = 12;

/** The one that the month lies in. */
export const periodOf = (span: Span, month: string): Period => ({
  span,
  month: monthBack(month, (Number(month.slice(5)) - 1) % MONTHS[span]),
});

export const monthsIn = ({ span, month }: Period): readonly string[] =>
  Array.from({ length: MONTHS[span] }, (_, index) => monthBack(month, -index));

export const lastMonthOf = ({ span, month }: Period): string => monthBack(month, 1 - MONTHS[span]);

/**
 * Which month of a period is closed next: the latest that is over and not closed, else the latest that is over, else
 * its first.
 * @param today YYYY-MM-DD
 */
export function monthToClose(
  period: Period,
  today: string,
  isClosed: (month: string) => boolean = () => false,
): string {
  const over = monthsIn(period).filter((month) => lastOf(month) < today);
  return over.findLast((month) => !isClosed(month)) ?? over.at(-1) ?? period.month;
}

/** So many periods earlier; a negative number goes on. */
export const periodsBack = ({ span, month }: Period, back: number): Period => ({
  span,
  month: monthBack(month, back * MONTHS[span]),
});

export const yearBefore = ({ span, month }: Period): Period => ({ span, month: monthBack(month, YEAR) });
