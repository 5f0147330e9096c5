/**
 * Which rules a library has switched off: a setting of its own for each, so that two colleagues who switch two rules
 * agree.
 */
import { settingValue } from "../model/settings/setting-value.ts";
import { RULES, type RuleId } from "./rule.ts";

export const ruleSettingId = (rule: RuleId): string => `setting-rule-${rule}`;

interface StoredSwitch {
  readonly id: string;
  readonly value?: unknown;
  readonly gone?: 1 | undefined;
}

/** A rule without a setting is on. */
export const isRuleOn = (setting: Omit<StoredSwitch, "id"> | undefined): boolean => settingValue(setting) !== false;

export function rulesOn(settings: Iterable<StoredSwitch | undefined>): ReadonlySet<RuleId> {
  const byId = new Map([...settings].flatMap((row) => (row === undefined ? [] : [[row.id, row] as const])));
  return new Set(RULES.filter((rule) => isRuleOn(byId.get(ruleSettingId(rule)))));
}
