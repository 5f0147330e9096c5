/**
 * Readers not seen lately whose whole class, unit or organisation stays away alike: nothing about them, and no task.
 */
import { type Days, wholeDays } from "#shared/analysis/ascending.ts";
import {
  type AwayFromGroup,
  type AwaySpans,
  awayFromGroup,
  awaySince,
  awaySpans,
  type GroupChange,
  groupChange,
  groupVisits,
} from "#shared/analysis/life/group-fell.ts";
import { type LifeState, standingOn } from "#shared/analysis/life/life-state.ts";
import type { ChangedPerson } from "./changed-people.ts";
import type { Person } from "./people.ts";

/** What is asked of a look at the library's use. */
interface AlikeLook {
  readonly day: number;
  readonly people: readonly Person[];
  readonly stateOf: (person: Person, place: number) => LifeState;
  /** Places of a group's readers in the list of people. */
  readonly membersOf: (group: string) => ReadonlySet<number>;
}

/**
 * By group, where somebody of it is not seen. A reader who changes moves the numbers of the others of the group by the
 * days that are hers more or less: to look at all of them again would take as long as placing them.
 */
export type Alike = Map<string, GroupAway>;

interface GroupAway {
  members: number;
  /** By reader's id. */
  readonly away: Map<string, Away>;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

interface Away extends Mutable<AwayFromGroup> {
  readonly hasPhone: boolean;
}

/** No reader names it so. */
const NO_GROUP = "";
const NO_DAYS = wholeDays(new Int32Array());
/** Longer ago than this nobody's rhythm is read, however seldom the branch is open. */
const FURTHEST_DAYS = 1500;

/** @param changed null where everybody is new */
export function followAlike(alike: Alike, look: AlikeLook, changed: readonly ChangedPerson[] | null): void {
  const anew = changed === null ? groupsNotSeen(look) : changed.flatMap((each) => moveOne(alike, look, each) ?? []);
  for (const group of new Set(anew)) alike.set(group, groupOf(group, look));
  for (const [group, { away }] of alike) if (away.size === 0) alike.delete(group);
}

/** Those whose group fell, by id. */
export function alikeReaders(
  alike: Alike,
): ReadonlyMap<string, { readonly change: GroupChange; readonly hasPhone: boolean }> {
  const readers = new Map<string, { readonly change: GroupChange; readonly hasPhone: boolean }>();
  for (const { members, away } of alike.values()) {
    for (const [id, of] of away) {
      const change = groupChange(members - 1, of);
      if (change.fell) readers.set(id, { change, hasPhone: of.hasPhone });
    }
  }
  return readers;
}

function groupsNotSeen({ people, stateOf }: AlikeLook): readonly string[] {
  const groups = new Set<string>();
  for (const [place, person] of people.entries()) {
    const { group } = person.facts;
    if (group !== undefined && !groups.has(group) && stateOf(person, place) === "not-seen") groups.add(group);
  }
  return [...groups];
}

/** @returns a group that must be looked at anew: somebody of it is not seen of whom nothing was known */
function moveOne(alike: Alike, look: AlikeLook, { was, is, place }: ChangedPerson): string | undefined {
  const [then, now] = [was?.facts.group ?? NO_GROUP, is?.facts.group ?? NO_GROUP];
  const [left, joined] = [alike.get(then), alike.get(now)];
  const known = was === undefined ? undefined : left?.away.get(was.id);
  if (left !== undefined && was !== undefined) {
    left.members--;
    left.away.delete(was.id);
  }
  if (left !== undefined) moveOthers(left, was, then === now ? is : undefined, look.day);
  if (joined !== undefined && then !== now) moveOthers(joined, undefined, is, look.day);
  if (joined !== undefined && is !== undefined) joined.members++;
  const spans =
    is === undefined || now === NO_GROUP || look.stateOf(is, place) !== "not-seen" ? undefined : spansOf(is, look.day);
  if (is === undefined || spans === undefined) return undefined;
  // the others' days do not go by the own ones
  const isKnown = then === now && is.id === was?.id && known !== undefined && isSame(spans, known);
  if (joined === undefined || !isKnown) return now;
  joined.away.set(is.id, { ...known, hasPhone: is.facts.hasPhone });
  return undefined;
}

/** What somebody's visit days have become adds to, or takes from, what the others of each one away did. */
function moveOthers({ away }: GroupAway, was: Person | undefined, is: Person | undefined, day: number): void {
  const apart = daysApart(was?.visitDays, is?.visitDays).filter(({ on }) => on <= day);
  if (apart.length === 0) return;
  for (const of of away.values()) {
    for (const { on, times } of apart) {
      if (on > of.since) of.visits += times;
      else if (on > of.baseFrom) of.base += times;
    }
  }
}

/** Days that are in one of the two only. */
function daysApart(
  was: Days = NO_DAYS,
  is: Days = NO_DAYS,
): readonly { readonly on: number; readonly times: 1 | -1 }[] {
  const apart: { readonly on: number; readonly times: 1 | -1 }[] = [];
  let [a, b] = [was.from, is.from];
  while (a < was.to || b < is.to) {
    const [then, now] = [
      a < was.to ? (was.days[a] ?? 0) : Number.POSITIVE_INFINITY,
      b < is.to ? (is.days[b] ?? 0) : Number.POSITIVE_INFINITY,
    ];
    if (then < now) apart.push({ on: then, times: -1 });
    if (now < then) apart.push({ on: now, times: 1 });
    if (then <= now) a++;
    if (now <= then) b++;
  }
  return apart;
}

const isSame = (a: AwaySpans, b: AwaySpans): boolean =>
  a.since === b.since && a.baseFrom === b.baseFrom && a.openDays === b.openDays;

function spansOf({ history }: Person, day: number): AwaySpans | undefined {
  const since = awaySince(standingOn(history, day).cause, history.open, day);
  return since === undefined ? undefined : awaySpans(history.open, since, day - FURTHEST_DAYS, day);
}

function groupOf(group: string, { people, stateOf, membersOf, day }: AlikeLook): GroupAway {
  const members: Person[] = [];
  const notSeen: Person[] = [];
  for (const place of membersOf(group)) {
    const person = people[place];
    if (person === undefined) continue;
    members.push(person);
    if (stateOf(person, place) === "not-seen") notSeen.push(person);
  }
  const away = new Map<string, Away>();
  const visits = groupVisits(
    members.map(({ visitDays }) => visitDays),
    day - FURTHEST_DAYS,
    day,
  );
  for (const person of notSeen) {
    const spans = spansOf(person, day);
    if (spans !== undefined)
      away.set(person.id, { ...awayFromGroup(visits, person.visitDays, spans, day), hasPhone: person.facts.hasPhone });
  }
  return { members: members.length, away };
}
