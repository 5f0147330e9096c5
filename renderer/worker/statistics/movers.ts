/** Who crossed the line of the most active fifth since the quarter began. */
import { moversBetween } from "#shared/analysis/concentration.ts";
import { MEASURES, type Measure, measureOf } from "#shared/analysis/value.ts";
import { numberToDay } from "#shared/kernel/day.ts";
import type { MoverCounts } from "../../platform/readers-page-api.ts";
import type { LibraryView } from "./library-view.ts";
import type { Placed } from "./placed.ts";
import { isScored } from "./value-spread.ts";

export interface MoversOf {
  readonly entered: readonly Placed[];
  readonly left: readonly Placed[];
  readonly lineBefore: number;
  readonly lineNow: number;
}

export function moversOf({ placed, profiles }: LibraryView, measure: Measure): MoversOf {
  const both = profiles();
  const scored = placed.flatMap((item, place) => (isScored(item) ? [{ item, before: both[place]?.numbersBefore }] : []));
  const movers = moversBetween(
    scored.map(({ before }) => (before === undefined ? 0 : measureOf(before, measure))),
    scored.map(({ item }) => measureOf(item.numbers, measure)),
  );
  const itemsAt = (places: readonly number[]): readonly Placed[] => places.flatMap((place) => scored[place]?.item ?? []);
  return { entered: itemsAt(movers.entered), left: itemsAt(movers.left), lineBefore: movers.lineBefore, lineNow: movers.lineNow };
}

export function moverCounts(view: LibraryView): MoverCounts {
  const counted = MEASURES.map((measure) => {
    const { entered, left, lineBefore, lineNow } = moversOf(view, measure);
    return [measure, { entered: entered.length, left: left.length, lineBefore: finite(lineBefore), lineNow: finite(lineNow) }] as const;
  });
  return { before: numberToDay(view.spans.quarterEve), byMeasure: Object.fromEntries(counted) as MoverCounts["byMeasure"] }; // one for each measure
}

const finite = (line: number): number | null => (Number.isFinite(line) ? line : null);
