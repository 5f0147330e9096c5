/** Which rules a library has switched off: a setting of its own for each, so that two colleagues who switch two rules agree. */
import { RULES, type RuleId } from "./rule.ts";

export const ruleSettingId = (rule: RuleId): string => `setting-rule-${rule}`;

/** A rule without a setting is on. */
export const isRuleOn = (value: unknown): boolean => value !== false;

export function rulesOn(settings: Iterable<{ readonly id: string; readonly value?: unknown } | undefined>): ReadonlySet<RuleId> {
  const values = new Map([...settings].flatMap((row) => (row === undefined ? [] : [[row.id, row.value] as const])));
  return new Set(RULES.filter((rule) => isRuleOn(values.get(ruleSettingId(rule)))));
}
