/**
 * Which figures of persons the reports tell: decided once over all branches, and for all pages, papers, files and
 * forms, because all of them ask here. What was closed and what has come since are both told, so both decide.
 */
import { type SafeTable, safeTable } from "#shared/analysis/told/safe-table.ts";
import { dayToNumber } from "#shared/kernel/day.ts";
import { firstOf } from "#shared/kernel/month.ts";
import { sealKey } from "#shared/model/reports/month-seal.ts";
import type { FigureId } from "#shared/reports/figures.ts";
import { type Period, periodOf, SPANS } from "#shared/reports/period.ts";
import { type PersonsFigure, personsOf, type YearSpans, yearSpans } from "#shared/reports/safe-persons.ts";
import { type FlowSpan, type StockMonth, safeStock, type ToldStock } from "#shared/reports/safe-stock.ts";
import type { SealedMonth } from "#shared/reports/seals.ts";
import type { CardBook } from "./card-book.ts";
import { stockMonths } from "./stock-months.ts";

/** Cards, and the months that have begun. */
export interface CardsCounted {
  /** Every branch that can be asked for, also one that is no longer offered. */
  readonly branches: readonly string[];
  readonly cards: Pick<CardBook, "values">;
  readonly monthsOf: (period: Period) => readonly string[];
  readonly untilOf: (period: Period) => string;
  readonly sealed: ReadonlyMap<string, SealedMonth>;
}

interface PersonsCounted extends CardsCounted {
  /** Of each reader with any use in the year up to the day, the branch. */
  readonly activeBranches: (day: string) => readonly (string | undefined)[];
  /** @param month that has begun @param branch null for all, and what belongs to none */
  readonly ratedIn: (month: string, branch: string | null) => number;
}

/** @param branch null for all */
export type IsHidden = (figure: FigureId, branch: string | null, period: Period) => boolean;

interface Decide {
  readonly table: (
    counts: readonly (readonly number[])[],
    spans?: readonly (readonly number[])[],
    watched?: readonly (readonly number[])[],
  ) => SafeTable;
  readonly stock: typeof safeStock;
}

const WHOLE = [[0]] as const;
const MOST_KEPT = 200;

/** The same counts are decided once, whoever asks. */
export function createDecide(): Decide {
  const tables = createKept<SafeTable>();
  const stocks = createKept<ToldStock>();
  return {
    table: (counts, spans = WHOLE, watched = []) => tables([counts, spans], () => safeTable(counts, spans, watched)),
    stock: (months, flows, mayBeTold) => stocks([months, flows, mayBeTold], () => safeStock(months, flows, mayBeTold)),
  };
}

function createKept<T>(): (question: unknown, decide: () => T) => T {
  const kept = new Map<string, T>();
  return (question, decide) => {
    const key = JSON.stringify(question);
    const answer = kept.get(key) ?? decide();
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, answer);
    return answer;
  };
}

/** Of new cards alone, which other tiles ask for too. */
export const newCardsHidden = (
  counted: CardsCounted,
  decide: Decide,
): ((branch: string | null, period: Period) => boolean) =>
  newCardsIn(counted, decide, rowsOf(counted.branches), cardsByYear(counted));

type MonthsOfYear = (year: string) => ReadonlyMap<string, StockMonth>;

function cardsByYear({ branches, cards, monthsOf, untilOf }: CardsCounted): MonthsOfYear {
  const { count } = rowsOf(branches);
  return remembered((year) => {
    const months = monthsOf({ span: "year", month: `${year}-01` });
    const spans = months.map(
      (month) => [dayToNumber(firstOf(month)), dayToNumber(untilOf({ span: "month", month }))] as const,
    );
    return new Map(stockMonths(cards.values(), spans, count).map((counts, place) => [months[place] ?? "", counts]));
  });
}

function newCardsIn(
  { monthsOf, sealed }: CardsCounted,
  decide: Decide,
  rows: Rows,
  cardsOf: MonthsOfYear,
): (branch: string | null, period: Period) => boolean {
  const hidden = overYears(monthsOf, decide, (month) =>
    standings(rows, sealed, "new-cards", month, cardsOf(month.slice(0, 4)).get(month)?.made ?? []),
  );
  return (branch, period) => {
    const row = rows.of(branch);
    // of a branch that nobody knows nothing was decided
    return row === undefined || hidden(period)(row);
  };
}

export function hiddenIn(counted: PersonsCounted, decide: Decide): IsHidden {
  const { branches, sealed, monthsOf, untilOf } = counted;
  const rows = rowsOf(branches);
  const ratedIn = (month: string): readonly number[] => {
    const of = branches.map((branch) => counted.ratedIn(month, branch));
    return [...of, counted.ratedIn(month, null) - sumOf(of)];
  };
  const ofDay = (
    figure: "valid-cards" | "active-readers",
    period: Period,
    now: readonly number[],
  ): ((row: number | null) => boolean) => {
    const tables = tablesOf([standings(rows, sealed, figure, untilOf(period).slice(0, 7), now)]).map((counts) =>
      decide.table(counts),
    );
    return (row) => tables.some((table) => !table.shows(row, 0));
  };
  const cardsOf = cardsByYear(counted);
  const newCards = newCardsIn(counted, decide, rows, cardsOf);
  const showsValid = stockShown(counted, decide, cardsOf, newCards, (month, valid) =>
    ofDay("valid-cards", { span: "month", month }, valid),
  );
  // what is closed of a satisfaction is a share, and of whom it is stands nowhere
  const satisfaction = overYears(monthsOf, decide, (month) => [ratedIn(month)]);

  const hiddenOf = remembered(
    (figure: Exclude<PersonsFigure, "new-cards">, period: Period): ((row: number | null) => boolean) => {
      const day = untilOf(period);
      switch (figure) {
        case "valid-cards": {
          const shows = showsValid(day.slice(0, 7));
          return (row) => !shows(row);
        }
        case "active-readers":
          return ofDay(figure, period, rows.count(counted.activeBranches(day)));
        case "satisfaction":
          return satisfaction(period);
      }
    },
  );
  return (figure, branch, period) => {
    const persons = personsOf(figure);
    if (persons === undefined) return false;
    if (persons === "new-cards") return newCards(branch, period);
    const row = rows.of(branch);
    return row === undefined || hiddenOf(persons, period)(row);
  };
}

/**
 * Of somebody the branch, the first day on which the library knew of them, undefined for always, and the day of
 * leaving.
 */
export interface Stay {
  readonly branch: string | undefined;
  readonly since: number | undefined;
  readonly left: number | undefined;
}

/**
 * Whether the number of all who are with the library at the end of a month is not told: one such number less another is
 * whoever has come or left since, and who came the reports tell as new cards, or hide. Where many have left, few may
 * be left of those who came before: that is not looked at.
 */
export function everybodyHidden(
  counted: CardsCounted,
  decide: Decide,
  everybody: readonly Stay[],
): (branch: string | null, month: string) => boolean {
  const { branches, monthsOf, untilOf } = counted;
  const rows = rowsOf(branches);
  const cardsOf = cardsByYear(counted);
  const endOf = (month: string): number => dayToNumber(untilOf({ span: "month", month }));
  const knownOf = remembered((year: string): ReadonlyMap<string, StockMonth> => {
    const months = [...cardsOf(year)];
    return new Map(
      months.map(([month, { made }]) => {
        const [first, last] = [dayToNumber(firstOf(month)), endOf(month)];
        const isIn = (day: number | undefined): boolean => day !== undefined && day >= first && day <= last;
        const of = (wanted: (stay: Stay) => boolean): readonly number[] =>
          rows.count(everybody.filter(wanted).map(({ branch }) => branch));
        // of few who move either way the difference must not tell: both count as coming, and nobody's going hides it
        const left = of((stay) => isIn(stay.left));
        const entered = of((stay) => isIn(stay.since)).map((each, row) => each + (left[row] ?? 0));
        return [month, { entered, made, ended: made.map(() => 0), valid: of(({ since }) => (since ?? last) <= last) }];
      }),
    );
  });
  const newCards = newCardsIn(counted, decide, rows, cardsOf);
  const shows = stockShown(counted, decide, knownOf, newCards, (_, known) => {
    const table = decide.table(known.map((count) => [count]));
    return (row) => !table.shows(row, 0);
  });
  return (branch, month) => {
    const row = rows.of(branch);
    return row === undefined || monthsOf({ span: "month", month }).length === 0 || !shows(month)(row);
  };
}

/**
 * At which ends of months a stock is told: beside the year before, and where it has begun beside the next one.
 * @param alone where the number is hidden by itself
 */
function stockShown(
  { branches, monthsOf }: CardsCounted,
  decide: Decide,
  stockOf: MonthsOfYear,
  newCards: (branch: string | null, period: Period) => boolean,
  alone: (month: string, counts: readonly number[]) => (row: number | null) => boolean,
): (month: string) => (row: number | null) => boolean {
  const everyRow = [null, ...branches.keys()];
  const shownIn = remembered((year: string): ((row: number | null, month: string) => boolean) => {
    const stock = new Map([String(Number(year) - 1), year].flatMap((each) => [...stockOf(each)]));
    const months = [...stock.keys()];
    const periods = new Map(
      months
        .flatMap((month) => SPANS.map((span) => periodOf(span, month)))
        .map((period) => [`${period.span} ${period.month}`, period]),
    );
    const flows = [...periods.values()].map((period): FlowSpan => {
      const within = monthsOf(period).map((month) => months.indexOf(month));
      return {
        from: Math.min(...within),
        to: Math.max(...within),
        told: everyRow.filter((row) => !newCards(row === null ? null : (branches[row] ?? ""), period)),
      };
    });
    const told = decide.stock(
      [...stock.values()],
      flows,
      [...stock].map(([month, { valid }]) => {
        const isHidden = alone(month, valid);
        return everyRow.filter((row) => !isHidden(row));
      }),
    );
    return (row, month) => told[months.indexOf(month)]?.includes(row) === true;
  });
  return (month) => {
    const [year, next] = [month.slice(0, 4), String(Number(month.slice(0, 4)) + 1)];
    const years = monthsOf({ span: "year", month: `${next}-01` }).length === 0 ? [year] : [year, next];
    return (row) => years.every((each) => shownIn(each)(row, month));
  };
}

interface Rows {
  readonly branches: readonly string[];
  /** Undefined for a branch that nobody knows, null for all of them. */
  readonly of: (branch: string | null) => number | null | undefined;
  /** By branch, and of none in the last row. */
  readonly count: (branches: Iterable<string | undefined>) => readonly number[];
}

function rowsOf(branches: readonly string[]): Rows {
  const places = new Map(branches.map((branch, row) => [branch, row]));
  return {
    branches,
    of: (branch) => (branch === null ? null : places.get(branch)),
    count(of) {
      const rows = [...branches, ""].map(() => 0);
      for (const branch of of) {
        const row = places.get(branch ?? "") ?? branches.length;
        rows[row] = (rows[row] ?? 0) + 1;
      }
      return rows;
    },
  };
}

/** As it is now, and as each closing of the month wrote it down. */
function standings(
  { branches }: Rows,
  sealed: CardsCounted["sealed"],
  figure: PersonsFigure,
  month: string,
  now: readonly number[],
): readonly (readonly number[])[] {
  const found = sealed.get(month);
  const seals = found === undefined ? [] : [found.first, ...found.further];
  return [
    now,
    ...seals.map(({ figures }) => {
      const rows = branches.map((branch, row) => figures[sealKey(figure, branch)]?.value ?? now[row] ?? 0);
      const whole = figures[sealKey(figure, null)]?.value;
      return [...rows, whole === undefined ? (now.at(-1) ?? 0) : Math.max(0, whole - sumOf(rows))];
    }),
  ];
}

/** One table for now and one for each closing; a month without so many stays at its last. */
const tablesOf = (months: readonly (readonly (readonly number[])[])[]): readonly (readonly (readonly number[])[])[] =>
  Array.from({ length: Math.max(1, ...months.map(({ length }) => length)) }, (_, standing) =>
    (months[0]?.[0] ?? []).map((_row, row) =>
      months.map((standingsOf) => standingsOf[Math.min(standing, standingsOf.length - 1)]?.[row] ?? 0),
    ),
  );

/** Months, quarters and so far the year of a figure that adds up, decided together. */
function overYears(
  monthsOf: CardsCounted["monthsOf"],
  decide: Decide,
  standingsIn: (month: string) => readonly (readonly number[])[],
): (period: Period) => (row: number | null) => boolean {
  const decided = new Map<string, { readonly spans: YearSpans; readonly tables: readonly SafeTable[] }>();
  return (period) => {
    const year = period.month.slice(0, 4);
    const found = decided.get(year) ?? decideYear(monthsOf({ span: "year", month: `${year}-01` }), decide, standingsIn);
    decided.set(year, found);
    const span = found.spans.placeOf(period);
    return (row) => span === undefined || found.tables.some((table) => !table.shows(row, span));
  };
}

function decideYear(
  months: readonly string[],
  decide: Decide,
  standingsIn: (month: string) => readonly (readonly number[])[],
): { readonly spans: YearSpans; readonly tables: readonly SafeTable[] } {
  const spans = yearSpans(months);
  return {
    spans,
    tables: tablesOf(months.map(standingsIn)).map((counts) => decide.table(counts, spans.told, spans.watched)),
  };
}

/** Each question is worked out once. */
function remembered<Q extends readonly unknown[], T>(make: (...question: Q) => T): (...question: Q) => T {
  const made = new Map<string, T>();
  return (...question) => {
    const key = JSON.stringify(question);
    const value = made.get(key) ?? make(...question);
    made.set(key, value);
    return value;
  };
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);
