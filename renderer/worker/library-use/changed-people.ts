/** Who is another person than before: found by comparing two lists, a thousandth of asking everybody. */
import type { Person } from "./people.ts";

/** The same reader before and after, or somebody who has come or gone. */
export interface ChangedPerson {
  readonly was: Person | undefined;
  readonly is: Person | undefined;
  /** Of `is` in the list, else where `was` stood. */
  readonly place: number;
}

/** Who stands at another place and is the same has not changed. Null where more than `most` have. */
export function changedPeople(
  before: readonly Person[],
  now: readonly Person[],
  most: number,
): readonly ChangedPerson[] | null {
  if (before === now) return [];
  const [gone, come] = [new Map<Person, number>(), new Map<Person, number>()];
  for (let place = 0; place < Math.max(before.length, now.length); place++) {
    const [was, is] = [before[place], now[place]];
    if (was === is) continue;
    // where one is missing all behind her move up: each meets herself at the next place
    if (was !== undefined && !come.delete(was)) gone.set(was, place);
    if (is !== undefined && !gone.delete(is)) come.set(is, place);
    if (Math.max(gone.size, come.size) > most) return null;
  }
  const byId = new Map([...gone.keys()].map((was) => [was.id, was]));
  const changed: ChangedPerson[] = [];
  for (const [is, place] of come) {
    const was = byId.get(is.id);
    byId.delete(is.id);
    changed.push({ was, is, place });
  }
  for (const was of byId.values()) changed.push({ was, is: undefined, place: gone.get(was) ?? 0 });
  return changed;
}
