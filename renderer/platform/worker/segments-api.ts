/**
 * What the page asks of its worker about groups of readers: who is in, why, who came and went, and one change for all
 * of them.
 */
import type { LifeState } from "#shared/analysis/life/life-state.ts";
import type { ValueCount } from "#shared/analysis/segments/choice-counts.ts";
import type { RuleProblem, WhyIn } from "#shared/analysis/segments/compile-segment.ts";
import type { SegmentField } from "#shared/analysis/segments/reader-columns.ts";
import type { Segment, StoredRule } from "#shared/model/segment.ts";
import type { Rate } from "./import-api.ts";
import type { OnProgress } from "./statistics-api.ts";

export interface SegmentAsked {
  readonly rule: StoredRule;
  readonly pinned: readonly string[];
  readonly excluded: readonly string[];
  /** In place of the rule, a list that was fixed once. */
  readonly fixed: NonNullable<Segment["fixed"]> | null;
}

export interface SegmentReader {
  readonly id: string;
  readonly why: WhyIn;
}

export type SegmentAnswer =
  | {
      readonly tag: "counted";
      readonly day: string;
      /** All readers that were asked. */
      readonly readers: number;
      readonly members: number;
      /** How many fulfil each row alone, by group and row; null for a row that cannot be asked. */
      readonly conditions: readonly (readonly (number | null)[])[];
      /** As many as were asked for. */
      readonly first: readonly SegmentReader[];
    }
  | { readonly tag: "refused"; readonly problems: readonly RuleProblem[] };

export interface RunComparison {
  /** The day of the run that is compared with. */
  readonly since: string;
  /** The rule, or who was put in or left out, was another then. */
  readonly isOtherRule: boolean;
  readonly came: readonly string[];
  readonly went: readonly string[];
}

export type BatchAct =
  | { readonly tag: "add-tag" | "remove-tag"; readonly value: string }
  | { readonly tag: "set-owner"; readonly owner: string | null }
  /** Days; null for no rhythm. */
  | { readonly tag: "set-rhythm"; readonly days: number | null }
  /** Where they belong; with `closes`, the branch that they leave is closed, its population goes with them. */
  | { readonly tag: "set-branch"; readonly branch: string; readonly closes?: string }
  /** For the responsible colleague of each; of whoever has none for `rest`, or for nobody. */
  | { readonly tag: "task"; readonly text: string; readonly due: string; readonly rest?: string }
  /** The lists of an outreach, which says itself of whom. */
  | { readonly tag: "lists"; readonly outreach: string; readonly name: string };

export interface BatchRequest {
  /** Chains the commands; undone by it. */
  readonly batchId: string;
  readonly ids: readonly string[];
  readonly act: BatchAct;
  readonly staff: string;
}

export interface BatchOutcome {
  /** Readers whose change the journal has; who was so already is left as it is. */
  readonly changed: number;
  /** Of those that were asked for, who is no reader any more: nothing was written for them. */
  readonly gone: number;
  readonly stopped: boolean;
  /** What the journal said where it did not take a part; that part and what came before stay. */
  readonly failure: string | null;
}

/** The last change of this desk that was not taken back; a task's text stands with the tasks only. */
export interface LastBatch {
  readonly batchId: string;
  readonly act: BatchAct;
}

/** What the library knows of a reader's use. */
export interface UseOfReader {
  readonly state: LifeState;
  /** With any use in twelve months. */
  readonly days: number;
  /** YYYY-MM-DD. */
  readonly lastUseOn?: string;
  /** Days on which her branch was open since. */
  readonly openDaysSince?: number;
}

export interface SegmentsApi {
  /** The first question reads what the library knows of its readers, which can take a while. */
  ask(asked: SegmentAsked, first: number, onProgress: OnProgress): Promise<SegmentAnswer>;
  /** Ids of all who are in; nobody where the rule is refused. */
  members(asked: SegmentAsked): Promise<readonly string[]>;
  /**
   * Notes who is in today, and compares with the last earlier day on which this desk did; null where there was none.
   */
  compare(segment: string, asked: SegmentAsked): Promise<RunComparison | null>;
  /** In the order of `ids`; null for whoever is no single reader or not here any more. */
  knownUse(ids: readonly string[]): Promise<readonly (UseOfReader | null)[]>;
  /** The values that most readers have in a field, the most frequent first. */
  values(field: SegmentField): Promise<readonly ValueCount[]>;
  /** Ids of all readers of a branch, those that left or are no single person too. */
  readersOf(branch: string): Promise<readonly string[]>;
  change(request: BatchRequest, onProgress: (rate: Rate) => void): Promise<BatchOutcome>;
  cancel(): Promise<void>;
  lastBatch(): Promise<LastBatch | null>;
  /** @returns how many cells were left, because somebody has changed them since */
  undo(batchId: string, staff: string, onProgress: (rate: Rate) => void): Promise<number>;
}
