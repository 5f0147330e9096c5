/** Readers not seen lately whose whole class, unit or organisation stays away alike: nothing about them, and no task. */
import { awaySince, type GroupChange, groupFell, groupVisits } from "#shared/analysis/group-fell.ts";
import { standingOn } from "#shared/analysis/life-state.ts";
import type { Person } from "./people.ts";
import type { Placed } from "./placed.ts";

/** Longer ago than this nobody's rhythm is read, however seldom the branch is open. */
const FURTHEST_DAYS = 1500;

export type FellAlike = (question: string, placed: readonly Placed[], day: number) => ReadonlyMap<Person, GroupChange>;

interface Fallen {
  readonly question: string;
  readonly placed: readonly Placed[];
  /** Who has fallen, by group; a group that has is in it, though it may be empty. */
  readonly byGroup: ReadonlyMap<string, ReadonlyMap<Person, GroupChange>>;
  readonly all: ReadonlyMap<Person, GroupChange>;
}

/** Remembers by groups: after a change only the groups of those who have changed are looked at again. */
export function createFellAlike(): FellAlike {
  let held: Fallen | null = null;
  return (question, placed, day) => {
    if (held?.question === question && held.placed === placed) return held.all;
    const before = held?.question === question ? held : null;
    const changed = new Set<string>();
    for (let place = 0; place < Math.max(placed.length, before?.placed.length ?? 0); place++) {
      const [then, now] = [before?.placed[place], placed[place]];
      if (then === now) continue;
      for (const item of [then, now]) if (item?.person.facts.group !== undefined) changed.add(item.person.facts.group);
    }
    const byGroup = new Map(before?.byGroup);
    for (const group of changed) byGroup.delete(group);
    for (const [group, fallen] of fallenIn(placed, changed, day)) byGroup.set(group, fallen);
    const all = new Map([...byGroup.values()].flatMap((fallen) => [...fallen]));
    held = { question, placed, byGroup, all };
    return all;
  };
}

function fallenIn(placed: readonly Placed[], groups: ReadonlySet<string>, day: number): ReadonlyMap<string, ReadonlyMap<Person, GroupChange>> {
  const members = new Map<string, Placed[]>();
  for (const item of placed) {
    const { group } = item.person.facts;
    if (group === undefined || !groups.has(group)) continue;
    const of = members.get(group);
    if (of === undefined) members.set(group, [item]);
    else of.push(item);
  }
  return new Map([...members].map(([group, of]) => [group, fallenOf(of, day)]));
}

function fallenOf(members: readonly Placed[], day: number): ReadonlyMap<Person, GroupChange> {
  const fallen = new Map<Person, GroupChange>();
  const notSeen = members.filter(({ state }) => state === "not-seen");
  if (notSeen.length === 0) return fallen;
  const visits = groupVisits(
    members.map(({ person }) => person.history.visitDays),
    day - FURTHEST_DAYS,
    day,
  );
  for (const { person } of notSeen) {
    const { history } = person;
    const since = awaySince(standingOn(history, day).cause, history.open, day);
    if (since === undefined) continue;
    const change = groupFell(visits, history.visitDays, history.open, since, day);
    if (change.fell) fallen.set(person, change);
  }
  return fallen;
}
