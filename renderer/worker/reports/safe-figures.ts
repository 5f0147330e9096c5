/**
 * Which figures of persons the reports tell: decided once over all branches, and for all pages, papers, files and forms,
 * because all of them ask here. What was closed and what has come since are both told, so both decide.
 */
import { type SafeTable, safeTable } from "#shared/analysis/safe-table.ts";
import { dayToNumber } from "#shared/kernel/day.ts";
import { firstOf } from "#shared/kernel/month.ts";
import { sealKey } from "#shared/model/month-seal.ts";
import type { FigureId } from "#shared/reports/figures.ts";
import type { Period } from "#shared/reports/period.ts";
import { type PersonsFigure, personsOf, yearSpans } from "#shared/reports/safe-persons.ts";
import type { SealedMonth } from "#shared/reports/seals.ts";
import { type CardBook, isMadeIn, isValidOn } from "./card-book.ts";

export interface PersonsCounted {
  /** Every branch that can be asked for, also one that is no longer offered. */
  readonly branches: readonly string[];
  readonly cards: CardBook;
  readonly monthsOf: (period: Period) => readonly string[];
  readonly untilOf: (period: Period) => string;
  /** Of each reader with any use in the year up to the day, the branch. */
  readonly activeBranches: (day: string) => readonly (string | undefined)[];
  /** @param branch null for all, and what belongs to none */
  readonly ratedIn: (period: Period, branch: string | null) => number;
  readonly sealed: ReadonlyMap<string, SealedMonth>;
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

export function hiddenIn(counted: PersonsCounted, decide: Decide): IsHidden {
  const { branches, cards, sealed } = counted;
  const rowOf = new Map(branches.map((branch, row) => [branch, row]));
  const rest = branches.length;
  /** By branch, and of none in the last row. */
  const byBranch = (of: Iterable<string | undefined>): readonly number[] => {
    const rows = [...branches, ""].map(() => 0);
    for (const branch of of) {
      const row = rowOf.get(branch ?? "") ?? rest;
      rows[row] = (rows[row] ?? 0) + 1;
    }
    return rows;
  };
  const madeIn = (month: string): readonly number[] => {
    const [first, last] = [dayToNumber(firstOf(month)), dayToNumber(counted.untilOf({ span: "month", month }))];
    return byBranch([...cards.values()].flatMap((card) => (isMadeIn(card, first, last) ? [card.branch] : [])));
  };
  const ratedIn = (period: Period): readonly number[] => {
    const rows = branches.map((branch) => counted.ratedIn(period, branch));
    return [...rows, counted.ratedIn(period, null) - sumOf(rows)];
  };
  const validOn = (day: number): readonly number[] => byBranch([...cards.values()].flatMap((card) => (isValidOn(card, day) ? [card.branch] : [])));

  /** As it is now, and as each closing of the month wrote it down. */
  const standings = (figure: PersonsFigure, month: string, now: readonly number[]): readonly (readonly number[])[] => {
    const found = sealed.get(month);
    const seals = found === undefined ? [] : [found.first, ...found.further];
    return [
      now,
      ...seals.map(({ figures }) => {
        const rows = branches.map((branch, row) => figures[sealKey(figure, branch)]?.value ?? now[row] ?? 0);
        const whole = figures[sealKey(figure, null)]?.value;
        return [...rows, whole === undefined ? (now[rest] ?? 0) : Math.max(0, whole - sumOf(rows))];
      }),
    ];
  };
  /** One table for now and one for each closing; a month without so many stays at its last. */
  const tablesOf = (months: readonly (readonly (readonly number[])[])[]): readonly (readonly (readonly number[])[])[] =>
    Array.from({ length: Math.max(1, ...months.map(({ length }) => length)) }, (_, standing) =>
      [...branches, ""].map((_branch, row) => months.map((standingsOf) => standingsOf[Math.min(standing, standingsOf.length - 1)]?.[row] ?? 0)),
    );
  const ofDay = (figure: PersonsFigure, period: Period, now: readonly number[]): readonly SafeTable[] =>
    tablesOf([standings(figure, counted.untilOf(period).slice(0, 7), now)]).map((counts) => decide(counts));

  const hiddenOf = remembered((figure: PersonsFigure, period: Period): ((row: number | null) => boolean) => {
    const until = counted.untilOf(period);
    switch (figure) {
      case "valid-cards": {
        const tables = ofDay(figure, period, validOn(dayToNumber(until)));
        return (row) => tables.some((table) => !table.shows(row, 0));
      }
      case "active-readers": {
        const tables = ofDay(figure, period, byBranch(counted.activeBranches(until)));
        return (row) => tables.some((table) => !table.shows(row, 0));
      }
      case "satisfaction": {
        const table = decide(ratedIn(period).map((rated) => [rated]));
        return (row) => !table.shows(row, 0);
      }
      case "new-cards": {
        const months = counted.monthsOf({ span: "year", month: `${period.month.slice(0, 4)}-01` });
        const { told, watched, placeOf } = yearSpans(months);
        const tables = tablesOf(months.map((month) => standings(figure, month, madeIn(month)))).map((counts) => decide(counts, told, watched));
        const span = placeOf(period);
        return (row) => span === undefined || tables.some((table) => !table.shows(row, span));
      }
    }
  });
  return (figure, branch, period) => {
    const persons = personsOf(figure);
    if (persons === undefined) return false;
    const row = branch === null ? null : rowOf.get(branch);
    // of a branch that nobody knows nothing was decided
    return row === undefined || hiddenOf(persons, period)(row);
  };
}

function remembered<T>(make: (figure: PersonsFigure, period: Period) => T): (figure: PersonsFigure, period: Period) => T {
  const made = new Map<string, T>();
  return (figure, period) => {
    const key = `${figure} ${period.span} ${period.month}`;
    const value = made.get(key) ?? make(figure, period);
    made.set(key, value);
    return value;
  };
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);
