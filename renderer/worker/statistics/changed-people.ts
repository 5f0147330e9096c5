/** Who is another person than before at a place in the list of all: found by comparing two lists, a thousandth of asking everybody. */
import type { Person } from "./people.ts";

/** Undefined where nobody stood, or stands, at the place. */
export interface ChangedPerson {
  readonly was: Person | undefined;
  readonly is: Person | undefined;
  readonly place: number;
}

/** Null where there are more than `most`. */
export function changedPeople(before: readonly Person[], now: readonly Person[], most: number): readonly ChangedPerson[] | null {
  if (before === now) return [];
  const changed: ChangedPerson[] = [];
  for (let place = 0; place < Math.max(before.length, now.length); place++) {
    const [was, is] = [before[place], now[place]];
    if (was === is) continue;
    if (changed.length === most) return null;
    changed.push({ was, is, place });
  }
  return changed;
}
