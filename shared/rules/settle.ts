/**
 * Which of the proposals become work: for one cause a rule speaks once, and no rule fills the lists by itself.
 * The same for every desk and every order of the readers; settled twice is settled once.
 */
import { CONTACT_RULE, type Outcome, type Proposal, type RuleId } from "./rule.ts";

export interface Already {
  /** Whether there is, or was, a task for the proposal. */
  readonly isMade: (proposal: Proposal) => boolean;
  /** Open tasks of a rule. */
  readonly open: (rule: RuleId) => number;
  /** How many of them are work enough; the others wait until some are done. */
  readonly most: (rule: RuleId) => number;
  /** Whether whoever it names begins steps over weeks instead. */
  readonly starts: (rule: RuleId) => boolean;
}

/** The outcomes in a fixed order, with those proposals held back that would be too many or a second time. */
export function settle(outcomes: Iterable<Outcome>, { isMade, open, most, starts }: Already): readonly Outcome[] {
  const room = new Map<RuleId, number>();
  const taken = new Set<string>();
  return [...outcomes].sort(inOrder).map((outcome): Outcome => {
    if (!("proposal" in outcome)) return outcome;
    const { proposal } = outcome;
    const { rule } = proposal;
    // a list of people makes no work twice
    if (rule === CONTACT_RULE) return outcome;
    if (starts(rule)) return held(outcome, "journey");
    if (taken.has(causeKey(proposal)) || isMade(proposal)) return held(outcome, "made");
    const left = room.get(rule) ?? most(rule) - open(rule);
    if (left <= 0) return held(outcome, "enough");
    room.set(rule, left - 1);
    taken.add(causeKey(proposal));
    return outcome;
  });
}

/** The text that a task's id is derived from: two desks that evaluate make one task. */
export const causeKey = ({ rule, reader, key }: Pick<Proposal, "rule" | "reader" | "key">): string =>
  ["task", "rule", rule, reader, key].join("\u001f");

const held = ({ rule, reader }: Outcome, because: "made" | "enough" | "journey"): Outcome => ({
  rule,
  reader,
  held: { because },
});

/** The most urgent first. */
function inOrder(a: Outcome, b: Outcome): number {
  const dueOf = (outcome: Outcome): number => ("proposal" in outcome ? outcome.proposal.due : Number.POSITIVE_INFINITY);
  const keyOf = (outcome: Outcome): string => ("proposal" in outcome ? outcome.proposal.key : "");
  return (
    compare(dueOf(a), dueOf(b)) || compare(a.rule, b.rule) || compare(a.reader, b.reader) || compare(keyOf(a), keyOf(b))
  );
}

const compare = <T extends number | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
