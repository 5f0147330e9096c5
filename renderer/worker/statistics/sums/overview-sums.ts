/** What the overview counts of all readers, brought along with every change of one. */
import type { GroupSums } from "#shared/analysis/attention.ts";
import { LIFE_STATES, type LifeState } from "#shared/analysis/life/life-state.ts";
import { measuresOf } from "#shared/analysis/value.ts";
import { ATTENTION_GROUPS, type AttentionGroup } from "../../../platform/worker/statistics-api.ts";
import { countUsed, type MeasureTallies, measureTallies, recordOf } from "../../library-use/counts.ts";
import { isHere, isOf, type Placed } from "../../library-use/placed.ts";
import type { SpanOfDays, Spans } from "../../library-use/profiles.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Kinds of use, of those who used any. */
interface Kinds {
  sum: number;
  readers: number;
}

export interface OverviewSums {
  here: number;
  readonly stages: Readonly<Record<LifeState, { count: number; before: number }>>;
  notSeenWithOwner: number;
  notSeenByPhone: number;
  oneKind: number;
  newCards: number;
  newCardsYearAgo: number;
  readonly kinds: Kinds;
  readonly kindsBefore: Kinds;
  /** How many readers have each amount of use, of those who have any. */
  readonly amounts: MeasureTallies;
  readonly all: Mutable<GroupSums>;
  readonly groups: Readonly<Record<AttentionGroup, Mutable<GroupSums>>>;
}

const noSums = (): Mutable<GroupSums> => ({ readers: 0, use: 0, minutes: 0, contacts: 0, promisesKept: 0 });

export const noOverview = (): OverviewSums => ({
  here: 0,
  stages: recordOf(LIFE_STATES, () => ({ count: 0, before: 0 })),
  notSeenWithOwner: 0,
  notSeenByPhone: 0,
  oneKind: 0,
  newCards: 0,
  newCardsYearAgo: 0,
  kinds: { sum: 0, readers: 0 },
  kindsBefore: { sum: 0, readers: 0 },
  amounts: measureTallies(),
  all: noSums(),
  groups: recordOf(ATTENTION_GROUPS, noSums),
});

export function addToOverview(
  sums: OverviewSums,
  item: Placed,
  { day, month, monthYearAgo }: Spans,
  times: 1 | -1,
): void {
  const { facts } = item.person;
  if (item.isKnown) sums.stages[item.state].count += times;
  if (item.wasKnown) sums.stages[item.before].before += times;
  if (isEnrolledIn(item, month)) sums.newCards += times;
  if (isEnrolledIn(item, monthYearAgo)) sums.newCardsYearAgo += times;
  addKinds(sums.kinds, item.kinds, times);
  addKinds(sums.kindsBefore, item.kindsBefore, times);
  countUsed(sums.amounts, measuresOf(item.numbers), times);
  if (item.state === "not-seen") {
    if (facts.owner !== undefined) sums.notSeenWithOwner += times;
    if (facts.hasPhone) sums.notSeenByPhone += times;
  }
  if (!isHere(item)) return;
  sums.here += times;
  if (item.kinds === 1) sums.oneKind += times;
  addGiven(sums.all, item, times);
  for (const group of ATTENTION_GROUPS) if (isOf(group, item, day)) addGiven(sums.groups[group], item, times);
}

export const isEnrolledIn = ({ person: { facts } }: Placed, { from, to }: SpanOfDays): boolean => {
  const { enrolledOn, hasCard } = facts.life;
  return hasCard && enrolledOn !== undefined && enrolledOn >= from && enrolledOn <= to;
};

function addKinds(sums: Kinds, kinds: number, times: 1 | -1): void {
  if (kinds === 0) return;
  sums.sum += times * kinds;
  sums.readers += times;
}

function addGiven(sums: Mutable<GroupSums>, { numbers, given }: Placed, times: 1 | -1): void {
  sums.readers += times;
  sums.use += times * numbers.value;
  sums.minutes += times * given.minutes;
  sums.contacts += times * given.contacts;
}
