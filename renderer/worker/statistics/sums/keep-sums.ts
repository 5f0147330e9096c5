/** What the page of keeping readers counts of all of them, brought along with every change of one. */
import { knownSince } from "#shared/analysis/life/first-known.ts";
import { isCore, VALUE_DAYS } from "#shared/analysis/value.ts";
import { numberToDay } from "#shared/kernel/day.ts";
import { CONTACT_DAYS, CONTACT_GROUPS, type ContactGroup } from "../../../platform/worker/keep-page-api.ts";
import { recordOf } from "../../library-use/counts.ts";
import { isHere, type Placed } from "../../library-use/placed.ts";

interface AwaySums {
  count: number;
  before: number;
  withOwner: number;
}

export interface KeepSums {
  here: number;
  readonly notSeen: AwaySums & { byAbsence: number; byDecline: number };
  readonly lapsed: AwaySums;
  readonly leaving: Map<string, { now: number; before: number }>;
  /** By month, YYYY-MM. */
  readonly leftIn: Map<string, number>;
  /** Without a service record for as many days as stand in `CONTACT_DAYS`. */
  readonly contacts: Readonly<Record<ContactGroup, { readers: number; readonly without: number[] }>>;
}

export const noKeep = (): KeepSums => ({
  here: 0,
  notSeen: { count: 0, before: 0, withOwner: 0, byAbsence: 0, byDecline: 0 },
  lapsed: { count: 0, before: 0, withOwner: 0 },
  leaving: new Map(),
  leftIn: new Map(),
  contacts: recordOf(CONTACT_GROUPS, () => ({ readers: 0, without: CONTACT_DAYS.map(() => 0) })),
});

export function addToKeep(sums: KeepSums, item: Placed, day: number, times: 1 | -1): void {
  addLeaving(sums, item, day, times);
  addLeftIn(sums, monthLeft(item, day), times);
  addAway(sums.lapsed, item, "inactive", times);
  addAway(sums.notSeen, item, "not-seen", times);
  if (item.state === "not-seen") {
    if (item.hasDeclined) sums.notSeen.byDecline += times;
    else sums.notSeen.byAbsence += times;
  }
  if (!isHere(item)) return;
  sums.here += times;
  for (const group of CONTACT_GROUPS) {
    if (!isOfContacts(group, item)) continue;
    const of = sums.contacts[group];
    of.readers += times;
    // the days ascend: who has been spoken to within one of them was so within the rest
    for (let place = 0; place < CONTACT_DAYS.length && isNotContacted(item, day, CONTACT_DAYS[place] ?? 0); place++)
      of.without[place] = (of.without[place] ?? 0) + times;
  }
}

export function isOfContacts(group: ContactGroup, { person: { facts }, state, scores }: Placed): boolean {
  switch (group) {
    case "with-owner":
      return facts.owner !== undefined;
    case "core":
      return isCore(scores);
    case "not-seen":
      return state === "not-seen";
    case "new":
      return state === "new";
    case "everybody":
      return true;
  }
}

/** Of whom the library has known for so long: nobody could have spoken to others. */
export const isNotContacted = (
  { given, person: { facts, uses, contacts } }: Placed,
  day: number,
  days: number,
): boolean => day - (given.lastContact ?? knownSince(facts, [uses, contacts]) ?? Number.NEGATIVE_INFINITY) >= days;

/** Who left in the year up to the day. */
export const hasLeftIn = ({ person: { facts } }: Placed, day: number): boolean => {
  const { leaving } = facts.life;
  return leaving !== undefined && leaving.on <= day && leaving.on > day - VALUE_DAYS;
};

/** The month in which somebody has left by a day, YYYY-MM. */
export const monthLeft = ({ person: { facts } }: Placed, day: number): string | undefined => {
  const { leaving } = facts.life;
  return leaving === undefined || leaving.on > day ? undefined : numberToDay(leaving.on).slice(0, "YYYY-MM".length);
};

function addLeftIn({ leftIn }: KeepSums, month: string | undefined, times: 1 | -1): void {
  if (month === undefined) return;
  const count = (leftIn.get(month) ?? 0) + times;
  if (count === 0) leftIn.delete(month);
  else leftIn.set(month, count);
}

function addLeaving({ leaving }: KeepSums, item: Placed, day: number, times: 1 | -1): void {
  const [isNow, isBefore] = [hasLeftIn(item, day), hasLeftIn(item, day - VALUE_DAYS)];
  const reason = item.person.facts.life.leaving?.reason;
  if (reason === undefined || !(isNow || isBefore)) return;
  const of = leaving.get(reason) ?? { now: 0, before: 0 };
  leaving.set(reason, of);
  if (isNow) of.now += times;
  else of.before += times;
  if (of.now + of.before === 0) leaving.delete(reason);
}

function addAway(sums: AwaySums, { state, before, person }: Placed, wanted: Placed["state"], times: 1 | -1): void {
  if (before === wanted) sums.before += times;
  if (state !== wanted) return;
  sums.count += times;
  if (person.facts.owner !== undefined) sums.withOwner += times;
}
