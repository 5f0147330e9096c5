/** Readers not seen lately whose whole class, unit or organisation stays away alike: nothing about them, and no task. */
import { awaySince, FEWEST_OTHERS, type GroupChange, groupFell, groupVisits } from "#shared/analysis/group-fell.ts";
import { standingOn } from "#shared/analysis/life-state.ts";
import type { Person } from "./people.ts";
import type { Placed } from "./placed.ts";

/** Longer ago than this nobody's rhythm is read, however seldom the branch is open. */
const FURTHEST_DAYS = 1500;

export type FellAlike = (question: string, placed: readonly Placed[], day: number) => ReadonlyMap<Person, GroupChange>;

interface Fallen {
  readonly question: string;
  readonly placed: readonly Placed[];
  readonly byGroup: Map<string, ReadonlyMap<Person, GroupChange>>;
  readonly all: ReadonlyMap<Person, GroupChange>;
}

/** Remembers by groups: after a change only the groups of those who have changed are looked at again. */
export function createFellAlike(): FellAlike {
  const groups = createGroups();
  let held: Fallen | null = null;
  return (question, placed, day) => {
    if (held?.question === question && held.placed === placed) return held.all;
    const before: Pick<Fallen, "placed" | "byGroup"> = held?.question === question ? held : { placed: [], byGroup: new Map() };
    const { byGroup } = before;
    groups.follow(placed);
    for (const group of changedGroups(before.placed, placed)) {
      const fallen = fallenOf(groups.of(group), placed, day);
      if (fallen.size > 0) byGroup.set(group, fallen);
      else byGroup.delete(group);
    }
    const all = new Map([...byGroup.values()].flatMap((fallen) => [...fallen]));
    held = { question, placed, byGroup, all };
    return all;
  };
}

/** Of those who are placed otherwise than before, the groups they were in and are in; where nothing was known, those in which somebody is not seen. */
function changedGroups(before: readonly Placed[], placed: readonly Placed[]): ReadonlySet<string> {
  const changed = new Set<string>();
  if (before.length === 0) {
    for (const { state, person } of placed) if (state === "not-seen" && person.facts.group !== undefined) changed.add(person.facts.group);
    return changed;
  }
  for (let place = 0; place < Math.max(placed.length, before.length); place++) {
    const was = before[place];
    const is = placed[place];
    if (was === is) continue;
    const then = was?.person.facts.group;
    const now = is?.person.facts.group;
    if (then !== undefined) changed.add(then);
    if (now !== undefined) changed.add(now);
  }
  return changed;
}

interface Groups {
  /** Brings the places along: a person's group is the same on every day. */
  readonly follow: (placed: readonly Placed[]) => void;
  readonly of: (group: string) => ReadonlySet<number>;
}

function createGroups(): Groups {
  const members = new Map<string, Set<number>>();
  let followed: readonly Placed[] = [];
  const none: ReadonlySet<number> = new Set();
  return {
    of: (group) => members.get(group) ?? none,
    follow(placed) {
      for (let place = 0; place < Math.max(placed.length, followed.length); place++) {
        const [was, is] = [followed[place]?.person, placed[place]?.person];
        if (was === is) continue;
        const [then, now] = [was?.facts.group, is?.facts.group];
        if (then === now) continue;
        if (then !== undefined) members.get(then)?.delete(place);
        if (now !== undefined) members.set(now, (members.get(now) ?? new Set()).add(place));
      }
      followed = placed;
    },
  };
}

function fallenOf(places: ReadonlySet<number>, placed: readonly Placed[], day: number): ReadonlyMap<Person, GroupChange> {
  const fallen = new Map<Person, GroupChange>();
  if (places.size <= FEWEST_OTHERS) return fallen;
  const members: Placed[] = [];
  const notSeen: Placed[] = [];
  for (const place of places) {
    const item = placed[place];
    if (item === undefined) continue;
    members.push(item);
    if (item.state === "not-seen") notSeen.push(item);
  }
  if (notSeen.length === 0) return fallen;
  const visits = groupVisits(
    members.map(({ person }) => person.visitDays),
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
