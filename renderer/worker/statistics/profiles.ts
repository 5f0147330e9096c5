/** What the page of the readers asks of each person beside the day itself: the quarter before, the path, the quarters of use. */
import { quartersUsed } from "#shared/analysis/cohorts.ts";
import { pathOn, type ReaderPath } from "#shared/analysis/reader-path.ts";
import { VALUE_DAYS, type ValueNumbers, valueOn } from "#shared/analysis/value.ts";
import type { ValueRules } from "#shared/analysis/value-rules.ts";
import { firstDayOf, quarterOf, quartersUpTo } from "./months.ts";
import type { Person } from "./people.ts";
import { createPerPerson } from "./per-person.ts";
import type { Placed } from "./placed.ts";

/** The days between which the page compares; days since 1970-01-01. */
export interface Spans {
  readonly day: number;
  /** The last day before the quarter of the day. */
  readonly quarterEve: number;
  /** First months (YYYY-MM) of the quarters of enrolment, and their first days. */
  readonly quarters: readonly string[];
  readonly quarterStarts: readonly number[];
}

export interface Profile {
  readonly numbersBefore: ValueNumbers;
  readonly path: ReaderPath & { readonly metOn: number | undefined };
  /** Bit n: used anything in the quarter n. */
  readonly quarters: number;
  /** Of the year before the last 365 days. */
  readonly numbersYearAgo: ValueNumbers;
}

const QUARTERS = 8;

export function spansOf(month: string, day: number): Spans {
  const quarters = quartersUpTo(month, QUARTERS);
  return { day, quarterEve: firstDayOf(quarterOf(month)) - 1, quarters, quarterStarts: quarters.map(firstDayOf) };
}

export function createProfiles(): (people: readonly Person[], placed: readonly Placed[], spans: Spans, rules: ValueRules) => readonly Profile[] {
  const profileOf = createPerPerson<Profile>();
  return (people, placed, spans, rules) => {
    const { day, quarterEve, quarterStarts } = spans;
    return profileOf(`${day} ${quarterEve} ${JSON.stringify(rules.weights)}`, people, (person, place) => {
      const { facts, uses, history } = person;
      return {
        numbersBefore: valueOn(uses, quarterEve, rules.weights),
        path: { ...pathOn(history, uses, day, placed[place]?.state), metOn: facts.metOn },
        quarters: quartersUsed(history.useDays, quarterStarts, day),
        numbersYearAgo: valueOn(uses, day - VALUE_DAYS, rules.weights),
      };
    });
  };
}
