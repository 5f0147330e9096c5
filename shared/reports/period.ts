/** What a report is of: a month, a quarter or a year of the calendar, with the one before and the same a year ago. */
import { monthBack } from "../kernel/month.ts";

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
export const periodOf = (span: Span, month: string): Period => ({ span, month: monthBack(month, (Number(month.slice(5)) - 1) % MONTHS[span]) });

export const monthsIn = ({ span, month }: Period): readonly string[] => Array.from({ length: MONTHS[span] }, (_, index) => monthBack(month, -index));

export const lastMonthOf = ({ span, month }: Period): string => monthBack(month, 1 - MONTHS[span]);

/** So many periods earlier; a negative number goes on. */
export const periodsBack = ({ span, month }: Period, back: number): Period => ({ span, month: monthBack(month, back * MONTHS[span]) });

export const yearBefore = ({ span, month }: Period): Period => ({ span, month: monthBack(month, YEAR) });
