/**
 * Sums over all readers, of many questions: each is counted once and then brought along. What a changed reader gave
 * is taken back, what she gives now is added.
 */
import type { LifeState } from "#shared/analysis/life/life-state.ts";
import { type ChangedPerson, changedPeople } from "../../library-use/changed-people.ts";
import type { LibraryLook } from "../../library-use/library-view.ts";
import type { Person } from "../../library-use/people.ts";
import { PIECE } from "../../library-use/per-person.ts";
import type { Placed } from "../../library-use/placed.ts";

export interface Counting<S> {
  /** Sums of nobody. */
  readonly none: (look: LibraryLook) => S;
  /**
   * Adds what a reader gives, `times` 1, or takes it back, −1. @param place of the reader among all, who may have left
   * it since
   */
  readonly add: (sums: S, item: Placed, place: number, look: LibraryLook, times: 1 | -1) => void;
  /** What is no sum, after all are added. @param changed null where everybody is new */
  readonly follow: (sums: S, look: LibraryLook, changed: readonly ChangedPerson[] | null) => void;
}

export interface Counted<S> {
  readonly people: readonly Person[];
  /** Whom the sums go by where scores go by all: one who has not changed may be placed otherwise. */
  readonly placed: readonly Placed[] | undefined;
  readonly sums: S;
}

/** Worked out without a pause; with more all at once is as quick. */
const MOST_CHANGED = 1000;
/** In a small library all at once is quick anyway. */
const MOST_OF = 4;
const FEWEST = 50;

/** In which others have their turn; told how many are counted, and what it is in is left off where it throws. */
export type Pause = (done: number) => Promise<void>;

export async function countAll<S>(
  { none, add, follow }: Counting<S>,
  look: LibraryLook,
  pause: Pause,
  piece = PIECE,
): Promise<Counted<S>> {
  const { people } = look;
  const sums = none(look);
  const states: LifeState[] = [];
  for (const [place, person] of people.entries()) {
    if (place % piece === piece - 1) await pause(place);
    const item = look.placedOf(person, place);
    // nothing else is remembered of anybody: a hundred thousand places would cost as much as placing them
    states.push(item.state);
    add(sums, item, place, look, 1);
  }
  follow(
    sums,
    {
      ...look,
      stateOf: (person, place) => (people[place] === person ? states[place] : undefined) ?? look.stateOf(person, place),
    },
    null,
  );
  return { people, placed: placedIn(look), sums };
}

/** Changes the sums that it is given. Null, and they stay as they are, where too many have changed. */
export function bringAlong<S>(
  counting: Counting<S>,
  { people, placed, sums }: Counted<S>,
  look: LibraryLook,
): Counted<S> | null {
  const changed = changedPeople(
    people,
    look.people,
    Math.min(MOST_CHANGED, Math.max(FEWEST, look.people.length / MOST_OF)),
  );
  if (changed === null) return null;
  const now = placedIn(look);
  if (placed !== undefined && now !== undefined) moveItems(counting, sums, placed, now, look);
  else movePeople(counting, sums, changed, look);
  if (changed.length > 0) counting.follow(sums, look, changed);
  return { people: look.people, placed: now, sums };
}

const placedIn = ({ rules, placed }: LibraryLook): readonly Placed[] | undefined =>
  rules.scoring === "cuts" ? undefined : placed;

function movePeople<S>({ add }: Counting<S>, sums: S, changed: readonly ChangedPerson[], look: LibraryLook): void {
  for (const { was, is, place } of changed) {
    if (was !== undefined) add(sums, look.placedOf(was, place), place, look, -1);
    if (is !== undefined) add(sums, look.placedOf(is, place), place, look, 1);
  }
}

function moveItems<S>(
  { add }: Counting<S>,
  sums: S,
  before: readonly Placed[],
  now: readonly Placed[],
  look: LibraryLook,
): void {
  for (let place = 0; place < Math.max(before.length, now.length); place++) {
    const [was, is] = [before[place], now[place]];
    if (was === is) continue;
    if (was !== undefined) add(sums, was, place, look, -1);
    if (is !== undefined) add(sums, is, place, look, 1);
  }
}
