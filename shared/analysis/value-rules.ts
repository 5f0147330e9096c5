/** How the library scores use: its own weights and cut points, or ours where it has none. */
import { parseValueRules } from "../model/settings/stored-value-rules.ts";
import { type CutPoints, DEFAULT_CUT_POINTS, DEFAULT_WEIGHTS, type ValueWeights } from "./value.ts";

export interface ValueRules {
  readonly weights: ValueWeights;
  readonly cuts: CutPoints;
  readonly scoring: "cuts" | "fifths";
}

export const DEFAULT_VALUE_RULES: ValueRules = { weights: DEFAULT_WEIGHTS, cuts: DEFAULT_CUT_POINTS, scoring: "cuts" };

/** @param value of the setting; anything else counts as not set */
export const valueRulesOf = (value: unknown): ValueRules => parseValueRules(value) ?? DEFAULT_VALUE_RULES;
