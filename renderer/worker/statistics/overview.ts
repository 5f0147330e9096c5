/** The overview over the people of a branch at the end of a month: counts, shares and today's work. */
import { breadthOn } from "#shared/analysis/breadth.ts";
import { concentrationOf } from "#shared/analysis/concentration.ts";
import { type LifeState, standingOn } from "#shared/analysis/life-state.ts";
import { isCore, scoresOf, VALUE_DAYS, type ValueNumbers, valueOn } from "#shared/analysis/value.ts";
import type { AttentionGroup, AttentionLine, Overview, StageCount } from "../../platform/statistics-api.ts";
import { ATTENTION_GROUPS } from "../../platform/statistics-api.ts";
import type { MinutesOfReaders } from "./library-use.ts";
import type { Person } from "./people.ts";

/** A person on a day, with all that the figures ask of. */
export interface Placed {
  readonly person: Person;
  readonly state: LifeState;
  readonly before: LifeState;
  readonly numbers: ValueNumbers;
  /** Kinds of service used in a year. */
  readonly kinds: number;
  readonly kindsBefore: number;
}

/** As a reader goes through them, those who have gone last. */
const STAGES: readonly LifeState[] = ["potential", "registered", "new", "active", "occasional", "not-seen", "inactive", "returned", "left", "moved", "deceased"];
const GONE: ReadonlySet<LifeState> = new Set(["left", "moved", "deceased"]);
const YEARS = 365.2425;
const [ADULT_YEARS, OLD_YEARS] = [18, 60];

/** @param before the end of the month before */
export const place = (people: readonly Person[], day: number, before: number): readonly Placed[] =>
  people.map((person) => ({
    person,
    state: standingOn(person.history, day).state,
    before: standingOn(person.history, before).state,
    numbers: valueOn(person.uses, day),
    kinds: breadthOn(person.uses, day),
    kindsBefore: breadthOn(person.uses, before),
  }));

export const isHere = ({ state }: Placed): boolean => !GONE.has(state);

export const stageCounts = (placed: readonly Placed[]): readonly StageCount[] =>
  STAGES.map((state) => ({ state, count: placed.filter((item) => item.state === state).length, before: placed.filter((item) => item.before === state).length }));

export const spreadOfUse = (placed: readonly Placed[]): Overview["concentration"] => concentrationOf(placed.flatMap(({ numbers }) => (numbers.value > 0 ? [numbers.value] : [])));

export function meanKinds(placed: readonly Placed[], of: (item: Placed) => number): number | null {
  const used = placed.map(of).filter((kinds) => kinds > 0);
  return used.length === 0 ? null : used.reduce((sum, kinds) => sum + kinds, 0) / used.length;
}

/** Whether a reader belongs to a group on a day; groups overlap. */
export function isOf(group: AttentionGroup, { person: { facts }, state, numbers }: Placed, day: number): boolean {
  const age = facts.birth === undefined ? undefined : (day - facts.birth) / YEARS;
  switch (group) {
    case "core":
      return isCore(scoresOf(numbers));
    case "new":
      return state === "new";
    case "not-seen":
      return state === "not-seen";
    case "children":
      return age !== undefined && age < ADULT_YEARS;
    case "over-60":
      return age !== undefined && age >= OLD_YEARS;
    case "with-needs":
      return facts.hasNeeds;
    case "organisations":
      return facts.isOfOrganisation;
  }
}

/** Shares of readers, of use and of minutes, of those who are still with the library. */
export function attentionOf(placed: readonly Placed[], minutes: MinutesOfReaders, day: number): readonly AttentionLine[] {
  const here = placed.filter(isHere);
  const minutesOf = ({ person: { id } }: Placed): number => (minutes.get(id) ?? []).reduce((sum, [on, took]) => sum + (on <= day && on > day - VALUE_DAYS ? took : 0), 0);
  const [allUse, allMinutes] = [sum(here, ({ numbers }) => numbers.value), sum(here, minutesOf)];
  return ATTENTION_GROUPS.map((group) => {
    const of = here.filter((item) => isOf(group, item, day));
    return {
      group,
      readers: of.length,
      ofReaders: share(of.length, here.length),
      ofUse: share(
        sum(of, ({ numbers }) => numbers.value),
        allUse,
      ),
      ofMinutes: share(sum(of, minutesOf), allMinutes),
    };
  });
}

const sum = (placed: readonly Placed[], of: (item: Placed) => number): number => placed.reduce((total, item) => total + of(item), 0);
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
