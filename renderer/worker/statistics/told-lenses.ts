/**
 * Which sets of persons the tiles count of one reader, tile by tile: what stands side by side is decided side by side.
 */
import { daysUpTo } from "#shared/analysis/ascending.ts";
import type { LifeState } from "#shared/analysis/life/life-state.ts";
import { countSteps } from "#shared/analysis/life/reader-path.ts";
import type { Lens, PersonClass } from "#shared/analysis/told/told-sets.ts";
import { isCore, MEASURES, measuresOf, VALUE_DAYS, type ValueNumbers } from "#shared/analysis/value.ts";
import { TOLD, type When } from "../../platform/worker/counted-sets.ts";
import { CONTACT_DAYS, CONTACT_GROUPS } from "../../platform/worker/keep-page-api.ts";
import { BECAME, SCORES } from "../../platform/worker/readers-page-api.ts";
import { ATTENTION_GROUPS } from "../../platform/worker/statistics-api.ts";
import { hasUsed, isHere, isOf, type Placed } from "../library-use/placed.ts";
import type { Profile } from "../library-use/profiles.ts";
import { isNotContacted, isOfContacts } from "./sums/keep-sums.ts";

const SCORE_STEPS = [5, 4, 3, 2, 1, 0] as const;
/** The large ones first, that few hide less. */
const STATES: readonly LifeState[] = [
  "active",
  "occasional",
  "not-seen",
  "inactive",
  "new",
  "registered",
  "potential",
  "returned",
  "left",
  "moved",
  "deceased",
];
const GONE: ReadonlySet<LifeState> = new Set(["left", "moved", "deceased"]);
const scoresOf = (of: (typeof SCORES)[number]): readonly string[] => SCORE_STEPS.map((score) => TOLD.score(of, score));
const states = (when: When): readonly string[] => STATES.map((state) => TOLD.state(state, when));
/** Of those who are here. */
const statesHere = STATES.filter((state) => !GONE.has(state)).map((state) => TOLD.state(state));
const BEYOND_POTENTIAL = TOLD.path("actual");
const HERE: Readonly<Record<When, string>> = { now: TOLD.here, before: `${TOLD.here} before` };

/** A reader as the tiles of the day ask. */
interface ToldReader {
  readonly item: Placed;
  readonly profile: Profile;
  readonly day: number;
}

interface LensOf<R> {
  readonly sets: readonly string[];
  /** Those that the reader is in, of these sets. */
  readonly of: (reader: R) => readonly string[];
}

/** In the order in which they are told; who used anything in the year up to the day is decided by the reports. */
export const STATE_SETS: Readonly<Record<When, readonly string[]>> = {
  now: [HERE.now, ...states("now")],
  before: [HERE.before, ...states("before")],
};

/**
 * Where somebody stands on a day, beside whether anything was used in the year up to it: who stays away has used
 * nothing.
 */
export const STATE_LENS: Readonly<Record<When, LensOf<{ readonly item: Placed; readonly hasUsed: boolean }>>> = {
  now: {
    // all who are no potential readers any more stand in the tile beside them, as they step on
    sets: [TOLD.used, BEYOND_POTENTIAL, ...STATE_SETS.now],
    of: ({ item: { isKnown, state }, hasUsed }) => standing(isKnown ? state : undefined, hasUsed, "now"),
  },
  before: {
    sets: [TOLD.used, ...STATE_SETS.before],
    of: ({ item: { wasKnown, before }, hasUsed }) => standing(wasKnown ? before : undefined, hasUsed, "before"),
  },
};
/** Who has never come, or not for a year, has used nothing; that nobody is here of a state is known to nobody. */
const UNUSED: ReadonlySet<LifeState> = new Set(["potential", "registered", "inactive"]);
const possibleOf = (when: When): readonly (readonly string[])[] =>
  STATES.flatMap((state) => [
    ...(UNUSED.has(state) ? [] : [standing(state, true, when)]),
    ...(UNUSED.has(state) || GONE.has(state) ? [standing(state, false, when)] : []),
  ]);
export const POSSIBLE: Readonly<Record<When, readonly (readonly string[])[]>> = {
  now: possibleOf("now"),
  before: possibleOf("before"),
};
/** Nobody may know how many there are, where the month before tells who has come since. */
export const EVERYBODY: Readonly<Record<When, readonly (readonly string[])[]>> = {
  now: [[HERE.now], states("now")],
  before: [[HERE.before], states("before")],
};

function standing(state: LifeState | undefined, hasUsed: boolean, when: When): readonly string[] {
  const stays = state !== undefined && !GONE.has(state);
  const own = [
    ...(stays ? [HERE[when]] : []),
    ...(stays && state !== "potential" && when === "now" ? [BEYOND_POTENTIAL] : []),
    ...(state === undefined ? [] : [TOLD.state(state, when)]),
  ];
  return hasUsed ? [TOLD.used, ...own] : own;
}

/** Who has gone may have used something in the year all the same. */
const ifHere =
  (of: (reader: ToldReader) => readonly (string | false)[]) =>
  (reader: ToldReader): readonly string[] => [
    ...(hasUsed(reader.item, reader.day) ? [TOLD.used] : []),
    ...(isHere(reader.item) ? [TOLD.here, ...of(reader).filter((set) => set !== false)] : []),
  ];

const NOT_SEEN = [TOLD.notSeenOwned, TOLD.notSeenBy("absence"), TOLD.notSeenBy("decline"), TOLD.lapsedOwned];
const PATH = [TOLD.path("actual"), TOLD.path("loyal")];
const OWN_GROUPS = ATTENTION_GROUPS.map(TOLD.group);
const CONTACTS = [...new Set(CONTACT_GROUPS.map(TOLD.contacts))];
const NOT_CONTACTED = CONTACT_GROUPS.flatMap((group) => CONTACT_DAYS.map((days) => TOLD.notContacted(group, days)));

/** Of those who are with the library on the day; states that have been decided already stand among them. */
export const HERE_LENSES: readonly LensOf<ToldReader>[] = [
  {
    sets: [TOLD.here, TOLD.used, ...statesHere, ...NOT_SEEN, ...PATH],
    of: ifHere(({ item: { state, hasDeclined, person }, profile: { path } }) => [
      TOLD.state(state),
      state === "not-seen" && TOLD.notSeenBy(hasDeclined ? "decline" : "absence"),
      state === "not-seen" && person.facts.owner !== undefined && TOLD.notSeenOwned,
      state === "inactive" && person.facts.owner !== undefined && TOLD.lapsedOwned,
      path.step !== undefined && path.step !== "potential" && TOLD.path(path.step),
    ]),
  },
  {
    sets: [TOLD.here, TOLD.used, ...statesHere, TOLD.came, ...scoresOf("r"), ...scoresOf("f")],
    of: ifHere(({ item: { state, scores, person }, day }) => [
      TOLD.state(state),
      TOLD.score("r", scores.r),
      TOLD.score("f", scores.f),
      daysUpTo(person.visitDays, day) > 0 && TOLD.came,
    ]),
  },
  {
    sets: [TOLD.here, TOLD.used, ...scoresOf("r"), ...scoresOf("v")],
    of: ifHere(({ item: { scores } }) => [TOLD.score("r", scores.r), TOLD.score("v", scores.v)]),
  },
  {
    sets: [TOLD.here, TOLD.used, TOLD.core, TOLD.oneKind, ...scoresOf("f"), ...scoresOf("v")],
    of: ifHere(({ item: { scores, kinds } }) => [
      isCore(scores) && TOLD.core,
      kinds === 1 && TOLD.oneKind,
      TOLD.score("f", scores.f),
      TOLD.score("v", scores.v),
    ]),
  },
  {
    sets: [TOLD.here, TOLD.used, ...OWN_GROUPS],
    of: ifHere(({ item, day }) => ATTENTION_GROUPS.map((group) => isOf(group, item, day) && TOLD.group(group))),
  },
  {
    sets: [TOLD.here, TOLD.used, TOLD.state("potential"), ...CONTACTS, ...NOT_CONTACTED],
    of: ifHere(({ item, day }) => [
      item.state === "potential" && TOLD.state("potential"),
      ...CONTACT_GROUPS.flatMap((group) =>
        isOfContacts(group, item)
          ? [
              TOLD.contacts(group),
              ...CONTACT_DAYS.map((days) => isNotContacted(item, day, days) && TOLD.notContacted(group, days)),
            ]
          : [],
      ),
    ]),
  },
];

export const HERE_SETS: readonly string[] = [
  ...STATE_SETS.now,
  ...new Set(
    [
      ...PATH,
      TOLD.core,
      TOLD.came,
      ...SCORES.flatMap(scoresOf),
      ...NOT_SEEN,
      TOLD.oneKind,
      ...OWN_GROUPS,
      ...CONTACTS,
      ...NOT_CONTACTED,
    ].filter((set) => !STATE_SETS.now.includes(set)),
  ),
];

/** Where scores are fifths of whoever is looked at, those of the branches are not those of the whole. */
export const SCORED_SETS: ReadonlySet<string> = new Set([
  TOLD.core,
  ...SCORES.flatMap(scoresOf),
  ...CONTACT_DAYS.map((days) => TOLD.notContacted("core", days)),
]);

const COULD = BECAME.map(TOLD.could);
export const PATH_SETS: readonly string[] = [...COULD, ...BECAME.map(TOLD.became)];
export const PATH_LENS: LensOf<ToldReader> = {
  sets: PATH_SETS,
  of({ profile, day }) {
    const steps = { toActual: { of: 0, went: 0 }, toLoyal: { of: 0, went: 0 } };
    countSteps(steps, profile.path, day - VALUE_DAYS, day, 1);
    return BECAME.flatMap((step) => {
      const { of, went } = step === "actual" ? steps.toActual : steps.toLoyal;
      return [...(of > 0 ? [TOLD.could(step)] : []), ...(went > 0 ? [TOLD.became(step)] : [])];
    });
  },
};

/**
 * Of those who used anything in a year; now beside where they stand.
 * @param measured as of the last day that is known, where measures are told
 */
export const usedLens = (
  when: When,
): LensOf<{ readonly year: ValueNumbers; readonly measured?: ValueNumbers; readonly item?: Placed }> => ({
  sets: [...usedSets(when), ...(when === "now" ? STATE_SETS.now : [])],
  of({ year, measured, item }) {
    const amounts = measured === undefined ? undefined : measuresOf(measured);
    return [
      ...(item?.isKnown === true ? standing(item.state, false, "now") : []),
      ...(year.frequency > 0 ? [TOLD.used] : []),
      ...(year.events + year.participation > 0 ? [TOLD.tookPart(when)] : []),
      ...(amounts === undefined ? [] : MEASURES.filter((measure) => amounts[measure] > 0).map(TOLD.measured)),
    ];
  },
});
export const usedSets = (when: When): readonly string[] => [
  TOLD.used,
  TOLD.tookPart(when),
  ...(when === "now" ? (["combined", "visits", "loans", "participation"] as const) : []).map(TOLD.measured),
];

interface Tally<R> {
  readonly add: (reader: R, place: number) => void;
  /** @param possible sets that somebody could be in together, though nobody is */
  readonly lens: (possible?: readonly (readonly string[])[]) => Lens;
}

/** @param places of the branches, and one for readers of none */
export function tallyOf<R>({ sets, of }: LensOf<R>, places: number): Tally<R> {
  const classes = new Map<string, PersonClass & { readonly counts: number[] }>();
  return {
    add(reader, place) {
      const names = of(reader);
      if (names.length === 0) return;
      const key = names.join("\n");
      const found = classes.get(key) ?? { in: new Set(names), counts: new Array<number>(places).fill(0) };
      classes.set(key, found);
      found.counts[place] = (found.counts[place] ?? 0) + 1;
    },
    lens(possible = []) {
      const nobody = new Array<number>(places).fill(0);
      const empty = possible
        .filter((names) => !classes.has(names.join("\n")))
        .map((names): PersonClass => ({ in: new Set(names), counts: nobody }));
      return { sets, classes: [...classes.values(), ...empty] };
    },
  };
}
