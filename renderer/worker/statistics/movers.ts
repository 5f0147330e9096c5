/** Who crossed the line of the most active fifth since the quarter began. */
import { moversBetween } from "#shared/analysis/concentration.ts";
import { MEASURES, type Measure, measureOf, type ValueNumbers } from "#shared/analysis/value.ts";
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

export const moversOf = (view: LibraryView, measure: Measure): MoversOf => moversAmong(scoredOf(view), measure);

interface Both {
  readonly item: Placed;
  readonly before: ValueNumbers;
}

function scoredOf({ placed, profiles }: LibraryView): readonly Both[] {
  const all = profiles();
  const scored: Both[] = [];
  for (const [place, item] of placed.entries()) {
    const profile = all[place];
    if (profile !== undefined && isScored(item)) scored.push({ item, before: profile.numbersBefore });
  }
  return scored;
}

function moversAmong(scored: readonly Both[], measure: Measure): MoversOf {
  const before = new Float64Array(scored.length);
  const now = new Float64Array(scored.length);
  for (const [place, both] of scored.entries()) {
    before[place] = measureOf(both.before, measure);
    now[place] = measureOf(both.item.numbers, measure);
  }
  const movers = moversBetween(before, now);
  const itemsAt = (places: readonly number[]): readonly Placed[] => places.flatMap((place) => scored[place]?.item ?? []);
  return { entered: itemsAt(movers.entered), left: itemsAt(movers.left), lineBefore: movers.lineBefore, lineNow: movers.lineNow };
}

export function moverCounts(view: LibraryView): MoverCounts {
  const scored = scoredOf(view);
  const counted = MEASURES.map((measure) => {
    const { entered, left, lineBefore, lineNow } = moversAmong(scored, measure);
    return [measure, { entered: entered.length, left: left.length, lineBefore: finite(lineBefore), lineNow: finite(lineNow) }] as const;
  });
  return { before: numberToDay(view.spans.quarterEve), byMeasure: Object.fromEntries(counted) as MoverCounts["byMeasure"] }; // one for each measure
}

const finite = (line: number): number | null => (Number.isFinite(line) ? line : null);
