/** Whose class, unit or organisation is whose: the places of its readers in the list of all, brought along. */
import type { Person } from "./people.ts";

export interface Groups {
  /** Places in the list. */
  readonly of: (people: readonly Person[], group: string) => ReadonlySet<number>;
}

const NOBODY: ReadonlySet<number> = new Set();

export function createGroups(): Groups {
  const members = new Map<string, Set<number>>();
  let followed: readonly Person[] = [];
  const follow = (people: readonly Person[]): void => {
    for (let place = 0; place < Math.max(people.length, followed.length); place++) {
      const [was, is] = [followed[place], people[place]];
      if (was === is) continue;
      const [then, now] = [was?.facts.group, is?.facts.group];
      if (then === now) continue;
      if (then !== undefined) members.get(then)?.delete(place);
      if (now !== undefined) members.set(now, (members.get(now) ?? new Set()).add(place));
    }
    followed = people;
  };
  return {
    of(people, group) {
      if (followed !== people) follow(people);
      return members.get(group) ?? NOBODY;
    },
  };
}
