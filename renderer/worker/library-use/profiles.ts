/**
 * What the page of the readers asks of each person beside the day itself: the quarter before, the path, the quarters of
 * use.
 */
import { quartersUsed } from "#shared/analysis/cohorts.ts";
import type { LifeState } from "#shared/analysis/life/life-state.ts";
import { type MetPath, pathOn } from "#shared/analysis/life/reader-path.ts";
import { type Amounts, measuresOf, valueOn } from "#shared/analysis/value.ts";
import type { ValueRules } from "#shared/analysis/value-rules.ts";
import { dayToNumber } from "#shared/kernel/day.ts";
import { firstOf, lastOf, monthBack } from "#shared/kernel/month.ts";
import type { Person } from "./people.ts";
import { createPerPerson } from "./per-person.ts";
import type { PlaceDays, Placed } from "./placed.ts";

/** The days between which the pages compare; days since 1970-01-01. */
export interface Spans extends PlaceDays {
  readonly month: SpanOfDays;
  readonly monthYearAgo: SpanOfDays;
  /** The last day before the quarter of the day. */
  readonly quarterEve: number;
  /** First months (YYYY-MM) of the quarters of enrolment, and their first days. */
  readonly quarters: readonly string[];
  readonly quarterStarts: readonly number[];
}

/** Both included. */
export interface SpanOfDays {
  readonly from: number;
  readonly to: number;
}

export interface Profile {
  readonly amountsBefore: Amounts;
  readonly path: MetPath;
  /** Bit n: used anything in the quarter n. */
  readonly quarters: number;
}

const QUARTERS = 8;

export function spansOf(month: string, day: number): Spans {
  const quarters = quartersUpTo(month, QUARTERS);
  return {
    day,
    before: firstDayOf(month) - 1,
    // a card that will be made is none yet
    month: { from: firstDayOf(month), to: day },
    monthYearAgo: spanOf(monthBack(month, 12)),
    quarterEve: firstDayOf(quarterOf(month)) - 1,
    quarters,
    quarterStarts: quarters.map(firstDayOf),
  };
}

const spanOf = (month: string): SpanOfDays => ({ from: firstDayOf(month), to: dayToNumber(lastOf(month)) });

type Profiles = (
  people: readonly Person[],
  placed: readonly Placed[],
  spans: Spans,
  rules: ValueRules,
) => readonly Profile[];

export function createProfiles(): Profiles {
  const profiles = createPerPerson<Profile>();
  const question = ({ day, quarterEve }: Spans, { weights }: ValueRules): string =>
    `${day} ${quarterEve} ${JSON.stringify(weights)}`;
  return (people, placed, spans, rules) =>
    profiles.of(question(spans, rules), people, (person, place) =>
      profileOf(person, placed[place]?.state, spans, rules),
    );
}

/** @param state on the day, where it is known */
export function profileOf(
  { facts, uses, history, open }: Person,
  state: LifeState | undefined,
  { day, quarterEve, quarterStarts }: Spans,
  { weights }: ValueRules,
): Profile {
  const { step, actualOn, loyalOn } = pathOn(history, uses, day, state);
  return {
    amountsBefore: measuresOf(valueOn(uses, quarterEve, weights, open.knownOn(quarterEve))),
    path: { step, actualOn, loyalOn, metOn: facts.metOn },
    quarters: quartersUsed(history.useDays, quarterStarts, day),
  };
}

const MONTHS_OF_QUARTER = 3;

/** The first month of the month's quarter. */
const quarterOf = (month: string): string => monthBack(month, (Number(month.slice(5)) - 1) % MONTHS_OF_QUARTER);

/** The first months of so many quarters, the month's own one last. */
const quartersUpTo = (month: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => monthBack(quarterOf(month), (count - 1 - index) * MONTHS_OF_QUARTER));

const firstDayOf = (month: string): number => dayToNumber(firstOf(month));
