/**
 * The rules as the page asks for them: a round makes the day's tasks and keeps the day's lines; a trial and the reasons
 * only look.
 */

import { dayToNumber, numberToDay } from "#shared/kernel/day.ts";
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import { countHeld, everyOutcome, type HeldCounts, heldTogether, outcomesOf } from "#shared/rules/conditions.ts";
import { lifeLine } from "#shared/rules/life-line.ts";
import { CONTACT_RULE, type Outcome, type Proposal, RULES, RULES_AUTHOR } from "#shared/rules/rule.ts";
import type { AllTerms } from "#shared/rules/terms.ts";
import { readFirst, readReaderClass } from "../../db/reader-class.ts";
import type { RuleRound, RulesApi, WithdrawnTask } from "../../platform/worker/rules-api.ts";
import type { SegmentsApi } from "../../platform/worker/segments-api.ts";
import type { StatisticsApi } from "../../platform/worker/statistics-api.ts";
import { breathe } from "../breathe.ts";
import type { LibraryView, LibraryViews } from "../library-use/library-view.ts";
import { calendars, houseOf } from "../library-use/people.ts";
import { factsOf } from "../library-use/reader-facts.ts";
import { localDay } from "../library-use/use-rows.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { askAll } from "./library-round.ts";
import { createKeptLines } from "./lines-of-day.ts";
import { keepRound, readRounds } from "./rounds-log.ts";
import { type RuleView, ruleFactsOf, ruleViewOf } from "./rule-facts.ts";
import { canDerive, settleWith, type TaskIds, taskIdsOf, tasksOf } from "./rule-tasks.ts";
import { termsNow } from "./rule-terms.ts";
import { withdrawals } from "./withdrawals.ts";

type Deps = Pick<WorkerDeps, "db" | "host" | "clock" | "writer">;

const IN_A_BREATH = 2000;

interface Evaluated {
  readonly view: LibraryView;
  readonly outcomes: readonly Outcome[];
  readonly ids: TaskIds;
  readonly held: HeldCounts;
}

export function createRulesApi(
  { db, host, clock, writer }: Deps,
  views: LibraryViews,
  { placeOf }: Pick<StatisticsApi, "placeOf">,
  segments: Pick<SegmentsApi, "members">,
): RulesApi {
  const lines = createKeptLines();
  const today = (): string => localDay(clock.now());
  const inTurn = oneAtATime();

  const look = async (): Promise<{ readonly view: LibraryView; readonly of: RuleView }> => {
    const view = await views.at({ branch: null, month: today().slice(0, 7) }, () => undefined);
    return { view, of: await ruleViewOf(db, view) };
  };

  /** Undefined while the library is locked. */
  const evaluateAll = async (
    first: (view: LibraryView, terms: AllTerms) => Promise<boolean> = async () => true,
  ): Promise<Evaluated | undefined> => {
    // asked first: all readers are much work for what could not be kept
    if (!(await canDerive(host))) return undefined;
    const terms = await termsNow(db, segments);
    const { view, of } = await look();
    if (!(await first(view, terms))) return undefined;
    const {
      proposals,
      held,
      lines: found,
    } = await askAll(
      view.placed.map(({ person }) => person),
      of,
      terms,
    );
    lines.keep(found, view.day);
    const ids = await taskIdsOf({ db, host }, proposals);
    if (ids === undefined) return undefined;
    const outcomes = await settleWith(db, proposals, ids, terms);
    return { view, outcomes, ids, held: heldTogether(held, countHeld(outcomes)) };
  };

  const goRound: RulesApi["round"] = async (by, staff) => {
    const day = today();
    const openDays = houseOf(await views.branches(), undefined);
    const isAsNow = (done: RuleRound): boolean => done.day === day && (done.openDays ?? openDays) === openDays;
    if (by === "idle" && (await readRounds(db)).slice(0, 1).some(isAsNow)) return null;
    let taken: readonly WithdrawnTask[] = [];
    // first: what goes makes room for what comes
    const evaluated = await evaluateAll(async (view, terms) => {
      const { tasks, changes } = await withdrawals(db, view, terms);
      if (changes.length === 0) return true;
      const written = await (await writer(RULES_AUTHOR)).run("rule.withdraw", changes, { undoable: false });
      taken = tasks;
      return (await written.confirmed).ok;
    });
    if (evaluated === undefined) return null;
    const { outcomes, ids, held } = evaluated;
    const made = proposalsOf(outcomes).filter(({ rule }) => rule !== CONTACT_RULE);
    const changes = await tasksOf(db, made, ids);
    if (changes.length > 0) {
      const written = await (await writer(staff)).run("rule.tasks", changes, { undoable: by === "person" });
      if (!(await written.confirmed).ok) return null;
    }
    const done = {
      at: clock.now(),
      day,
      by,
      ...(by === "person" && staff !== "" && { staff }),
      made,
      withdrawn: taken.length,
      taken,
      openDays,
      held,
    };
    await keepRound(db, done);
    return done;
  };

  return {
    async lineOf(reader) {
      const row = (await readReaderClass(db, reader))?.reader;
      const day = dayToNumber(today());
      const place = await placeOf(reader);
      const branches = await views.branches();
      if (place === null || row === undefined) return null;
      return lifeLine(place, calendars(branches, undefined)(factsOf(row)), day) ?? null;
    },
    keptLineOf: async (reader) => lines.of(await readFirst(db, reader), dayToNumber(today())),
    // one after the other: the second finds what the first has made
    round: (by, staff) => inTurn(() => goRound(by, staff)),
    async trial() {
      const evaluated = await evaluateAll();
      if (evaluated === undefined) throw new Error("the library is locked");
      return { day: numberToDay(evaluated.view.day), proposals: proposalsOf(evaluated.outcomes), held: evaluated.held };
    },
    async previewShape(rule, shape) {
      const [now, next] = [await termsNow(db, segments), await termsNow(db, segments, { [rule]: shape })];
      const { view, of } = await look();
      let [named, namedNow] = [0, 0];
      const proposed: Outcome[] = [];
      const speaks = (outcomes: readonly Outcome[]): boolean => outcomes.some((outcome) => "proposal" in outcome);
      for (const [place, { person }] of view.placed.entries()) {
        if (place % IN_A_BREATH === IN_A_BREATH - 1) await breathe();
        const facts = ruleFactsOf(person, of);
        // also where the rule is off: what it would be is asked
        const outcomes = outcomesOf(rule, facts, view.day, { ...next[rule], isOn: true });
        if (speaks(outcomes)) named++;
        if (speaks(outcomesOf(rule, facts, view.day, { ...now[rule], isOn: true }))) namedNow++;
        proposed.push(...outcomes.filter((outcome) => "proposal" in outcome));
      }
      const ids = await taskIdsOf({ db, host }, proposed);
      if (ids === undefined) throw new Error("the library is locked");
      const { start } = next[rule];
      return {
        start: typeof start === "string" ? null : start.size,
        named,
        namedNow,
        tasks: proposalsOf(await settleWith(db, proposed, ids, next)).length,
      };
    },
    async reasons(reader) {
      const terms = await termsNow(db, segments);
      const { view, of } = await look();
      const main = await readFirst(db, reader);
      const item = view.placed.find(({ person }) => person.id === main);
      if (item === undefined) return [];
      const outcomes = everyOutcome(ruleFactsOf(item.person, of), view.day, terms);
      const ids = await taskIdsOf({ db, host }, outcomes);
      const settled = ids === undefined ? outcomes : await settleWith(db, outcomes, ids, terms);
      return RULES.flatMap((rule) => settled.filter((outcome) => outcome.rule === rule));
    },
    rounds: () => readRounds(db),
  };
}

const proposalsOf = (outcomes: readonly Outcome[]): readonly Proposal[] =>
  outcomes.flatMap((outcome) => ("proposal" in outcome ? [outcome.proposal] : []));
