/** A line of the sheet: one figure of a period, beside the period before and a year ago. */
import type { FigureId, FigureValue } from "./figures.ts";
import type { Correction, SealedFigure } from "./seals.ts";

export interface FigureLine {
  readonly figure: FigureId;
  /** Where a correction is told nowhere, what was closed: the difference would tell it. */
  readonly now: FigureValue;
  /** As they were closed, where they are closed months. */
  readonly before: FigureValue;
  readonly yearAgo: FigureValue;
  /** Of one month that was closed; of a longer period undefined. */
  readonly sealed: ToldSeal | undefined;
  readonly corrected: ToldChange;
}

/**
 * By how much closed months of the period have changed since their first closing, of a longer one only what adds up;
 * null where it is of few persons, and told nowhere.
 */
export type ToldChange = number | null;

export interface ToldSeal extends Omit<SealedFigure, "corrections"> {
  readonly corrections: readonly ToldCorrection[];
}

export interface ToldCorrection extends Omit<Correction, "change"> {
  readonly change: ToldChange;
}
