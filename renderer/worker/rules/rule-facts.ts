/** Readers as the rules look at them, from the library's use and what stands beside it. */
import { lastUpTo } from "#shared/analysis/ascending.ts";
import { standingSince } from "#shared/analysis/life/life-cycle.ts";
import { standingOn } from "#shared/analysis/life/life-state.ts";
import { isCore, scoresOf, valueOn } from "#shared/analysis/value.ts";
import type { ValueRules } from "#shared/analysis/value-rules.ts";
import type { RuleFacts } from "#shared/rules/rule.ts";
import type { DeskDb } from "../../db/database.ts";
import type { LibraryView } from "../library-use/library-view.ts";
import type { Person } from "../library-use/people.ts";
import { type BesideUse, readBesideUse } from "./beside-use.ts";

export interface RuleView {
  readonly day: number;
  readonly rules: ValueRules;
  readonly beside: BesideUse;
  readonly staysAwayAlike: (person: Person) => boolean;
}

export async function ruleViewOf(db: DeskDb, view: LibraryView): Promise<RuleView> {
  const { day, rules } = view;
  const beside = await readBesideUse(db, day);
  return { day, rules, beside, staysAwayAlike: (person) => view.fellAlike().has(person.id) };
}

/** @param day the facts are of this day */
export function ruleFactsOf(person: Person, { day, rules, beside, staysAwayAlike }: RuleView): RuleFacts {
  const { id, facts, uses, history } = person;
  const rhythm = beside.rhythms.get(id);
  return {
    reader: id,
    owner: facts.owner,
    category: facts.category,
    hasCard: facts.life.hasCard,
    doNotContact: beside.notContacted.has(id),
    birth: facts.birth,
    enrolledOn: facts.life.enrolledOn,
    expiresOn: beside.expiries.get(id),
    metOn: facts.metOn,
    standing: standingOn(history, day),
    known: history.open.knownOn(day),
    since: () => standingSince(history, day).since,
    // today the absence itself has made use less: what counts is how it was while the reader came
    wasCore: () =>
      facts.isOneReader &&
      isCore(scoresOf(valueOn(uses, lastUpTo(history.useDays, day) ?? day, rules.weights), rules.cuts)),
    groupStaysAway: () => staysAwayAlike(person),
    visitDays: history.visitDays.to - history.visitDays.from,
    hasOpenTask: beside.withOpenTask.has(id),
    lastContact: rhythm?.last,
    keepInTouchDays: rhythm?.days,
    closedComplaints: beside.complaints.get(id) ?? [],
    latePromises: beside.latePromises.get(id) ?? [],
  };
}
