/** The library as it is asked about: whose branch, on which day, by which rules; read once and then brought along. */

import type { GroupChange } from "#shared/analysis/group-fell.ts";
import { type ValueRules, valueRulesOf } from "#shared/analysis/value-rules.ts";
import { dayToNumber } from "#shared/kernel/day.ts";
import { firstOf, lastOf } from "#shared/kernel/month.ts";
import { settingValue } from "#shared/model/setting-value.ts";
import { VALUE_RULES_ID } from "#shared/model/value-rules.ts";
import type { Row } from "../../db/database.ts";
import type { OnProgress, StatisticsAsked } from "../../platform/statistics-api.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { createExpectations, type Expectation } from "./expected-use.ts";
import { createFellAlike } from "./fell-alike.ts";
import { createLibraryUse, type UseFollower, type UseNow } from "./library-use.ts";
import { createPeople, type Person } from "./people.ts";
import { createPlace, type Placed } from "./placed.ts";
import { createProfiles, type Profile, type Spans, spansOf } from "./profiles.ts";
import { localDay } from "./use-rows.ts";
import { whileWanted } from "./while-wanted.ts";

export interface LibraryView {
  readonly use: UseNow;
  /** What is asked, but for what has changed since: figures that are kept go by it. */
  readonly question: string;
  readonly rules: ValueRules;
  readonly today: string;
  /** The day looked at: the last of the month, at most today. */
  readonly last: string;
  readonly day: number;
  readonly placed: readonly Placed[];
  /** Of each in `placed`, what only the page of the readers asks; worked out when asked for. */
  readonly profiles: () => readonly Profile[];
  /** Works out the profiles with pauses: whoever can wait does not hold up the search. */
  readonly prepare: () => Promise<void>;
  readonly spans: Spans;
  /** Readers not seen whose group stays away alike. */
  readonly fellAlike: () => ReadonlyMap<Person, GroupChange>;
  /** Fits the model when asked for. */
  readonly expected: () => Expectation;
}

/** Told of what the worker's other services do, so that a question need not read all rows again. */
export interface LibraryViews extends UseFollower {
  readonly at: (asked: StatisticsAsked, onProgress: OnProgress) => Promise<LibraryView>;
  readonly branches: () => Promise<readonly Row<"branch">[]>;
}

export function createLibraryViews({ db, clock }: Pick<WorkerDeps, "db" | "clock">): LibraryViews {
  const library = createLibraryUse(db);
  const peopleOf = createPeople();
  const place = createPlace();
  const profilesOf = createProfiles();
  const expectationOf = createExpectations();
  const fellAlike = createFellAlike();
  const inBranch = createInBranch();
  const branches = async (): Promise<readonly Row<"branch">[]> => (await db.branch.toArray()).filter((row) => row.gone !== 1 && row.as === undefined);
  // one after another: the second of two who ask the same finds it worked out
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const done = turn.then(step);
    turn = done.catch(() => undefined);
    return done;
  };
  return {
    branches,
    applied: library.applied,
    rebuilt: library.rebuilt,
    forget: library.forget,
    at: (asked, onProgress) => inTurn(() => viewOf(asked, onProgress)),
  };

  async function viewOf(asked: StatisticsAsked, onProgress: OnProgress): Promise<LibraryView> {
    const use = await library.now(onProgress);
    const rules = valueRulesOf(settingValue(await db.setting.get(VALUE_RULES_ID)));
    const all = peopleOf(use, await branches());
    const today = localDay(clock.now());
    const [last = today] = [lastOf(asked.month), today].toSorted();
    const day = dayToNumber(last);
    const people = asked.branch === null ? all : inBranch(all, asked.branch);
    const spans = spansOf(asked.month, day);
    const question = JSON.stringify([asked.branch, asked.month, day, rules]);
    const onPlaced = whileWanted(onProgress, "placing");
    const onPiece = (done: number): void => onPlaced(done, people.length);
    const placed = await place(people, { day, before: dayToNumber(firstOf(asked.month)) - 1 }, rules, onPiece);
    let profiles: readonly Profile[] | null = null;
    let expected: Expectation | null = null;
    let fallen: ReadonlyMap<Person, GroupChange> | null = null;
    return {
      use,
      question,
      rules,
      today,
      last,
      day,
      placed,
      spans,
      profiles: () => (profiles ??= profilesOf.of(people, placed, spans, rules)),
      async prepare() {
        profiles ??= await profilesOf.inPieces(people, placed, spans, rules, onPiece);
      },
      fellAlike: () => (fallen ??= fellAlike(question, placed, day)),
      expected: () => (expected ??= expectationOf(asked.branch, placed, day)),
    };
  }
}

/** The same list while nobody has changed. */
function createInBranch(): (all: readonly Person[], branch: string) => readonly Person[] {
  let held: { readonly all: readonly Person[]; readonly branch: string; readonly people: readonly Person[] } | null = null;
  return (all, branch) => {
    if (held?.all !== all || held.branch !== branch) held = { all, branch, people: all.filter(({ facts }) => facts.branch === branch) };
    return held.people;
  };
}
