/**
 * Sums over all readers, of many questions: each is counted once and then brought along. What a changed reader gave
 * is taken back, what she gives now is added.
 */
import type { LifeState } from "#shared/analysis/life-state.ts";
import { type ChangedPerson, changedPeople } from "./changed-people.ts";
import type { Look } from "./library-view.ts";
import type { Person } from "./people.ts";
import { PIECE } from "./per-person.ts";
import type { Placed } from "./placed.ts";

export interface Counting<S> {
  /** Sums of nobody. */
  readonly none: (look: Look) => S;
  /** Adds what a reader gives, `times` 1, or takes it back, −1. @param place of the reader among all, who may have left it since */
  readonly add: (sums: S, item: Placed, place: number, look: Look, times: 1 | -1) => void;
  /** What is no sum, after all are added. @param changed null where everybody is new */
  readonly follow: (sums: S, look: Look, changed: readonly ChangedPerson[] | null) => void;
}

export interface Counted<S> {
  readonly people: readonly Person[];
  readonly sums: S;
}

/** With more who have changed, all at once is as quick; and so many are worked out without a pause. */
const MOST_CHANGED = 3000;

/** In which others have their turn; told how many are counted, and what it is in is left off where it throws. */
export type Pause = (done: number) => Promise<void>;

export async function countAll<S>({ none, add, follow }: Counting<S>, look: Look, pause: Pause): Promise<Counted<S>> {
  const { people } = look;
  const sums = none(look);
  const states: LifeState[] = [];
  for (const [place, person] of people.entries()) {
    if (place % PIECE === PIECE - 1) await pause(place);
    const item = look.placedOf(person, place);
    // nothing else is remembered of anybody: a hundred thousand places would cost as much as placing them
    states.push(item.state);
    add(sums, item, place, look, 1);
  }
  follow(sums, { ...look, stateOf: (person, place) => (people[place] === person ? states[place] : undefined) ?? look.stateOf(person, place) }, null);
  return { people, sums };
}

/** Changes the sums that it is given. Null, and they stay as they are, where too many have changed, or where the scores of one go by all others'. */
export function bringAlong<S>({ add, follow }: Counting<S>, { people, sums }: Counted<S>, look: Look): Counted<S> | null {
  if (people !== look.people && look.rules.scoring !== "cuts") return null;
  const changed = changedPeople(people, look.people, MOST_CHANGED);
  if (changed === null) return null;
  for (const { was, is, place } of changed) {
    if (was !== undefined) add(sums, look.placedOf(was, place), place, look, -1);
    if (is !== undefined) add(sums, look.placedOf(is, place), place, look, 1);
  }
  if (changed.length > 0) follow(sums, look, changed);
  return { people: look.people, sums };
}
