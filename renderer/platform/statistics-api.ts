/** What the page asks of its worker about the library's use: the overview, and the readers behind its figures. */
import type { BusyWeek } from "#shared/analysis/busy-week.ts";
import type { Concentration } from "#shared/analysis/concentration.ts";
import type { GroupChange } from "#shared/analysis/group-fell.ts";
import type { MonthOfOpinions, PromisesKept } from "#shared/analysis/in-time.ts";
import type { LifeCause, LifeState } from "#shared/analysis/life-state.ts";
import type { Measure } from "#shared/analysis/value.ts";
import type { ValueRules } from "#shared/analysis/value-rules.ts";
import type { ActiveBand, Attribute, BecameStep, ExpectedUse, PathStepName, ReaderExpectation, ReadersPage, ReaderValue, Score, ValuePreview } from "./readers-page-api.ts";

export interface StatisticsAsked {
  /** Null for all branches. */
  readonly branch: string | null;
  /** YYYY-MM; a month that is not over is looked at up to today. */
  readonly month: string;
}

export interface StageCount {
  readonly state: LifeState;
  readonly count: number;
  /** At the end of the month before. */
  readonly before: number;
}

/** Groups of readers whose share of readers, of use and of colleagues' minutes are set side by side. */
export const ATTENTION_GROUPS = ["core", "new", "not-seen", "children", "over-60", "with-needs", "organisations"] as const;
export type AttentionGroup = (typeof ATTENTION_GROUPS)[number];

export interface AttentionLine {
  readonly group: AttentionGroup;
  readonly readers: number;
  /** Shares of one. */
  readonly ofReaders: number;
  readonly ofUse: number;
  readonly ofMinutes: number;
}

export interface Overview {
  /** The day that the figures speak of. */
  readonly day: string;
  readonly readers: number;
  readonly busy: BusyWeek;
  /** Weekdays on which the branch is closed, 1 = Monday. */
  readonly closed: readonly number[];
  /** Null where nobody has used anything. */
  readonly concentration: Concentration | null;
  readonly opinions: readonly MonthOfOpinions[];
  readonly stages: readonly StageCount[];
  readonly notSeenWithOwner: number;
  readonly attention: readonly AttentionLine[];
  /** Whether any service record of the year says how long it took. */
  readonly hasMinutes: boolean;
  readonly newCards: number;
  readonly newCardsYearAgo: number;
  readonly kept: PromisesKept;
  readonly keptBefore: PromisesKept;
  /** Mean kinds of use in twelve months among those who used any, and of the month before. */
  readonly breadth: number | null;
  readonly breadthBefore: number | null;
  readonly work: OverviewWork;
}

/** What there is to do today. */
export interface OverviewWork {
  readonly potential: number;
  readonly notSeen: number;
  readonly oneKind: number;
  readonly promisesDue: number;
  readonly promisesLate: number;
  readonly returned: number;
  readonly notSeenByPhone: number;
}

/** Readers behind a number. */
export type Figure =
  | { readonly tag: "stage"; readonly state: LifeState }
  | { readonly tag: "top-fifth" | "one-kind" | "not-seen-by-phone" | "new-cards" }
  | { readonly tag: "group"; readonly group: AttentionGroup }
  | { readonly tag: "score"; readonly of: Score; readonly score: number }
  | { readonly tag: "entered-fifth" | "left-fifth"; readonly measure: Measure }
  | { readonly tag: "path"; readonly step: PathStepName }
  | { readonly tag: "became"; readonly step: BecameStep }
  | { readonly tag: "cohort"; readonly quarter: string }
  | { readonly tag: "active"; readonly band: ActiveBand }
  /** Who used anything in twelve months; the empty value for those without one. */
  | { readonly tag: "attribute"; readonly attribute: Attribute; readonly value: string };

export interface FigureReader {
  readonly id: string;
  readonly state: LifeState;
  /** Day since which it holds; null where it held from the beginning. */
  readonly since: string | null;
  readonly cause: LifeCause;
  readonly value: ReaderValue;
  /** Only of readers behind expected use. */
  readonly expected?: ReaderExpectation;
  /** Where the reader is not seen, and the whole group stays away alike. */
  readonly alike?: GroupChange;
}

export interface ReadProgress {
  /** Rows read so far, and how many there are. */
  readonly done: number;
  readonly total: number;
}

export interface StatisticsApi {
  /** The first question reads the library's use, which can take a while in a large one. */
  overview(asked: StatisticsAsked, onProgress: (progress: ReadProgress) => void): Promise<Overview>;
  readersPage(asked: StatisticsAsked, onProgress: (progress: ReadProgress) => void): Promise<ReadersPage>;
  /** Apart from the page: fitting the model takes longer than all its other figures. */
  expectedUse(asked: StatisticsAsked): Promise<ExpectedUse>;
  /** What other rules of scoring would change today; nothing is written. */
  previewValue(rules: ValueRules): Promise<ValuePreview>;
  readers(asked: StatisticsAsked, figure: Figure): Promise<readonly FigureReader[]>;
  /** A reader's place today; null for one that is not known. */
  placeOf(reader: string): Promise<FigureReader | null>;
}
