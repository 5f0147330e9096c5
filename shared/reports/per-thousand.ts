/**
 * Figures per head are told per 1,000 people and a year: a month stands beside a year, and no number is lost in
 * noughts.
 * They are counted, and closed, per head of their period.
 */
import { dayToNumber } from "../kernel/day.ts";
import { firstOf } from "../kernel/month.ts";
import { type FigureId, type FigureValue, unitOf } from "./figures.ts";
import type { Period } from "./period.ts";
import type { SealedFigure } from "./seals.ts";

export const PEOPLE = 1000;

export interface Scale {
  readonly times: number;
  /** Days of the period that are counted. */
  readonly days: number;
}

/** @param until the last day that is counted, YYYY-MM-DD @returns null for a figure that is told as it is */
export function scaleOf(figure: FigureId, period: Period, until: string): Scale | null {
  if (unitOf(figure) !== "each") return null;
  const year = Number(period.month.slice(0, 4));
  const days = dayToNumber(until) - dayToNumber(firstOf(period.month)) + 1;
  return { times: (PEOPLE * (dayToNumber(`${year + 1}-01-01`) - dayToNumber(`${year}-01-01`))) / days, days };
}

export const scaled = (value: FigureValue, scale: Scale | null): FigureValue =>
  scale === null || value.tag === "unknown"
    ? value
    : { ...value, value: value.value * scale.times, parts: { ...value.parts, days: scale.days } };

export const scaledSeal = (sealed: SealedFigure | undefined, scale: Scale | null): SealedFigure | undefined =>
  scale === null || sealed === undefined
    ? sealed
    : {
        ...sealed,
        value: sealed.value * scale.times,
        corrections: sealed.corrections.map(({ seal, change }) => ({ seal, change: change * scale.times })),
      };
