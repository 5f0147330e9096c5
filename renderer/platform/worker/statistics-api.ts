/** What the page asks of its worker about the library's use: the overview, and the readers behind its figures. */

import type { AgeBand } from "#shared/analysis/age-band.ts";
import type { GroupAttention, GroupSums } from "#shared/analysis/attention.ts";
import type { BusyWeek } from "#shared/analysis/busy-week.ts";
import type { Concentration } from "#shared/analysis/concentration.ts";
import type { MonthOfOpinions, PromisesKept } from "#shared/analysis/deadlines-kept.ts";
import type { GroupChange } from "#shared/analysis/life/group-fell.ts";
import type { LifeCause, LifeState } from "#shared/analysis/life/life-state.ts";
import type { Measure } from "#shared/analysis/value.ts";
import type { ValueRules } from "#shared/analysis/value-rules.ts";
import type { BranchDays, CalendarPreview } from "./calendar-api.ts";
import type { ComingBand, ExpectedUse, ReaderExpectation } from "./expected-use-api.ts";
import type { ContactDays, ContactGroup, KeepFigures } from "./keep-page-api.ts";
import type {
  Attribute,
  BecameStep,
  PathStepName,
  ReadersFigures,
  ReaderValue,
  Score,
  ValuePreview,
} from "./readers-page-api.ts";

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
export const ATTENTION_GROUPS = [
  "core",
  "new",
  "not-seen",
  "children",
  "over-60",
  "with-needs",
  "organisations",
] as const;
export type AttentionGroup = (typeof ATTENTION_GROUPS)[number];

export interface AttentionLine extends GroupAttention {
  readonly group: AttentionGroup;
  readonly readers: number;
  /** What the shares are of. */
  readonly sums: GroupSums;
}

export interface Overview {
  /** The day that the figures speak of. */
  readonly day: string;
  readonly readers: number;
  readonly busy: BusyWeek;
  /** Hours in which the branch is closed, Monday first, from 0 to 23 o'clock. */
  readonly closed: readonly (readonly boolean[])[];
  /** By what is measured; null where nobody has used anything of it. */
  readonly concentrations: Readonly<Record<Measure, Concentration | null>>;
  readonly opinions: readonly MonthOfOpinions[];
  readonly stages: readonly StageCount[];
  readonly notSeenWithOwner: number;
  readonly attention: readonly AttentionLine[];
  readonly attentionOfAll: GroupSums;
  readonly newCards: number;
  readonly newCardsYearAgo: number;
  readonly kept: PromisesKept;
  readonly keptBefore: PromisesKept;
  /** Mean kinds of use in twelve months among those who used any, and of the month before. */
  readonly breadth: number | null;
  readonly breadthBefore: number | null;
  /** How many of them there are. */
  readonly breadthReaders: number;
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
  /**
   * `active`: who used anything in twelve months, as reports count them, and so whoever said something too; `used`: who
   * used one of the seven services; `here`: who has not left; `owned`: those of them with a responsible colleague.
   */
  | {
      readonly tag: "active" | "used" | "here" | "owned" | "one-kind" | "not-seen-by-phone" | "new-cards" | "took-part";
    }
  /** `measured`: who used anything of it in twelve months; `top-fifth`: who of them used most. */
  | { readonly tag: "measured" | "top-fifth"; readonly measure: Measure }
  | { readonly tag: "group"; readonly group: AttentionGroup }
  | { readonly tag: "score"; readonly of: Score; readonly score: number }
  | { readonly tag: "entered-fifth" | "left-fifth"; readonly measure: Measure }
  | { readonly tag: "path"; readonly step: PathStepName }
  | { readonly tag: "became"; readonly step: BecameStep }
  /** With `since`: who of them used anything so many quarters later. */
  | { readonly tag: "cohort"; readonly quarter: string; readonly since?: number }
  | { readonly tag: "coming"; readonly band: ComingBand }
  /** Who left in the year up to the day, or in the one before; a code of the list of reasons. */
  | { readonly tag: "leaving"; readonly reason: string; readonly when?: "before" }
  /** Who left in a month, YYYY-MM, for whatever reason. */
  | { readonly tag: "left-in"; readonly month: string }
  | { readonly tag: "not-contacted"; readonly group: ContactGroup; readonly days: ContactDays }
  /** Who used anything in twelve months, of a branch and an age. */
  | { readonly tag: "covered"; readonly branch: string; readonly ageBand: AgeBand }
  /** Who used anything in twelve months, and whose branch or age is not known. */
  | { readonly tag: "unplaced" }
  /** Who used anything in twelve months; the empty value for those without one. */
  | { readonly tag: "attribute"; readonly attribute: Attribute; readonly value: string };

export interface FigureReader {
  readonly id: string;
  readonly state: LifeState;
  /** Day since which it holds; null where it held from the beginning. */
  readonly since: string | null;
  readonly cause: LifeCause;
  readonly value: ReaderValue;
  /** The day of the last service record with the reader; null where there is none. */
  readonly lastContact: string | null;
  /** Only of readers behind expected use. */
  readonly expected?: ReaderExpectation;
  /** Where the reader is not seen, and the whole group stays away alike. */
  readonly alike?: GroupChange;
}

export interface ReadProgress {
  /**
   * All rows are read once; then readers are placed on the day that is asked about. What is foretold of them is fitted.
   */
  readonly step: "reading" | "placing" | "fitting";
  /** Rows, readers or fits so far, and how many there are. */
  readonly done: number;
  readonly total: number;
}

/**
 * Answers `false`, at once or by a message, where nobody waits any more: placing readers for the answer is then left
 * off.
 */
export type OnProgress = (progress: ReadProgress) => unknown;

export interface StatisticsApi {
  /** The first question reads the library's use, which can take a while in a large one. */
  overview(asked: StatisticsAsked, onProgress: OnProgress): Promise<Overview>;
  readersPage(asked: StatisticsAsked, onProgress: OnProgress): Promise<ReadersFigures>;
  keepPage(asked: StatisticsAsked, onProgress: OnProgress): Promise<KeepFigures>;
  /**
   * Names of the numbers of persons that may leave the house (`counted-sets.ts`), beside the exact ones of the pages:
   * decided over all branches.
   */
  told(asked: StatisticsAsked, onProgress: OnProgress): Promise<readonly string[]>;
  /** Apart from the page: fitting the models takes longer than all its other figures. */
  expectedUse(asked: StatisticsAsked, onProgress: OnProgress): Promise<ExpectedUse>;
  /** What other rules of scoring would change today; nothing is written. */
  previewValue(rules: ValueRules): Promise<ValuePreview>;
  /** Whom other open days of some branches would move today; nothing is written. */
  previewCalendar(others: readonly BranchDays[]): Promise<CalendarPreview>;
  /** In order: what changed last, who uses most, and so on. @param from,to a part of them */
  readers(asked: StatisticsAsked, figure: Figure, from?: number, to?: number): Promise<readonly FigureReader[]>;
  /** The same of some of them, whom a screen shows; whoever is not behind the figure is left out. */
  readersOf(asked: StatisticsAsked, figure: Figure, ids: readonly string[]): Promise<readonly FigureReader[]>;
  /** Of them those who stay away with their whole group, where a task for one says nothing. */
  alikeOf(asked: StatisticsAsked, figure: Figure): Promise<readonly string[]>;
  /** How many there are, and how many of them stay away with their whole group. */
  countOf(asked: StatisticsAsked, figure: Figure): Promise<{ readonly total: number; readonly alike: number }>;
  /** A reader's place today; null for one that is not known. */
  placeOf(reader: string): Promise<FigureReader | null>;
}
