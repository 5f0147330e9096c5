/**
 * The sheet of figures of a period. A number that another system owns is taken as typed, month by month and, of the
 * whole library, branch by branch; else what was recorded here is counted; where neither is there, it says what is
 * missing instead of a nought.
 */
import { wilson } from "../analysis/wilson.ts";
import type { TypedFigure } from "../model/reports/month-figures.ts";
import { FIGURES, type FigureId, type FigureValue, known, unknown } from "./figures.ts";
import { type MonthCounts, sumOf } from "./month-counts.ts";
import { quantile } from "./quantile.ts";
import type { Typed, TypedOf } from "./typed.ts";

export interface SheetFacts {
  /** Of the period, as far as they have begun. */
  readonly months: readonly string[];
  readonly counts: (month: string) => MonthCounts;
  /** Of one branch, where the whole library is asked for. */
  readonly countsOf: (month: string, branch: string) => MonthCounts;
  readonly typed: TypedOf;
  /**
   * On the last day: cards that are valid, readers who used anything in the 365 days before; cards made in the period.
   */
  readonly readers: {
    readonly valid: number;
    readonly fresh: number;
    readonly active: number;
    readonly use: RecordedUse;
  };
  /** Of which lists are imported here. */
  readonly imported: ReadonlySet<string>;
  /** Undefined where it is not known of every branch asked for. */
  readonly population: number | undefined;
  /** What an hour of work costs. */
  readonly hourRate: number | undefined;
}

/** Of the 365 days up to the last one, month by month. */
export interface RecordedUse {
  /** Whether any use of a reader is recorded in them: nothing recorded is not measurable, never nought. */
  readonly isAny: boolean;
  /** YYYY-MM, ascending: those without any. */
  readonly gaps: readonly string[];
}

export type Sheet = Readonly<Record<FigureId, FigureValue>>;

const MINUTES_OF_HOUR = 60;

export function sheetOf(facts: SheetFacts): Sheet {
  const { readers, population, months } = facts;
  const counts = sumOf(months.map(facts.counts));
  const taken: Sources = {
    visits: fromEither(facts, "visits", "visit"),
    loans: fromEither(facts, "loans", "loan"),
    attendance: fromEither(facts, "event-attendance", "event"),
  };
  const active = activeReaders(readers);
  const perHead = (of: FigureValue): FigureValue =>
    of.tag === "unknown"
      ? of
      : population === undefined
        ? unknown("no-population")
        : known(of.value / population, { sum: of.value, population }, of.sources);
  const values: Record<FigureId, () => FigureValue> = {
    "valid-cards": () => known(readers.valid),
    "new-cards": () => known(readers.fresh),
    "active-readers": () => active,
    population: () => (population === undefined ? unknown("no-population") : known(population)),
    visits: () => taken.visits,
    loans: () => taken.loans,
    "events-held": () => onlyTyped(facts, "events-held"),
    "event-attendance": () => taken.attendance,
    enquiries: () => known(counts.enquiries),
    "answered-opinions": () => known(counts.answerDays.length),
    purchases: () => onlyTyped(facts, "purchases"),
    expenditure: () => onlyTyped(facts, "expenditure"),
    reached: () =>
      population === undefined
        ? unknown("no-population")
        : ofActive(active, (value) => known(value / population, { active: value, population })),
    "visits-per-head": () => perHead(taken.visits),
    "attendance-per-head": () => perHead(taken.attendance),
    "loans-per-head": () => perHead(taken.loans),
    promptness: () => promptness(counts.answerDays),
    "fill-rate": () => fillRate(counts),
    satisfaction: () => satisfaction(counts),
    "willing-to-return": () => unknown("no-questionnaires"),
    "cost-per-reader": () => costPerReader(facts, counts, active),
  };
  return Object.fromEntries(FIGURES.map((figure) => [figure, values[figure]()])) as Sheet; // one for each figure
}

function activeReaders({ active, use: { isAny, gaps } }: SheetFacts["readers"]): FigureValue {
  if (!isAny) return unknown("no-use");
  return gaps.length === 0 ? known(active) : { ...known(active), gaps };
}

/** What is made of them has their gaps. */
function ofActive(active: FigureValue, make: (value: number) => FigureValue): FigureValue {
  if (active.tag === "unknown") return active;
  const made = make(active.value);
  return made.tag === "known" && active.gaps !== undefined ? { ...made, gaps: active.gaps } : made;
}

interface Sources {
  readonly visits: FigureValue;
  readonly loans: FigureValue;
  readonly attendance: FigureValue;
}

/**
 * Month by month what was typed, else what was recorded; of all branches where some have typed, these alone and the
 * others counted.
 */
function fromEither(
  { months, counts, countsOf, typed, imported }: SheetFacts,
  figure: TypedFigure,
  kind: string,
): FigureValue {
  const [sources, ofMonths] = [new Set<string>(), { counted: 0, typed: 0, typedMonths: 0 }];
  const missing: string[] = [];
  for (const month of months) {
    const given = typed(month, figure);
    const counted = counts(month).use.get(kind);
    if (given === undefined && counted === undefined) missing.push(month);
    if (given !== undefined) {
      ofMonths.typed += given.value;
      ofMonths.typedMonths += 1;
      for (const source of given.sources) sources.add(source);
      if (given.only !== null)
        ofMonths.counted += given.only.reduce(
          (rest, branch) => rest - (countsOf(month, branch).use.get(kind) ?? 0),
          counted ?? 0,
        );
    } else ofMonths.counted += counted ?? 0;
  }
  if (missing.length === months.length) return unknown("not-recorded");
  if (missing.length > 0)
    return { tag: "unknown", why: "months-missing", months: missing, ...(imported.has(kind) && { isImported: true }) };
  return known(
    ofMonths.typed + ofMonths.counted,
    { counted: ofMonths.counted, typed: ofMonths.typed, typedMonths: ofMonths.typedMonths, months: months.length },
    [...sources],
  );
}

/** Nothing recorded here could stand in for a month that is missing. */
function onlyTyped({ months, typed }: SheetFacts, figure: TypedFigure): FigureValue {
  const found = months.map((month) => ({ month, given: wholly(typed(month, figure)) }));
  const missing = found.flatMap(({ month, given }) => (given === undefined ? [month] : []));
  if (missing.length === months.length) return unknown("not-typed");
  if (missing.length > 0) return { tag: "unknown", why: "months-missing", months: missing };
  const given = found.flatMap((each) => (each.given === undefined ? [] : [each.given]));
  const sum = given.reduce((all, { value }) => all + value, 0);
  return known(sum, { counted: 0, typed: sum, typedMonths: months.length, months: months.length }, [
    ...new Set(given.flatMap(({ sources }) => sources)),
  ]);
}

const wholly = (typed: Typed | undefined): Typed | undefined => (typed?.only === null ? typed : undefined);

/** Half of the answers took no longer. */
function promptness(days: readonly number[]): FigureValue {
  if (days.length === 0) return unknown("no-answers");
  const sorted = days.toSorted((a, b) => a - b);
  return known(quantile(sorted, 0.5), { answers: days.length, slowest: quantile(sorted, 0.9) });
}

function fillRate({ judged, answered }: MonthCounts): FigureValue {
  const share = wilson(answered, judged);
  return share === undefined
    ? unknown("no-results")
    : { ...known(share.share, { answered, asked: judged }), interval: share };
}

function satisfaction({ rated, satisfied }: MonthCounts): FigureValue {
  const share = wilson(satisfied, rated);
  return share === undefined ? unknown("no-ratings") : { ...known(share.share, { satisfied, rated }), interval: share };
}

/**
 * What was spent, where it is typed in; else the colleagues' time on service records alone. What is not known of the
 * cost says nothing of the readers, and is said first.
 */
function costPerReader(facts: SheetFacts, { minutes }: MonthCounts, readers: FigureValue): FigureValue {
  const spent = onlyTyped(facts, "expenditure");
  const { hourRate } = facts;
  if (spent.tag === "unknown" && hourRate === undefined) return unknown("no-rate");
  if (spent.tag === "unknown" && minutes === 0) return unknown("no-minutes");
  return ofActive(readers, (active) => {
    if (active === 0) return unknown("no-readers");
    if (spent.tag === "known") return known(spent.value / active, { spent: spent.value, active }, spent.sources);
    const rate = hourRate ?? 0;
    return known(((minutes / MINUTES_OF_HOUR) * rate) / active, { minutes, rate, active });
  });
}
