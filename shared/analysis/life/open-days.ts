/**
 * The days on which a branch is open to readers who are there, counted at any distance in a few steps: whole weeks by
 * multiplication, single days (closures, days opened beside, vacations) by running sums. A branch that names no weekday
 * is open every day. In a vacation the doors are open and nobody is missed, so that its days count as little as closed
 * ones.
 */
import { dayToNumber, isDay } from "../../kernel/day.ts";
import type { Branch } from "../../model/house.ts";
import { countUpTo } from "../ascending.ts";

/** What of a branch its open days go by. */
export type OpenCalendar = Pick<Branch, "openDays" | "exceptions" | "vacations">;

/** Days are numbers: days since 1970-01-01. */
export interface OpenDays {
  readonly isOpen: (day: number) => boolean;
  /**
   * The day, or the last one of which it is known who came, where that is earlier: what has not happened since says
   * nothing.
   */
  readonly knownOn: (day: number) => number;
  /** Open days after `from` up to and with `to`, as far as it is known who came; 0 when `to` is not later. */
  readonly openBetween: (from: number, to: number) => number;
  /** The same by the calendar alone: what is to come is not known yet, and is open all the same. */
  readonly openAhead: (from: number, to: number) => number;
  /** The first day with `count` open days after `day` up to it; `day` itself for 0. */
  readonly daysAfter: (day: number, count: number) => number;
  /** The last day with `count` open days after it up to `day`; `day` itself for 0. */
  readonly daysBefore: (day: number, count: number) => number;
}

const WEEK = 7;
const MOST_COUNTED = 1024;
const MOST_REMEMBERED = 10_000;
/** 1970-01-01 was a Thursday; weekdays count from Monday, 0 to 6. */
const EPOCH_WEEKDAY = 3;

/** A calendar that was gone by up to and with a day. */
export interface FormerCalendar {
  readonly calendar: OpenCalendar;
  readonly until: number;
}

/**
 * @param until the last day of which it is known who came: after it no day counts as one on which somebody stayed away
 * @param former the earliest first
 */
export function createOpenDays(
  branch: OpenCalendar = {},
  until = Number.POSITIVE_INFINITY,
  former: readonly FormerCalendar[] = [],
): OpenDays {
  const counted = tableOf(
    former.reduceRight((later, of) => followed(countOf(of.calendar), of.until, later), countOf(branch)),
  );
  const between = (from: number, to: number): number => (to > from ? counted(to) - counted(from) : 0);
  const knownOn = (day: number): number => Math.min(day, until);
  const openBetween = (from: number, to: number): number => between(from, knownOn(to));
  return {
    isOpen: (day) => counted(day) > counted(day - 1),
    knownOn,
    openBetween,
    openAhead: between,
    daysAfter: (day, count) => day + smallest((distance) => between(day, day + distance) >= count),
    daysBefore: remembered((day, count) => day - smallest((distance) => openBetween(day - distance, day) >= count)),
  };
}

type CountTo = (day: number) => number;

/** Open days up to and with the day, from a far beginning: only differences mean something. */
function countOf(branch: OpenCalendar): CountTo {
  const week = openWeek(branch.openDays);
  const exceptions = differingDays(branch, week);
  return (day) => {
    const shifted = day + EPOCH_WEEKDAY;
    const weeks = Math.floor(shifted / WEEK);
    return weeks * (week.sums[WEEK] ?? 0) + (week.sums[shifted - weeks * WEEK + 1] ?? 0) + exceptions.sumTo(day);
  };
}

const followed = (first: CountTo, until: number, then: CountTo): CountTo => {
  const apart = first(until) - then(until);
  return (day) => (day <= until ? first(day) : then(day) + apart);
};

/** Days of which counts are kept: a rhythm asks for a dozen of each reader, nearly all of the last decades. */
const [FIRST_TABLED, TABLED] = [3_653, 25_568];
/** Who asks for one reader only, as a card does, must not wait for a table of all days. */
const WORTH_A_TABLE = 10_000;

function tableOf(countTo: CountTo): CountTo {
  let table: Int32Array | undefined;
  let asked = 0;
  return (day) => {
    const place = day - FIRST_TABLED;
    if (!(place >= 0 && place < TABLED)) return countTo(day);
    if (table === undefined) {
      if (++asked < WORTH_A_TABLE) return countTo(day);
      table = new Int32Array(TABLED);
      for (let at = 0; at < TABLED; at++) table[at] = countTo(FIRST_TABLED + at);
    }
    return table[place] ?? countTo(day);
  };
}

/** A library asks the same of all its readers: the answers are kept, while there are not too many. */
function remembered(answer: (day: number, count: number) => number): (day: number, count: number) => number {
  const known = new Map<number, number>();
  return (day, count) => {
    const key = day * MOST_COUNTED + count;
    if (count >= MOST_COUNTED) return answer(day, count);
    const found = known.get(key) ?? answer(day, count);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, found);
    return found;
  };
}

interface Week {
  readonly open: readonly boolean[];
  /** `sums[n]` = open ones among the first n weekdays. */
  readonly sums: readonly number[];
}

function openWeek(named: readonly string[] | undefined): Week {
  const wanted = Array.from({ length: WEEK }, (_, index) => named?.includes(String(index + 1)) ?? false);
  const open = wanted.includes(true) ? wanted : wanted.map(() => true);
  const sums = [0];
  for (const isOpen of open) sums.push((sums[sums.length - 1] ?? 0) + (isOpen ? 1 : 0));
  return { open, sums };
}

/** Days that are not as their weekday says, with the sum of their differences up to a day. */
function differingDays(
  { exceptions = {}, vacations = {} }: OpenCalendar,
  { open }: Week,
): { readonly sumTo: (day: number) => number } {
  const days: number[] = [];
  const sums: number[] = [];
  const away = Object.keys(vacations).map((day) => [day, "away"] as const);
  const named = [...new Map([...Object.entries(exceptions), ...away])].filter(([day]) => isDay(day));
  const numbered = named
    .map(([day, state]) => ({ day: dayToNumber(day), isOpen: state === "open" }))
    .sort((a, b) => a.day - b.day);
  let sum = 0;
  for (const { day, isOpen } of numbered) {
    const usual = open[(((day + EPOCH_WEEKDAY) % WEEK) + WEEK) % WEEK] ?? false;
    if (usual === isOpen) continue;
    sum += isOpen ? 1 : -1;
    days.push(day);
    sums.push(sum);
  }
  return { sumTo: (day) => (day < (days[0] ?? Number.POSITIVE_INFINITY) ? 0 : (sums[countUpTo(days, day) - 1] ?? 0)) };
}

/** The smallest whole number from 0 on for which the rule, once true, stays true. */
function smallest(holds: (distance: number) => boolean): number {
  let high = 1;
  while (!holds(high)) high *= 2;
  let low = 0;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
