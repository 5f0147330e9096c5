/** The library as it is asked about: whose branch, on which day, by which rules; read once and then brought along. */

import type { GroupChange } from "#shared/analysis/life/group-fell.ts";
import { type LifeState, standingOn } from "#shared/analysis/life/life-state.ts";
import { type ValueRules, valueRulesOf } from "#shared/analysis/value-rules.ts";
import { dayToNumber } from "#shared/kernel/day.ts";
import { lastOf } from "#shared/kernel/month.ts";
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import { settingValue } from "#shared/model/settings/setting-value.ts";
import { VALUE_RULES_ID } from "#shared/model/settings/stored-value-rules.ts";
import type { Row } from "../../db/database.ts";
import { readHousedUntil } from "../../db/imported-until.ts";
import type { OnProgress, StatisticsAsked } from "../../platform/worker/statistics-api.ts";
import { createExpectations, type Expectation } from "../statistics/expected-use.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { type Alike, alikeReaders, followAlike } from "./fell-alike.ts";
import { createGroups } from "./groups.ts";
import { type Beside, createLibraryUse, type UseFollower, type UseNow } from "./library-use.ts";
import { createPeople, houseOf, type Person } from "./people.ts";
import { createPlace, type Placed, placedOn } from "./placed.ts";
import { createProfiles, type Profile, profileOf, type Spans, spansOf } from "./profiles.ts";
import { localDay } from "./use-rows.ts";
import { whileWanted } from "./while-wanted.ts";

/** Of the library on a day, before anybody is asked anything. */
export interface LibraryLook {
  readonly use: UseNow;
  /** What is asked, but for what has changed since: figures that are kept go by it. */
  readonly question: string;
  readonly rules: ValueRules;
  readonly today: string;
  /** The day looked at: the last of the month, at most today. */
  readonly last: string;
  readonly day: number;
  readonly spans: Spans;
  /** The branches' open days and how far use is imported, which everybody's life cycle goes by, as a text. */
  readonly house: string;
  /** Without cards that are no single reader's. */
  readonly people: readonly Person[];
  /** In the same order; undefined where nobody is placed. */
  readonly placed?: readonly Placed[];
  /** The same look at the people as they stand in the pack, beside which figures are kept; null while there is none. */
  readonly packed: LibraryLook | null;
  /** By cut points, where not everybody is placed. */
  readonly placedOf: (person: Person, place: number) => Placed;
  /** Of `placedOf` the state alone, for a third of the work. */
  readonly stateOf: (person: Person, place: number) => LifeState;
  readonly profileOf: (item: Placed, place: number) => Profile;
  /** Fits the models when asked for. */
  readonly expected: (onProgress: OnProgress) => Promise<Expectation>;
  /** Places of a group's readers in the list of people. */
  readonly membersOf: (group: string) => ReadonlySet<number>;
}

/** With everybody placed. */
export interface LibraryView extends LibraryLook {
  readonly placed: readonly Placed[];
  /** Of each in `placed`, what only the page of the readers asks; worked out when asked for. */
  readonly profiles: () => readonly Profile[];
  /** Readers not seen whose group stays away alike, by id. */
  readonly fellAlike: () => ReadonlyMap<string, GroupChange>;
}

/** Told of what the worker's other services do, so that a question need not read all rows again. */
export interface LibraryViews extends UseFollower {
  readonly at: (asked: StatisticsAsked, onProgress: OnProgress) => Promise<LibraryView>;
  /** Places nobody. @param today another day than today, YYYY-MM-DD */
  readonly look: (asked: StatisticsAsked, onProgress: OnProgress, today?: string) => Promise<LibraryLook>;
  readonly branches: () => Promise<readonly Row<"branch">[]>;
  readonly beside: Beside;
}

/**
 * @param quietMs after a question, until what a start needs is written
 * @param onMonths is given the months whenever all rows were read
 */
export function createLibraryViews(
  { db, clock }: Pick<WorkerDeps, "db" | "clock">,
  quietMs?: number,
  onMonths?: Parameters<typeof createLibraryUse>[2],
): LibraryViews {
  const library = createLibraryUse(db, quietMs, onMonths);
  const peopleOf = createPeople();
  const place = createPlace();
  const profilesOf = createProfiles();
  const expectationOf = createExpectations();
  const groups = createGroups();
  const alikeIn = createAlikeIn();
  const [readersIn, packedReadersIn] = [createReadersIn(), createReadersIn()];
  const branches = async (): Promise<readonly Row<"branch">[]> =>
    (await db.branch.toArray()).filter((row) => row.gone !== 1 && row.as === undefined);
  // one after another: the second of two who ask the same finds it worked out
  const inTurn = oneAtATime();
  return {
    branches,
    applied: library.applied,
    rebuilt: library.rebuilt,
    forget: library.forget,
    beside: library.beside,
    at: (asked, onProgress) => inTurn(() => viewOf(asked, onProgress)),
    look: (asked, onProgress, today) => inTurn(() => lookAt(asked, onProgress, today)),
  };

  async function lookAt(
    { branch, month }: StatisticsAsked,
    onProgress: OnProgress,
    today = localDay(clock.now()),
  ): Promise<LibraryLook> {
    const use = await library.now(onProgress);
    const rules = valueRulesOf(settingValue(await db.setting.get(VALUE_RULES_ID)));
    const rows = await branches();
    const until = await readHousedUntil(db, dayToNumber(localDay(clock.now())));
    const { now, packed } = peopleOf(use, rows, until);
    const [last = today] = [lastOf(month), today].toSorted();
    const day = dayToNumber(last);
    const spans = spansOf(month, day);
    const house = houseOf(rows, until);
    const over = (people: readonly Person[], ofPacked: LibraryLook | null): LibraryLook => {
      let expected: Expectation | null = null;
      return {
        use,
        question: JSON.stringify([branch, month, day, rules]),
        rules,
        today,
        last,
        day,
        spans,
        house,
        people,
        packed: ofPacked,
        placedOf: (person) => placedOn(person, spans, rules),
        stateOf: ({ history }) => standingOn(history, day).state,
        profileOf: ({ person, state }) => profileOf(person, state, spans, rules),
        membersOf: (group) => groups.of(people, group),
        expected: async (told) =>
          (expected ??= await expectationOf({ people, day, question: JSON.stringify([branch, house]) }, told)),
      };
    };
    return over(readersIn(now, branch), packed === null ? null : over(packedReadersIn(packed, branch), null));
  }

  async function viewOf(asked: StatisticsAsked, onProgress: OnProgress): Promise<LibraryView> {
    const look = await lookAt(asked, onProgress);
    const { people, rules, spans } = look;
    const onPlaced = whileWanted(onProgress, "placing");
    const onPiece = (done: number): void => onPlaced(done, people.length);
    const placed = await place(people, spans, rules, onPiece);
    let profiles: readonly Profile[] | null = null;
    const view: LibraryView = {
      ...look,
      placed,
      placedOf(person, at) {
        const known = placed[at];
        return known?.person === person ? known : look.placedOf(person, at);
      },
      stateOf(person, at) {
        const known = placed[at];
        return known?.person === person ? known.state : look.stateOf(person, at);
      },
      profileOf: (item, at) =>
        (profiles !== null && placed[at] === item ? profiles[at] : undefined) ?? look.profileOf(item, at),
      profiles: () => (profiles ??= profilesOf(people, placed, spans, rules)),
      fellAlike: () => alikeIn(view),
    };
    return view;
  }
}

/** Of the last question, while nobody has changed. */
function createAlikeIn(): (view: LibraryView) => ReadonlyMap<string, GroupChange> {
  let held: {
    readonly question: string;
    readonly people: readonly Person[];
    readonly readers: ReadonlyMap<string, GroupChange>;
  } | null = null;
  return (view) => {
    const { question, people } = view;
    if (held?.question === question && held.people === people) return held.readers;
    const alike: Alike = new Map();
    followAlike(alike, view, null);
    held = { question, people, readers: new Map([...alikeReaders(alike)].map(([id, { change }]) => [id, change])) };
    return held.readers;
  };
}

/**
 * Whom every figure is of: the readers of a branch, or of all. Collective, staff and test cards stand for nobody in
 * particular and are in none. The same list while nobody has changed.
 */
function createReadersIn(): (all: readonly Person[], branch: string | null) => readonly Person[] {
  let held: {
    readonly all: readonly Person[];
    readonly branch: string | null;
    readonly people: readonly Person[];
  } | null = null;
  return (all, branch) => {
    if (held?.all !== all || held.branch !== branch)
      held = {
        all,
        branch,
        people: all.filter(({ facts }) => facts.isOneReader && (branch === null || facts.branch === branch)),
      };
    return held.people;
  };
}
