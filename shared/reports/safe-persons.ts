/**
 * Which figures of the reports count persons, and in which order what could be told of them is decided: over all
 * branches at once, and where months add up over all months, quarters and so far the year. Counts of records are no
 * persons, but ratings are: who rated is remembered.
 */
import type { FigureId } from "./figures.ts";
import { monthsIn, type Period, periodOf, SPANS, type Span } from "./period.ts";

/** Whom a figure counts; with the population or the cost known, the last two tell the active readers. */
export const PERSONS = {
  "valid-cards": "valid-cards",
  "new-cards": "new-cards",
  "active-readers": "active-readers",
  reached: "active-readers",
  "cost-per-reader": "active-readers",
  satisfaction: "satisfaction",
} as const satisfies Readonly<Partial<Record<FigureId, FigureId>>>;

export type PersonsFigure = (typeof PERSONS)[keyof typeof PERSONS];

export const personsOf = (figure: FigureId): PersonsFigure | undefined =>
  figure in PERSONS ? PERSONS[figure as keyof typeof PERSONS] : undefined; // an own key of it

export interface YearSpans {
  /**
   * Columns of months, by the order in which they are told: what ends first comes first, and of the same end the
   * longest.
   */
  readonly told: readonly (readonly number[])[];
  /** Place in `told`; undefined for a period that has not begun or lies in another year. */
  readonly placeOf: (period: Period) => number | undefined;
  /** Other months of a quarter and quarters of a year together, of which no report is. */
  readonly watched: readonly (readonly number[])[];
}

/** @param months of one year, YYYY-MM, as far as they have begun */
export function yearSpans(months: readonly string[]): YearSpans {
  const columnsOf = (period: Period): readonly number[] =>
    monthsIn(period).flatMap((month) => (months.includes(month) ? [months.indexOf(month)] : []));
  const periods = SPANS.flatMap((span) => [
    ...new Map(months.map((month) => periodOf(span, month)).map((period) => [keyOf(period), period])).values(),
  ]);
  const endOf = (period: Period): string => monthsIn(period).at(-1) ?? "";
  const told = periods.toSorted((a, b) =>
    endOf(a) < endOf(b) ? -1 : endOf(a) > endOf(b) ? 1 : LONGEST_FIRST.indexOf(a.span) - LONGEST_FIRST.indexOf(b.span),
  );
  const places = new Map(told.map((period, place) => [keyOf(period), place]));
  const quarters = told.filter(({ span }) => span === "quarter").map(columnsOf);
  return {
    told: told.map(columnsOf),
    placeOf: (period) => places.get(keyOf(period)),
    watched: [...quarters.flatMap((columns) => someOf(columns.map((column) => [column]))), ...someOf(quarters)],
  };
}

const LONGEST_FIRST: readonly Span[] = ["year", "quarter", "month"];

const keyOf = ({ span, month }: Period): string => `${span} ${month}`;

/** Two or more of them together, but not all. */
const someOf = (parts: readonly (readonly number[])[]): readonly (readonly number[])[] =>
  Array.from({ length: 2 ** parts.length }, (_, bits) => parts.filter((_part, place) => (bits & (2 ** place)) !== 0))
    .filter(({ length }) => length > 1 && length < parts.length)
    .map((some) => some.flat());
