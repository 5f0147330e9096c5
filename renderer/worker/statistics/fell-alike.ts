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
  /** The places of the members of each group. */
  readonly members: Map<string, Set<number>>;
  readonly byGroup: Map<string, ReadonlyMap<Person, GroupChange>>;
  readonly all: ReadonlyMap<Person, GroupChange>;
}

/** Remembers by groups: after a change only the groups of those who have changed are looked at again. */
export function createFellAlike(): FellAlike {
  let held: Fallen | null = null;
  return (question, placed, day) => {
    if (held?.question === question && held.placed === placed) return held.all;
    const before: Pick<Fallen, "placed" | "members" | "byGroup"> = held?.question === question ? held : { placed: [], members: new Map(), byGroup: new Map() };
    const { members, byGroup } = before;
    for (const group of regroup(members, before.placed, placed)) {
      const fallen = fallenOf(
        [...(members.get(group) ?? [])].flatMap((place) => placed[place] ?? []),
        day,
      );
      if (fallen.size > 0) byGroup.set(group, fallen);
      else byGroup.delete(group);
    }
    const all = new Map([...byGroup.values()].flatMap((fallen) => [...fallen]));
    held = { question, placed, members, byGroup, all };
    return all;
  };
}

/** @returns the groups whose members have changed */
function regroup(members: Map<string, Set<number>>, before: readonly Placed[], placed: readonly Placed[]): ReadonlySet<string> {
  const changed = new Set<string>();
  for (let place = 0; place < Math.max(placed.length, before.length); place++) {
    if (before[place] === placed[place]) continue;
    const [then, now] = [before[place]?.person.facts.group, placed[place]?.person.facts.group];
    if (then !== undefined) {
      members.get(then)?.delete(place);
      changed.add(then);
    }
    if (now === undefined) continue;
    const of = members.get(now) ?? new Set<number>();
    members.set(now, of.add(place));
    changed.add(now);
  }
  return changed;
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
