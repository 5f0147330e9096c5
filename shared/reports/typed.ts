/**
 * Which typed figure counts for a month: the branch's own; of the whole library its own, or the sum of those of its
 * branches that have one.
 */
import type { MonthFigures, TypedFigure } from "../model/reports/month-figures.ts";

export interface Typed {
  readonly value: number;
  /** What was typed in, each by itself; the value is their sum. */
  readonly parts: readonly TypedPart[];
  /** Each once. */
  readonly sources: readonly string[];
  /** The branches that it is of, where others have typed nothing; null where nothing is missing from it. */
  readonly only: readonly string[] | null;
}

export interface TypedPart {
  /** Null where it is of the whole library. */
  readonly branch: string | null;
  readonly value: number;
  readonly source: string;
}

export type TypedOf = (month: string, figure: TypedFigure) => Typed | undefined;

/** @param branches those that there are; what was typed for others is no part of the whole */
export function typedFigures(
  rows: readonly MonthFigures[],
  branches: readonly string[],
  branch: string | null,
): TypedOf {
  const byPlace = new Map(
    rows.flatMap((row) => (row.month === undefined ? [] : [[placeOf(row.month, row.branch ?? null), row] as const])),
  );
  const own = (month: string, of: string | null, figure: TypedFigure): Typed | undefined => {
    const found = byPlace.get(placeOf(month, of))?.figures?.[figure];
    return found === undefined
      ? undefined
      : { value: found.value, sources: [found.source], only: null, parts: [{ branch: of, ...found }] };
  };
  return (month, figure) => {
    const whole = own(month, branch, figure);
    if (whole !== undefined || branch !== null || branches.length === 0) return whole;
    const typed = branches.flatMap((each) => {
      const part = own(month, each, figure);
      return part === undefined ? [] : [{ ...part, of: each }];
    });
    if (typed.length === 0) return undefined;
    return {
      value: typed.reduce((sum, { value }) => sum + value, 0),
      sources: [...new Set(typed.flatMap(({ sources }) => sources))],
      only: typed.length < branches.length ? typed.map(({ of }) => of) : null,
      parts: typed.flatMap(({ parts }) => parts),
    };
  };
}

const placeOf = (month: string, branch: string | null): string => `${month} ${branch ?? ""}`;
