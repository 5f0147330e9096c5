/**
 * The ten conditions. Each answers what it proposes about a reader today, or why it does not. A proposal is good
 * from its first day to the day by which it is to be done: what is older than that makes no work any more.
 */
import type { LifeState } from "../analysis/life/life-state.ts";
import { dayToNumber, numberToDay } from "../kernel/day.ts";
import {
  type Held,
  type HeldBecause,
  type Outcome,
  type Proposal,
  RULE_BASES,
  RULES,
  type RuleCause,
  type RuleFacts,
  type RuleId,
} from "./rule.ts";
import type { AllTerms, RuleTerms } from "./terms.ts";
import type { Thresholds } from "./thresholds.ts";

/** A child's card ends with these birthdays. */
const CARD_AGES = [14, 18] as const;
const CHILD = "child";
const NO_LONGER_HERE: ReadonlySet<LifeState> = new Set(["left", "moved", "deceased"]);

/** Without the rule and the reader. */
type Answer = Held | Pick<Proposal, "key" | "cause" | "due" | "assignee">;
type Condition = (facts: RuleFacts, today: number, thresholds: Thresholds) => readonly Answer[];

const none: readonly Answer[] = [{ because: "none" }];

const CONDITIONS: Readonly<Record<RuleId, Condition>> = {
  "core-not-seen": (facts, today, { due }) => {
    const { state, cause } = facts.standing;
    if (state !== "not-seen") return [{ because: "state", state }];
    if (!facts.wasCore()) return [{ because: "not-core" }];
    if (facts.groupStaysAway()) return [{ because: "group" }];
    const from = facts.since() ?? today;
    return [
      within(
        {
          key: `${cause.because}:${cause.because === "absence" ? cause.lastVisit : from}`,
          cause: { of: "life", cause },
          from,
          due: from + due,
          assignee: facts.owner,
        },
        today,
      ),
    ];
  },
  "core-inactive": (facts, today, { due }) => {
    const { state, cause } = facts.standing;
    if (state !== "inactive" || cause.because !== "last-use") return [{ because: "state", state }];
    if (!facts.wasCore()) return [{ because: "not-core" }];
    const from = facts.since() ?? today;
    return [
      within(
        { key: `use:${cause.lastUse}`, cause: { of: "life", cause }, from, due: from + due, assignee: facts.owner },
        today,
      ),
    ];
  },
  returned: (facts, today, { due }) => {
    const { state, cause } = facts.standing;
    if (state !== "returned" || cause.because !== "came-back") return [{ because: "state", state }];
    return [
      within(
        {
          key: `back:${cause.on}`,
          cause: { of: "life", cause },
          from: cause.on,
          due: cause.on + due,
          assignee: facts.owner,
        },
        today,
      ),
    ];
  },
  "new-no-return": (
    { standing: { state }, known, hasCard, enrolledOn, visitDays, owner },
    today,
    { after, visits, due },
  ) => {
    if (!hasCard || enrolledOn === undefined) return none;
    if (state !== "new" && state !== "registered") return [{ because: "state", state }];
    if (visitDays > visits) return none;
    const from = enrolledOn + after;
    // a list of visits that is not here yet may hold hers
    if (known < from) return [{ because: "not-yet", from }];
    return [
      within(
        {
          key: `enrolled:${enrolledOn}`,
          cause: { of: "enrolled", on: enrolledOn, visits: visitDays },
          from,
          due: from + due,
          assignee: owner,
        },
        today,
      ),
    ];
  },
  "potential-no-step": ({ standing: { state }, metOn, hasOpenTask, owner }, today, { after, due }) => {
    if (state !== "potential") return [{ because: "state", state }];
    // an import's hundreds are no people whom somebody met
    if (metOn === undefined) return none;
    if (hasOpenTask) return [{ because: "has-step" }];
    const from = metOn + after;
    return [within({ key: "step", cause: { of: "met", on: metOn }, from, due: from + due, assignee: owner }, today)];
  },
  "card-expires": (facts, today, { ahead }) => {
    const { hasCard, expiresOn, owner } = facts;
    if (!hasCard || expiresOn === undefined) return none;
    const answer = within(
      {
        key: `expires:${expiresOn}`,
        cause: { of: "expiry", on: expiresOn },
        from: expiresOn - ahead,
        due: expiresOn,
        assignee: owner,
      },
      today,
    );
    // everybody's card says it when it is scanned; whom to call are those whom the library looks after
    return [isProposed(answer) && owner === undefined && !facts.wasCore() ? { because: "not-core" } : answer];
  },
  "child-card": ({ hasCard, category, birth, owner }, today, { ahead }) => {
    if (!hasCard || category !== CHILD || birth === undefined) return none;
    const age = CARD_AGES.find((each) => birthday(birth, each) >= today);
    if (age === undefined) return none;
    const on = birthday(birth, age);
    return [
      within({ key: `age:${age}`, cause: { of: "age", age, on }, from: on - ahead, due: on, assignee: owner }, today),
    ];
  },
  "complaint-closed": ({ closedComplaints, owner }, today, { after, due }) =>
    closedComplaints.length === 0
      ? none
      : closedComplaints.map(({ id, closedOn }) => {
          const from = closedOn + after;
          return within(
            { key: `complaint:${id}`, cause: { of: "complaint", closedOn }, from, due: from + due, assignee: owner },
            today,
          );
        }),
  "promise-late": ({ latePromises, owner }, today, { due: days }) =>
    latePromises.length === 0
      ? none
      : latePromises.map(({ id, due, assignee }) =>
          within(
            {
              key: `promise:${id}:${due}`,
              cause: { of: "promise", due },
              from: due + 1,
              due: due + 1 + days,
              assignee: owner ?? assignee,
            },
            today,
          ),
        ),
  "keep-in-touch": ({ owner, keepInTouchDays, lastContact }, today) => {
    if (owner === undefined) return [{ because: "no-colleague" }];
    if (keepInTouchDays === undefined || keepInTouchDays === 0) return none;
    const due = contactDue(lastContact, keepInTouchDays) ?? today;
    if (due > today) return [{ because: "not-yet", from: due }];
    return [
      {
        key: `contact:${due}`,
        cause: { of: "contact", last: lastContact, days: keepInTouchDays },
        due,
        assignee: owner,
      },
    ];
  },
};

/** What every rule says about one reader. */
export const everyOutcome = (facts: RuleFacts, today: number, terms: AllTerms): readonly Outcome[] =>
  RULES.flatMap((rule) => outcomesOf(rule, facts, today, terms[rule]));

export type HeldCounts = Readonly<Record<RuleId, Readonly<Partial<Record<HeldBecause, number>>>>>;

/** The proposals about many readers, and of the rest how many were held back for what. */
export function evaluate(
  readers: Iterable<RuleFacts>,
  today: number,
  terms: AllTerms,
): { readonly proposals: readonly Outcome[]; readonly held: HeldCounts } {
  const proposals: Outcome[] = [];
  const rest: Outcome[] = [];
  for (const facts of readers)
    for (const outcome of everyOutcome(facts, today, terms)) ("proposal" in outcome ? proposals : rest).push(outcome);
  return { proposals, held: countHeld(rest) };
}

export function countHeld(outcomes: Iterable<Outcome>): HeldCounts {
  const held = emptyCounts();
  for (const outcome of outcomes)
    if ("held" in outcome)
      held[outcome.rule][outcome.held.because] = (held[outcome.rule][outcome.held.because] ?? 0) + 1;
  return held;
}

export function heldTogether(...counts: readonly HeldCounts[]): HeldCounts {
  const held = emptyCounts();
  for (const of of counts)
    for (const rule of RULES)
      for (const because of reasonsIn(of[rule]))
        held[rule][because] = (held[rule][because] ?? 0) + (of[rule][because] ?? 0);
  return held;
}

const emptyCounts = () =>
  Object.fromEntries(RULES.map((rule) => [rule, {}])) as Record<RuleId, Partial<Record<HeldBecause, number>>>; // one of each rule

const reasonsIn = (counts: HeldCounts[RuleId]): readonly HeldBecause[] => Object.keys(counts) as readonly HeldBecause[]; // the keys of the counts are the reasons

/** What one rule says about a reader; of several complaints or promises one line each. */
export function outcomesOf(rule: RuleId, facts: RuleFacts, today: number, terms: RuleTerms): readonly Outcome[] {
  const { reader } = facts;
  const held = heldFromStart(rule, facts, terms);
  const answers: readonly Answer[] = held === undefined ? CONDITIONS[rule](facts, today, terms.thresholds) : [held];
  return answers.map((answer) =>
    isProposed(answer) ? { rule, reader, proposal: { rule, reader, ...answer } } : { rule, reader, held: answer },
  );
}

/** Before the condition is asked. */
function heldFromStart(
  rule: RuleId,
  { reader, standing, doNotContact }: RuleFacts,
  { isOn, start }: RuleTerms,
): Held | undefined {
  if (!isOn) return { because: "off" };
  if (NO_LONGER_HERE.has(standing.state)) return { because: "gone" };
  if (doNotContact && RULE_BASES[rule] === "consent") return { because: "do-not-contact" };
  if (start === "everybody") return undefined;
  if (start === "gone") return { because: "no-segment" };
  return start.has(reader) ? undefined : { because: "outside" };
}

/** The day from which a rhythm is due; undefined where nothing was ever said to each other. */
export const contactDue = (last: number | undefined, days: number): number | undefined =>
  last === undefined ? undefined : last + days;

const isProposed = (answer: Answer): answer is Exclude<Answer, Held> => !("because" in answer);

function within(
  { from, ...answer }: { key: string; cause: RuleCause; from: number; due: number; assignee: string | undefined },
  today: number,
): Answer {
  if (today < from) return { because: "not-yet", from };
  return today > answer.due ? { because: "too-late", until: answer.due } : answer;
}

/** Who was born on 29 February has the birthday of other years on 1 March. */
function birthday(birth: number, age: number): number {
  const day = numberToDay(birth);
  const year = String(Number(day.slice(0, 4)) + age).padStart(4, "0");
  return dayToNumber(`${year}-${day.slice(5, 7)}-01`) + Number(day.slice(8)) - 1;
}
