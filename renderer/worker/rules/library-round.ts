/** All readers of a library asked by all rules, a part at a time: a search that comes meanwhile has its turn. */
import { evaluate, type HeldCounts, heldTogether } from "#shared/rules/conditions.ts";
import { type LifeLine, lifeLine } from "#shared/rules/life-line.ts";
import type { Outcome } from "#shared/rules/rule.ts";
import type { AllTerms } from "#shared/rules/terms.ts";
import { breathe } from "../breathe.ts";
import type { Person } from "../library-use/people.ts";
import type { Lines } from "./lines-of-day.ts";
import { type RuleView, ruleFactsOf } from "./rule-facts.ts";

const AT_ONCE = 2000;

interface RoundAsked {
  readonly proposals: readonly Outcome[];
  readonly held: HeldCounts;
  readonly lines: Lines;
}

export async function askAll(people: readonly Person[], view: RuleView, terms: AllTerms): Promise<RoundAsked> {
  const proposals: Outcome[] = [];
  const lines = new Map<string, LifeLine>();
  let { held } = evaluate([], view.day, terms);
  for (let from = 0; from < people.length; from += AT_ONCE) {
    const facts = people.slice(from, from + AT_ONCE).map((person) => {
      const of = ruleFactsOf(person, view);
      const line = lifeLine(of.standing, person.history.open, view.day);
      if (line !== undefined) lines.set(person.id, line);
      return of;
    });
    const part = evaluate(facts, view.day, terms);
    proposals.push(...part.proposals);
    held = heldTogether(held, part.held);
    await breathe();
  }
  return { proposals, held, lines };
}
