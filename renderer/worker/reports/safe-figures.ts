/**
 * Which figures of persons the reports tell: decided once over all branches, and for all pages, papers, files and forms,
 * because all of them ask here. What was closed and what has come since are both told, so both decide.
 */
import { type SafeTable, safeTable } from "#shared/analysis/told/safe-table.ts";
import { dayToNumber } from "#shared/kernel/day.ts";
import { firstOf } from "#shared/kernel/month.ts";
import { sealKey } from "#shared/model/month-seal.ts";
import type { FigureId } from "#shared/reports/figures.ts";
import type { Period } from "#shared/reports/period.ts";
import { type PersonsFigure, personsOf, type YearSpans, yearSpans } from "#shared/reports/safe-persons.ts";
import type { SealedMonth } from "#shared/reports/seals.ts";
import { type CardBook, isMadeIn, isValidOn } from "./card-book.ts";

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

type Decide = (counts: readonly (readonly number[])[], spans?: readonly (readonly number[])[], watched?: readonly (readonly number[])[]) => SafeTable;

const WHOLE = [[0]] as const;
const MOST_KEPT = 200;

/** The same counts are decided once, whoever asks. */
export function createDecide(): Decide {
  const kept = new Map<string, SafeTable>();
  return (counts, spans = WHOLE, watched = []) => {
    const question = JSON.stringify([counts, spans]);
    const table = kept.get(question) ?? safeTable(counts, spans, watched);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(question, table);
    return table;
  };
}

/** Of new cards alone, which other tiles ask for too. */
export function newCardsHidden({ branches, cards, monthsOf, untilOf, sealed }: CardsCounted, decide: Decide): (branch: string | null, period: Period) => boolean {
  const rows = rowsOf(branches);
  const madeIn = (month: string): readonly number[] => {
    const [first, last] = [dayToNumber(firstOf(month)), dayToNumber(untilOf({ span: "month", month }))];
    return rows.count([...cards.values()].flatMap((card) => (isMadeIn(card, first, last) ? [card.branch] : [])));
  };
  const hidden = overYears(monthsOf, decide, (month) => standings(rows, sealed, "new-cards", month, madeIn(month)));
  return (branch, period) => {
    const row = rows.of(branch);
    // of a branch that nobody knows nothing was decided
    return row === undefined || hidden(period)(row);
  };
}

export function hiddenIn(counted: PersonsCounted, decide: Decide): IsHidden {
  const { branches, cards, sealed, monthsOf, untilOf } = counted;
  const rows = rowsOf(branches);
  const ratedIn = (month: string): readonly number[] => {
    const of = branches.map((branch) => counted.ratedIn(month, branch));
    return [...of, counted.ratedIn(month, null) - sumOf(of)];
  };
  const validOn = (day: number): readonly number[] => rows.count([...cards.values()].flatMap((card) => (isValidOn(card, day) ? [card.branch] : [])));
  const ofDay = (figure: "valid-cards" | "active-readers", period: Period, now: readonly number[]): ((row: number | null) => boolean) => {
    const tables = tablesOf([standings(rows, sealed, figure, untilOf(period).slice(0, 7), now)]).map((counts) => decide(counts));
    return (row) => tables.some((table) => !table.shows(row, 0));
  };
  const newCards = newCardsHidden(counted, decide);
  // what is closed of a satisfaction is a share, and of whom it is stands nowhere
  const satisfaction = overYears(monthsOf, decide, (month) => [ratedIn(month)]);

  const hiddenOf = remembered((figure: Exclude<PersonsFigure, "new-cards">, period: Period): ((row: number | null) => boolean) => {
    const day = untilOf(period);
    switch (figure) {
      case "valid-cards":
        return ofDay(figure, period, validOn(dayToNumber(day)));
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
  return { spans, tables: tablesOf(months.map(standingsIn)).map((counts) => decide(counts, spans.told, spans.watched)) };
}

function remembered<F extends PersonsFigure, T>(make: (figure: F, period: Period) => T): (figure: F, period: Period) => T {
  const made = new Map<string, T>();
  return (figure, period) => {
    const key = `${figure} ${period.span} ${period.month}`;
    const value = made.get(key) ?? make(figure, period);
    made.set(key, value);
    return value;
  };
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);
