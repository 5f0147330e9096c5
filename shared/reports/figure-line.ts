/** A line of the sheet: one figure of a period, beside the period before and a year ago. */
import type { FigureId, FigureValue } from "./figures.ts";
import type { SealedFigure } from "./seals.ts";

export interface FigureLine {
  readonly figure: FigureId;
  readonly now: FigureValue;
  /** As they were closed, where they are closed months. */
  readonly before: FigureValue;
  readonly yearAgo: FigureValue;
  /** Of one month that was closed; of a longer period undefined. */
  readonly sealed: SealedFigure | undefined;
  /** By how much closed months of the period have changed since their first closing; only of what adds up. */
  readonly corrected: number;
}
