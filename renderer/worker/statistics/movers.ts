/** Who crossed the line of the most active fifth since the quarter began. */
import { type AmountCounts, lineOfCounts, topFifthLine } from "#shared/analysis/concentration.ts";
import { type Amounts, MEASURES, type Measure, measureOf } from "#shared/analysis/value.ts";
import { numberToDay } from "#shared/kernel/day.ts";
import type { MoverCounts } from "../../platform/worker/readers-page-api.ts";
import { type MeasurePairs, type PairTally, pairsIn, recordOf } from "../library-use/counts.ts";
import type { LibraryView } from "../library-use/library-view.ts";
import type { Placed } from "../library-use/placed.ts";
import type { Spans } from "../library-use/profiles.ts";

/** Of each measure the least amount of its most active fifth; infinite where nobody has used anything. */
interface Lines {
  readonly before: Amounts;
  readonly now: Amounts;
}

type Direction = "entered" | "left";

const linesOf = (pairs: MeasurePairs): Lines => ({
  before: recordOf(MEASURES, (measure) => lineOfCounts(amountsOf(pairs[measure], 0))),
  now: recordOf(MEASURES, (measure) => lineOfCounts(amountsOf(pairs[measure], 1))),
});

/** One side of the pairs, each amount once; of those who have any, as the spread of use is drawn. */
function amountsOf(pairs: PairTally, side: 0 | 1): AmountCounts {
  const counts = new Map<number, number>();
  for (const pair of pairsIn(pairs))
    if (pair[side] > 0) counts.set(pair[side], (counts.get(pair[side]) ?? 0) + pair[2]);
  return counts;
}

export function moverCounts(pairs: MeasurePairs, { quarterEve }: Spans): MoverCounts {
  const lines = linesOf(pairs);
  return {
    before: numberToDay(quarterEve),
    byMeasure: recordOf(MEASURES, (measure) => ({
      ...crossings(pairs[measure], lines, measure),
      lineBefore: finite(lines.before[measure]),
      lineNow: finite(lines.now[measure]),
    })),
  };
}

function crossings(pairs: PairTally, lines: Lines, measure: Measure): Record<Direction, number> {
  const counts = { entered: 0, left: 0 };
  for (const [before, now, readers] of pairsIn(pairs)) {
    const direction = crossed(before >= lines.before[measure], now >= lines.now[measure]);
    if (direction !== undefined) counts[direction] += readers;
  }
  return counts;
}

const crossed = (was: boolean, is: boolean): Direction | undefined =>
  was === is ? undefined : is ? "entered" : "left";

const finite = (line: number): number | null => (Number.isFinite(line) ? line : null);

/** The least amount of the most active fifth of those who have any. */
export const lineOfUsers = (amounts: readonly number[]): number => topFifthLine(amounts.filter((amount) => amount > 0));

export function moversOf({ placed, profiles }: LibraryView, measure: Measure, direction: Direction): readonly Placed[] {
  const all = profiles();
  const amounts = placed.map((item, place) => ({
    item,
    before: all[place]?.amountsBefore[measure] ?? 0,
    now: measureOf(item.numbers, measure),
  }));
  const [before, now] = [lineOfUsers(amounts.map((each) => each.before)), lineOfUsers(amounts.map((each) => each.now))];
  return amounts
    .filter((each) => crossed(each.before >= before, each.now >= now) === direction)
    .map(({ item }) => item);
}
