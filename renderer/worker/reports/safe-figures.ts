/**
 * Which figures of persons the reports tell: decided once over all branches, and for all pages, papers, files and forms,
 * because all of them ask here. What was closed and what has come since are both told, so both decide.
 */
import { type SafeTable, safeTable } from "#shared/analysis/told/safe-table.ts";
import { dayToNumber } from "#shared/kernel/day.ts";
import { firstOf } from "#shared/kernel/month.ts";
import { sealKey } from "#shared/model/month-seal.ts";
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

export interface PersonsCounted extends CardsCounted {
  /** Of each reader with any use in the year up to the day, the branch. */
  readonly activeBranches: (day: string) => readonly (string | undefined)[];
  /** @param month that has begun @param branch null for all, and what belongs to none */
  readonly ratedIn: (month: string, branch: string | null) => number;
}

/** @param branch null for all */
export type IsHidden = (figure: FigureId, branch: string | null, period: Period) => boolean;

interface Decide {
  readonly table: (counts: readonly (readonly number[])[], spans?: readonly (readonly number[])[], watched?: readonly (readonly number[])[]) => SafeTable;
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
export const newCardsHidden = (counted: CardsCounted, decide: Decide): ((branch: string | null, period: Period) => boolean) =>
  newCardsIn(counted, decide, rowsOf(counted.branches), cardsByYear(counted));

type MonthsOfYear = (year: string) => ReadonlyMap<string, StockMonth>;

function cardsByYear({ branches, cards, monthsOf, untilOf }: CardsCounted): MonthsOfYear {
  const { count } = rowsOf(branches);
  return remembered((year) => {
    const months = monthsOf({ span: "year", month: `${year}-01` });
    const spans = months.map((month) => [dayToNumber(firstOf(month)), dayToNumber(untilOf({ span: "month", month }))] as const);
    return new Map(stockMonths(cards.values(), spans, count).map((counts, place) => [months[place] ?? "", counts]));
  });
}

function newCardsIn({ monthsOf, sealed }: CardsCounted, decide: Decide, rows: Rows, cardsOf: MonthsOfYear): (branch: string | null, period: Period) => boolean {
  const hidden = overYears(monthsOf, decide, (month) => standings(rows, sealed, "new-cards", month, cardsOf(month.slice(0, 4)).get(month)?.made ?? []));
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
  const ofDay = (figure: "valid-cards" | "active-readers", period: Period, now: readonly number[]): ((row: number | null) => boolean) => {
    const tables = tablesOf([standings(rows, sealed, figure, untilOf(period).slice(0, 7), now)]).map((counts) => decide.table(counts));
    return (row) => tables.some((table) => !table.shows(row, 0));
  };
  const cardsOf = cardsByYear(counted);
  const newCards = newCardsIn(counted, decide, rows, cardsOf);
  const everyRow = [null, ...branches.keys()];
  const validIn = remembered((year: string): ((row: number | null, month: string) => boolean) => {
    const stock = new Map([String(Number(year) - 1), year].flatMap((each) => [...cardsOf(each)]));
    const months = [...stock.keys()];
    const periods = new Map(months.flatMap((month) => SPANS.map((span) => periodOf(span, month))).map((period) => [`${period.span} ${period.month}`, period]));
    const flows = [...periods.values()].map((period): FlowSpan => {
      const within = monthsOf(period).map((month) => months.indexOf(month));
      return { from: Math.min(...within), to: Math.max(...within), told: everyRow.filter((row) => !newCards(row === null ? null : (branches[row] ?? ""), period)) };
    });
    const alone = months.map((month) => ofDay("valid-cards", { span: "month", month }, stock.get(month)?.valid ?? []));
    const told = decide.stock(
      [...stock.values()],
      flows,
      alone.map((isHidden) => everyRow.filter((row) => !isHidden(row))),
    );
    return (row, month) => told[months.indexOf(month)]?.includes(row) === true;
  });
  /** Beside the year before, and where it has begun beside the next one. */
  const showsValid = (month: string): ((row: number | null) => boolean) => {
    const [year, next] = [month.slice(0, 4), String(Number(month.slice(0, 4)) + 1)];
    const years = monthsOf({ span: "year", month: `${next}-01` }).length === 0 ? [year] : [year, next];
    return (row) => years.every((each) => validIn(each)(row, month));
  };
  // what is closed of a satisfaction is a share, and of whom it is stands nowhere
  const satisfaction = overYears(monthsOf, decide, (month) => [ratedIn(month)]);

  const hiddenOf = remembered((figure: Exclude<PersonsFigure, "new-cards">, period: Period): ((row: number | null) => boolean) => {
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
  });
  return (figure, branch, period) => {
    const persons = personsOf(figure);
    if (persons === undefined) return false;
    if (persons === "new-cards") return newCards(branch, period);
    const row = rows.of(branch);
    return row === undefined || hiddenOf(persons, period)(row);
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
function standings({ branches }: Rows, sealed: CardsCounted["sealed"], figure: PersonsFigure, month: string, now: readonly number[]): readonly (readonly number[])[] {
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
    (months[0]?.[0] ?? []).map((_row, row) => months.map((standingsOf) => standingsOf[Math.min(standing, standingsOf.length - 1)]?.[row] ?? 0)),
  );

/** Months, quarters and so far the year of a figure that adds up, decided together. */
function overYears(monthsOf: CardsCounted["monthsOf"], decide: Decide, standingsIn: (month: string) => readonly (readonly number[])[]): (period: Period) => (row: number | null) => boolean {
  const decided = new Map<string, { readonly spans: YearSpans; readonly tables: readonly SafeTable[] }>();
  return (period) => {
    const year = period.month.slice(0, 4);
    const found = decided.get(year) ?? decideYear(monthsOf({ span: "year", month: `${year}-01` }), decide, standingsIn);
    decided.set(year, found);
    const span = found.spans.placeOf(period);
    return (row) => span === undefined || found.tables.some((table) => !table.shows(row, span));
  };
}

function decideYear(months: readonly string[], decide: Decide, standingsIn: (month: string) => readonly (readonly number[])[]): { readonly spans: YearSpans; readonly tables: readonly SafeTable[] } {
  const spans = yearSpans(months);
  return { spans, tables: tablesOf(months.map(standingsIn)).map((counts) => decide.table(counts, spans.told, spans.watched)) };
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
