/** What the page of the readers counts of all of them, brought along with every change of one. */
import { type CohortCount, countMember, noCohorts } from "#shared/analysis/cohorts.ts";
import { countSteps, type PathStepCounts } from "#shared/analysis/life/reader-path.ts";
import type { UseOfPeriod } from "#shared/analysis/trend.ts";
import { isCore, measuresOf, VALUE_DAYS, type ValueNumbers, valueOn } from "#shared/analysis/value.ts";
import {
  ATTRIBUTES,
  type Attribute,
  PATH_STEPS,
  type PathStepName,
  SCORES,
  type Score,
} from "../../../platform/worker/readers-page-api.ts";
import { addCount, countPairs, type MeasurePairs, measurePairs, recordOf } from "../../library-use/counts.ts";
import { hasUsed, isHere, type Placed, usedInYear } from "../../library-use/placed.ts";
import type { Profile, Spans } from "../../library-use/profiles.ts";
import type { ReaderFacts } from "../../library-use/reader-facts.ts";
import { attributeAt } from "../attribute.ts";
import { isMember } from "../cohort-rows.ts";
import { addCovered, type CoveredSums, noCovered } from "../coverage-figures.ts";
import type { Counting } from "./counted.ts";

type Counts = Map<string, number>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Of those who used anything in a year. */
export interface YearSums extends Mutable<UseOfPeriod> {
  takingPart: number;
  events: number;
  opinions: number;
}

export interface ReadersSums extends PathStepCounts {
  here: number;
  core: number;
  points: number;
  corePoints: number;
  readonly byScore: Readonly<Record<Score, [number, number, number, number, number, number]>>;
  /** How many readers have each amount before the quarter and now. */
  readonly amounts: MeasurePairs;
  readonly path: Record<PathStepName, number>;
  readonly cohorts: readonly CohortCount[];
  readonly attributes: Readonly<Record<"before" | "now", Readonly<Record<Attribute, Counts>>>>;
  /** Of readers with use in both years. */
  readonly stayed: Readonly<Record<Attribute, Readonly<Record<"before" | "now" | "both", Counts>>>>;
  readonly covered: CoveredSums;
  readonly years: Readonly<Record<"before" | "now", YearSums>>;
}

const WHEN = ["before", "now"] as const;

const noReaders = (spans: Spans): ReadersSums => ({
  here: 0,
  core: 0,
  points: 0,
  corePoints: 0,
  byScore: recordOf(SCORES, () => [0, 0, 0, 0, 0, 0]),
  amounts: measurePairs(),
  path: recordOf(PATH_STEPS, () => 0),
  toActual: { of: 0, went: 0 },
  toLoyal: { of: 0, went: 0 },
  cohorts: noCohorts(spans.quarterStarts),
  attributes: recordOf(WHEN, () => recordOf(ATTRIBUTES, () => new Map<string, number>())),
  stayed: recordOf(ATTRIBUTES, () => ({
    before: new Map<string, number>(),
    now: new Map<string, number>(),
    both: new Map<string, number>(),
  })),
  covered: noCovered(),
  years: recordOf(WHEN, () => ({ readers: 0, visits: 0, items: 0, takingPart: 0, events: 0, opinions: 0 })),
});

function addToReaders(
  sums: ReadersSums,
  item: Placed,
  profile: Profile,
  { day, quarterStarts }: Spans,
  times: 1 | -1,
): void {
  const { facts } = item.person;
  if (isHere(item)) addScored(sums, item, times);
  countPairs(sums.amounts, profile.amountsBefore, measuresOf(item.numbers), times);
  if (item.isKnown && profile.path.step !== undefined) sums.path[profile.path.step] += times;
  countSteps(sums, profile.path, day - VALUE_DAYS, day, times);
  if (isMember(item))
    countMember(
      sums.cohorts,
      { enrolledOn: facts.life.enrolledOn, quarters: profile.quarters },
      quarterStarts,
      day,
      times,
    );
  const isUser = hasUsed(item, day);
  if (isUser) addCovered(sums.covered, item, day, times);
  addYear(sums, "now", item, usedInYear(item, day), day, times);
  // of the uses, which a reader keeps: numbers that are asked for here only need not be kept
  const before = valueOn(item.person.uses, day - VALUE_DAYS);
  addYear(sums, "before", item, before, day - VALUE_DAYS, times);
  if (before.frequency > 0 && isUser)
    for (const attribute of ATTRIBUTES) addStayed(sums.stayed[attribute], facts, attribute, day, times);
}

function addStayed(
  { before, now, both }: ReadersSums["stayed"][Attribute],
  facts: ReaderFacts,
  attribute: Attribute,
  day: number,
  times: 1 | -1,
): void {
  const [was, is] = [attributeAt(facts, attribute, day - VALUE_DAYS) ?? "", attributeAt(facts, attribute, day) ?? ""];
  addCount(before, was, times);
  addCount(now, is, times);
  if (was === is) addCount(both, is, times);
}

function addScored(sums: ReadersSums, { scores, numbers }: Placed, times: 1 | -1): void {
  sums.here += times;
  sums.points += times * numbers.value;
  if (isCore(scores)) {
    sums.core += times;
    sums.corePoints += times * numbers.value;
  }
  sums.byScore.r[placeOf(scores.r)] += times;
  sums.byScore.f[placeOf(scores.f)] += times;
  sums.byScore.v[placeOf(scores.v)] += times;
}

/** Who used anything, by each attribute as it was on the day, and how much. */
function addYear(
  sums: ReadersSums,
  when: "before" | "now",
  { person: { facts } }: Placed,
  numbers: ValueNumbers,
  day: number,
  times: 1 | -1,
): void {
  if (numbers.frequency === 0) return;
  const of = sums.attributes[when];
  // each by name, as the amounts
  addCount(of.category, attributeAt(facts, "category", day) ?? "", times);
  addCount(of.ageBand, attributeAt(facts, "ageBand", day) ?? "", times);
  addCount(of.gender, attributeAt(facts, "gender", day) ?? "", times);
  addCount(of.branch, attributeAt(facts, "branch", day) ?? "", times);
  addCount(of.source, attributeAt(facts, "source", day) ?? "", times);
  const year = sums.years[when];
  year.readers += times;
  year.visits += times * numbers.visitDays;
  year.items += times * numbers.items;
  year.events += times * numbers.events;
  year.opinions += times * numbers.participation;
  if (numbers.events + numbers.participation > 0) year.takingPart += times;
}

const ALL_SCORES = [0, 1, 2, 3, 4, 5] as const;

const placeOf = (score: number): (typeof ALL_SCORES)[number] => ALL_SCORES.find((each) => each === score) ?? 0;

export const readersCounting: Counting<ReadersSums> = {
  none: ({ spans }) => noReaders(spans),
  add: (sums, item, place, look, times) => addToReaders(sums, item, look.profileOf(item, place), look.spans, times),
  follow: () => undefined,
};
