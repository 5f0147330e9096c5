/** Readers not seen lately whose whole class, unit or organisation stays away alike: nothing about them, and no task. */
import { awaySince, type GroupChange, type GroupVisits, groupFell, groupVisits } from "#shared/analysis/group-fell.ts";
import { standingOn } from "#shared/analysis/life-state.ts";
import type { Person } from "./people.ts";
import type { Placed } from "./placed.ts";

/** Longer ago than this nobody's rhythm is read, however seldom the branch is open. */
const FURTHEST_DAYS = 1500;

export function fellAlike(placed: readonly Placed[], day: number): ReadonlyMap<Person, GroupChange> {
  const notSeen = placed.filter(({ state, person }) => state === "not-seen" && person.facts.group !== undefined);
  const wanted = new Set(notSeen.map(({ person }) => person.facts.group));
  const members = new Map<string, Int32Array[]>();
  for (const { person } of placed) {
    const { group } = person.facts;
    if (group === undefined || !wanted.has(group)) continue;
    const days = members.get(group) ?? [];
    days.push(person.history.visitDays);
    members.set(group, days);
  }
  const visits = new Map<string, GroupVisits>([...members].map(([group, days]) => [group, groupVisits(days, day - FURTHEST_DAYS, day)]));
  const fallen = new Map<Person, GroupChange>();
  for (const { person } of notSeen) {
    const group = visits.get(person.facts.group ?? "");
    const since = awaySince(standingOn(person.history, day).cause, person.history.open, day);
    if (group === undefined || since === undefined) continue;
    const change = groupFell(group, person.history.visitDays, person.history.open, since, day);
    if (change.fell) fallen.set(person, change);
  }
  return fallen;
}
