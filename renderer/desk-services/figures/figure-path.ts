/**
 * The way from a number to the readers behind it: the list of readers, narrowed to them, with the way back to where the
 * number stands.
 */
import type { Figure, StatisticsAsked } from "../../platform/worker/statistics-api.ts";
import { figureOf, textOf } from "./figure-text.ts";

export interface FigureAsked {
  readonly asked: StatisticsAsked;
  readonly of: Figure;
  /** Where the number stands. */
  readonly from: string;
}

const STATISTICS = "/statistics";
/** The tile of the overview that somebody wants to see, as its address says it. */
export const ATTENTION_TILE = "attention";

/** @param from the address where the number stands */
export function figurePath(figure: Figure, { branch, month }: StatisticsAsked, from: string): string {
  const asked = new URLSearchParams({
    figure: textOf(figure),
    month,
    ...(branch !== null && { branch }),
    ...(from !== STATISTICS && { from }),
  });
  return `/readers?${asked.toString()}`;
}

/** To the tile of attention, whose lines are groups of readers. @param from where the number of groups stands */
export function attentionPath({ branch, month }: StatisticsAsked, from: string): string {
  const asked = new URLSearchParams({ month, ...(branch !== null && { branch }), tile: ATTENTION_TILE, from });
  return `${STATISTICS}?${asked.toString()}`;
}

/** @param today YYYY-MM-DD; null where the address names none that is known */
export function figureIn(asked: URLSearchParams, today: string): FigureAsked | null {
  const of = figureOf(asked.get("figure") ?? "");
  const month = asked.get("month") ?? "";
  const from = asked.get("from") ?? "";
  if (of === null) return null;
  return {
    asked: {
      branch: asked.get("branch"),
      month: /^\d{4}-(?:0[1-9]|1[0-2])$/.test(month) && month <= today.slice(0, 7) ? month : today.slice(0, 7),
    },
    of,
    from: from.startsWith(STATISTICS) ? from : STATISTICS,
  };
}
