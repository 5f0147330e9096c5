/** What a rule goes by today: whether it is on, its thresholds, and the readers that it starts from. */
import { RULES, type RuleId } from "./rule.ts";
import type { RuleShape, Thresholds } from "./thresholds.ts";

export interface RuleTerms {
  readonly isOn: boolean;
  readonly thresholds: Thresholds;
  /** Ids; `gone` where the segment is no longer there: the rule then speaks of nobody, rather than of everybody. */
  readonly start: ReadonlySet<string> | "everybody" | "gone";
  /** Whoever it names begins its steps over weeks, and there is no task about her. */
  readonly starts: boolean;
}

export type AllTerms = Readonly<Record<RuleId, RuleTerms>>;

/** @param membersOf undefined for a segment that is no longer there */
export function termsOf(
  on: ReadonlySet<RuleId>,
  shapes: Readonly<Record<RuleId, RuleShape>>,
  membersOf: (segment: string) => ReadonlySet<string> | undefined,
): AllTerms {
  const termOf = (rule: RuleId): RuleTerms => {
    const { thresholds, segment, starts } = shapes[rule];
    const start = segment === null ? "everybody" : (membersOf(segment) ?? "gone");
    return { isOn: on.has(rule), thresholds, start, starts };
  };
  return Object.fromEntries(RULES.map((rule) => [rule, termOf(rule)])) as Record<RuleId, RuleTerms>; // one of each rule
}
