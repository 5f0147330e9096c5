/** A person on a day, with all that the figures ask of: the state, the numbers of use, the scores. */
import { ADULT_YEARS, ageOn, OLD_YEARS } from "#shared/analysis/age-band.ts";
import { breadthOn } from "#shared/analysis/breadth.ts";
import { isKnownOn } from "#shared/analysis/life/first-known.ts";
import { type LifeState, standingOn } from "#shared/analysis/life/life-state.ts";
import {
  isCore,
  quintileScores,
  scoresOf,
  VALUE_DAYS,
  type ValueNumbers,
  type ValueScores,
  valueOn,
} from "#shared/analysis/value.ts";
import type { ValueRules } from "#shared/analysis/value-rules.ts";
import type { AttentionGroup } from "../../platform/worker/statistics-api.ts";
import { type Given, givenOn } from "./given.ts";
import type { Person } from "./people.ts";
import { createPerPerson } from "./per-person.ts";

export interface Placed {
  readonly person: Person;
  /** Met, enrolled or recorded by the day; who was not is counted nowhere, whatever the state says. */
  readonly isKnown: boolean;
  readonly wasKnown: boolean;
  readonly state: LifeState;
  /** Not seen, as use has halved. */
  readonly hasDeclined: boolean;
  readonly before: LifeState;
  readonly numbers: ValueNumbers;
  /** None (0) for cards that are no single reader's. */
  readonly scores: ValueScores;
  /** Kinds of service used in a year. */
  readonly kinds: number;
  readonly kindsBefore: number;
  readonly given: Given;
}

const NO_SCORES: ValueScores = { r: 0, f: 0, v: 0 };
const GONE: ReadonlySet<LifeState> = new Set(["left", "moved", "deceased"]);

/** The days that are asked of; days since 1970-01-01. */
export interface PlaceDays {
  readonly day: number;
  /** The end of the month before. */
  readonly before: number;
}

type PlaceReaders = (
  people: readonly Person[],
  days: PlaceDays,
  rules: ValueRules,
  onPiece: (done: number) => void,
) => Promise<readonly Placed[]>;

export function createPlace(): PlaceReaders {
  const placed = createPerPerson<Placed>();
  let fifths: readonly Placed[] = [];
  return async (people, { day, before }, rules, onPiece) => {
    const days: PlaceDays = { day, before };
    const all = await placed.inPieces(
      JSON.stringify([days, rules]),
      people,
      (person) => placedOn(person, days, rules),
      onPiece,
    );
    if (rules.scoring === "cuts") return all;
    fifths = byFifths(all, fifths);
    return fifths;
  };
}

/** By cut points, which need nobody else. */
export function placedOn(person: Person, { day, before }: PlaceDays, rules: ValueRules): Placed {
  const { facts, uses, contacts, history, open } = person;
  const recorded = [uses, contacts];
  const known = open.knownOn(day);
  const numbers = valueOn(uses, day, rules.weights, known);
  const { state, cause } = standingOn(history, day);
  return {
    person,
    isKnown: isKnownOn(facts, recorded, day),
    wasKnown: isKnownOn(facts, recorded, before),
    state,
    hasDeclined: state === "not-seen" && cause.because === "decline",
    before: standingOn(history, before).state,
    numbers,
    scores: facts.isOneReader ? scoresOf(numbers, rules.cuts) : NO_SCORES,
    kinds: breadthOn(uses, day, known),
    kindsBefore: breadthOn(uses, before, open.knownOn(before)),
    given: givenOn(person, day),
  };
}

/**
 * Whether anything was used in the 365 days up to and with the day, whatever is known of them: whom reports count as
 * active.
 */
export const hasUsed = ({ numbers: { lastUse } }: Placed, day: number): boolean =>
  lastUse !== undefined && lastUse > day - VALUE_DAYS;

/** What was used in these days, whatever is known of them: beside the year before, and in reports, years are whole. */
export const usedInYear = ({ person: { uses, open }, numbers }: Placed, day: number): ValueNumbers =>
  open.knownOn(day) === day ? numbers : valueOn(uses, day);

/**
 * Fifths are of the readers looked at, without those who have gone.
 * @param before the last answer: whose scores are the same is the same object
 */
function byFifths(placed: readonly Placed[], before: readonly Placed[]): readonly Placed[] {
  const counted = placed.filter(isHere);
  const scores = quintileScores(counted.map(({ numbers }) => numbers));
  const byPerson = new Map(counted.map(({ person }, index) => [person, scores[index] ?? NO_SCORES]));
  return placed.map((item, place) => {
    const own = byPerson.get(item.person) ?? NO_SCORES;
    const known = before[place];
    return known !== undefined &&
      known.person === item.person &&
      known.numbers === item.numbers &&
      isSameScore(known.scores, own)
      ? known
      : { ...item, scores: own };
  });
}

const isSameScore = (a: ValueScores, b: ValueScores): boolean => a.r === b.r && a.f === b.f && a.v === b.v;

/** Known to the library, and not gone. */
export const isHere = ({ isKnown, state }: Placed): boolean => isKnown && !GONE.has(state);

/** Whether a reader belongs to a group on a day; groups overlap. */
export function isOf(group: AttentionGroup, { person: { facts }, state, scores }: Placed, day: number): boolean {
  const age = ageOn(facts.birth, day);
  switch (group) {
    case "core":
      return isCore(scores);
    case "new":
      return state === "new";
    case "not-seen":
      return state === "not-seen";
    case "children":
      return age !== undefined && age < ADULT_YEARS;
    case "over-60":
      return age !== undefined && age >= OLD_YEARS;
    case "with-needs":
      return facts.serviceNeeds !== undefined;
    case "organisations":
      return facts.isOfOrganisation;
  }
}
