/**
 * What the page asks of its worker about the rules: whom they would speak of today, why, and the line for a card at the
 * desk.
 */
import type { HeldCounts } from "#shared/rules/conditions.ts";
import type { LifeLine } from "#shared/rules/life-line.ts";
import type { Outcome, Proposal, RuleId } from "#shared/rules/rule.ts";
import type { RuleShape } from "#shared/rules/thresholds.ts";

/** Once a day while nobody is at work, and again where the open days have changed since; or because a colleague asked. */
export type RoundBy = "idle" | "person";

export interface RuleRound {
  readonly at: number;
  /** The day that was looked at. */
  readonly day: string;
  readonly by: RoundBy;
  /** Of a round by a person, who that was; unknown of older ones. */
  readonly staff?: string;
  /** Those that became tasks. */
  readonly made: readonly Proposal[];
  /** Tasks whose reason was none, as is known by now; unknown of older rounds. */
  readonly withdrawn?: number;
  /** Which those were; unknown of older rounds. */
  readonly taken?: readonly WithdrawnTask[];
  /** What everybody's open days went by; unknown of older rounds. */
  readonly openDays?: string;
  readonly held: HeldCounts;
}

export interface WithdrawnTask {
  readonly task: string;
  readonly reader: string;
  readonly rule: RuleId;
}

/** What would happen now; nothing is written. */
export interface RuleTrial {
  readonly day: string;
  readonly proposals: readonly Proposal[];
  readonly held: HeldCounts;
}

/** What another shape of a rule would change today; nothing is written. */
export interface ShapePreview {
  /** Readers of the segment that it starts from; null where it starts from all. */
  readonly start: number | null;
  /** Readers of whom it would speak, and of whom it speaks as it is. */
  readonly named: number;
  readonly namedNow: number;
  /** Tasks that the next round would make. */
  readonly tasks: number;
}

export interface RulesApi {
  /** Of the reader's coming, as it stands now; null where there is nothing to say. */
  lineOf(reader: string): Promise<LifeLine | null>;
  /** The same at once, as the day's round found it; null also where no round was made today. */
  keptLineOf(reader: string): Promise<LifeLine | null>;
  /** Null where today's round has been made by the same open days and nobody asked for another, or where the journal did not take it. */
  round(by: RoundBy, staff: string): Promise<RuleRound | null>;
  trial(): Promise<RuleTrial>;
  /** The rule as if it were on. */
  previewShape(rule: RuleId, shape: RuleShape): Promise<ShapePreview>;
  /** What every rule says about one reader, and why. */
  reasons(reader: string): Promise<readonly Outcome[]>;
  /** The last rounds of this computer, the latest first. */
  rounds(): Promise<readonly RuleRound[]>;
}
