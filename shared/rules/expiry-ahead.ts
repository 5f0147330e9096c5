/**
 * From how many days before its end a card is said to end, wherever it is shown: as the library has set the rule that
 * proposes work about it, so that the desk hears of one number; as usual where that rule is off.
 */
import type { RuleId } from "./rule.ts";
import { isRuleOn, ruleSettingId } from "./switches.ts";
import { shapeOf, shapeSettingId, usualShape } from "./thresholds.ts";

const RULE: RuleId = "card-expires";

export const EXPIRY_SETTINGS: readonly string[] = [ruleSettingId(RULE), shapeSettingId(RULE)];

export const USUAL_EXPIRY_AHEAD = usualShape(RULE).thresholds.ahead;

interface StoredSetting {
  readonly value?: unknown;
  readonly gone?: 1 | undefined;
}

/** @param settings as `EXPIRY_SETTINGS` names them; undefined where none stands */
export const expiryAhead = ([onOrOff, shape]: readonly (StoredSetting | undefined)[]): number =>
  isRuleOn(onOrOff) ? shapeOf(RULE, shape).thresholds.ahead : USUAL_EXPIRY_AHEAD;
