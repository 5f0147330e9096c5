/** What the second page of the statistics shows of the readers: how much they use, and who they are. */
import type { AgeBand } from "#shared/analysis/age-band.ts";
import type { Composition } from "#shared/analysis/composition.ts";
import type { Coverage } from "#shared/analysis/coverage.ts";
import type { PathStep } from "#shared/analysis/life/reader-path.ts";
import type { TrendParts, UseOfPeriod } from "#shared/analysis/trend.ts";
import type { Measure, ValueScores } from "#shared/analysis/value.ts";
import type { Share } from "#shared/analysis/wilson.ts";

export const SCORES = ["r", "f", "v"] as const;
export type Score = (typeof SCORES)[number];

/** Readers by score, from 0 (none) to 5. */
export type ReadersByScore = readonly [number, number, number, number, number, number];

export interface ValueSpread {
  /** Readers who are with the library and whose card is one reader's. */
  readonly readers: number;
  readonly byScore: Readonly<Record<Score, ReadersByScore>>;
  readonly core: number;
  /** Of all of them, and of the core readers among them. */
  readonly points: number;
  readonly corePoints: number;
}

/** The three numbers of a reader, with the score that each gets. */
export interface ReaderValue extends ValueScores {
  /** Days; null where there was never any use. */
  readonly recency: number | null;
  readonly frequency: number;
  readonly points: number;
  /**
   * The last day of which it is known who came, YYYY-MM-DD: the numbers are as of then; null where nothing is missing.
   */
  readonly known: string | null;
}

/** Who crossed the line of the most active fifth between two days. */
export interface MoverCounts {
  /** The last day before the quarter. */
  readonly before: string;
  readonly byMeasure: Readonly<
    Record<
      Measure,
      {
        readonly entered: number;
        readonly left: number;
        readonly lineBefore: number | null;
        readonly lineNow: number | null;
      }
    >
  >;
}

export const PATH_STEPS = ["potential", "actual", "loyal"] as const;
export type PathStepName = (typeof PATH_STEPS)[number];
export const BECAME = ["actual", "loyal"] as const;
export type BecameStep = (typeof BECAME)[number];

export interface PathCounts extends Readonly<Record<PathStepName, number>> {
  /** In twelve months. */
  readonly toActual: PathStep;
  readonly toLoyal: PathStep;
}

export interface CohortRow {
  /** First month of the quarter of enrolment, YYYY-MM. */
  readonly quarter: string;
  readonly readers: number;
  /** Readers who used anything in that quarter, the next one, and so on up to the day. */
  readonly used: readonly number[];
}

/** Two years: up to the day, and the one before. */
export interface TrendFigures {
  readonly before: UseOfPeriod;
  readonly now: UseOfPeriod;
  /** Undefined where one of the years has no use. */
  readonly parts: TrendParts | undefined;
}

/** Of those who used anything in a year. */
interface TakingPart {
  readonly readers: number;
  readonly takingPart: number;
  readonly share: Share | undefined;
  readonly events: number;
  readonly opinions: number;
}

export interface ParticipationFigures {
  readonly before: TakingPart;
  readonly now: TakingPart;
}

/** Readers who used anything in the year, beside the population that the library has typed in. */
export interface CoverageFigures {
  /** By branch and age band; only of branches whose population is known. */
  readonly byBranch: Coverage<{ readonly branch: string; readonly ageBand: AgeBand }>;
  /** By community, of those that a reader's organisation or unit names. */
  readonly byCommunity: Coverage<{ readonly branch: string; readonly community: string }>;
  /** Readers who used anything and whose age or branch is not known: in no cell. */
  readonly unknown: number;
}

export const ATTRIBUTES = ["category", "ageBand", "gender", "branch", "source"] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

export interface ReadersFigures {
  /** The day that the figures speak of. */
  readonly day: string;
  readonly readers: number;
  readonly value: ValueSpread;
  readonly movers: MoverCounts;
  readonly path: PathCounts;
  readonly cohorts: readonly CohortRow[];
  /** Twelve months beside the twelve before. */
  readonly compositions: Readonly<Record<Attribute, Composition>>;
  /**
   * Whether how many used anything may leave the house, as it stands in the reports: of the year before, and of this
   * one.
   */
  readonly toldUsed: { readonly before: boolean; readonly now: boolean };
  readonly trend: TrendFigures;
  readonly participation: ParticipationFigures;
  readonly coverage: CoverageFigures;
}

/** Whom other rules of scoring would move. */
export interface ValuePreview {
  readonly readers: number;
  /** With another score in any of the three. */
  readonly moved: number;
  readonly toCore: number;
  readonly fromCore: number;
}
