/** Who crossed the line of the most active fifth since the quarter began, brought along with every change of one while the lines stay. */
import { lineOfCounts } from "#shared/analysis/concentration.ts";
import { type Amounts, MEASURES, type Measure, measuresOf } from "#shared/analysis/value.ts";
import { numberToDay } from "#shared/kernel/day.ts";
import type { MoverCounts } from "../../platform/readers-page-api.ts";
import { type MeasureTallies, recordOf } from "./counts.ts";
import type { LibraryView } from "./library-view.ts";
import type { Placed } from "./placed.ts";
import type { Profile, Spans } from "./profiles.ts";
import type { ReadersSums } from "./readers-sums.ts";
import { isScored } from "./value-spread.ts";

/** Of each measure the least amount of its most active fifth; infinite where nobody has used anything. */
export interface Lines {
  readonly before: Amounts;
  readonly now: Amounts;
}

export type Direction = "entered" | "left";

export type MoverSums = Readonly<Record<Measure, Record<Direction, number>>>;

const linesIn = (amounts: MeasureTallies): Amounts => recordOf(MEASURES, (measure) => lineOfCounts(amounts[measure]));

export const linesOf = ({ amounts }: ReadersSums): Lines => ({ before: linesIn(amounts.before), now: linesIn(amounts.now) });

export const noMovers = (): MoverSums => recordOf(MEASURES, () => ({ entered: 0, left: 0 }));

export function addMover(sums: MoverSums, item: Placed, { amountsBefore }: Profile, { before, now }: Lines, times: 1 | -1): void {
  if (!isScored(item)) return;
  const amounts = measuresOf(item.numbers);
  // each measure by name, as where amounts are counted
  addCrossing(sums.visits, crossed(amountsBefore.visits >= before.visits, amounts.visits >= now.visits), times);
  addCrossing(sums.loans, crossed(amountsBefore.loans >= before.loans, amounts.loans >= now.loans), times);
  addCrossing(sums.participation, crossed(amountsBefore.participation >= before.participation, amounts.participation >= now.participation), times);
  addCrossing(sums.combined, crossed(amountsBefore.combined >= before.combined, amounts.combined >= now.combined), times);
}

function addCrossing(sums: Record<Direction, number>, direction: Direction | undefined, times: 1 | -1): void {
  if (direction !== undefined) sums[direction] += times;
}

const crossed = (was: boolean, is: boolean): Direction | undefined => (was === is ? undefined : is ? "entered" : "left");

export const moverCounts = (sums: MoverSums, lines: Lines, { quarterEve }: Spans): MoverCounts => ({
  before: numberToDay(quarterEve),
  byMeasure: recordOf(MEASURES, (measure) => ({ ...sums[measure], lineBefore: finite(lines.before[measure]), lineNow: finite(lines.now[measure]) })),
});

const finite = (line: number): number | null => (Number.isFinite(line) ? line : null);

export function moversOf({ placed, profiles }: LibraryView, { before, now }: Lines, measure: Measure, direction: Direction): readonly Placed[] {
  const all = profiles();
  return placed.filter((item, place) => {
    const profile = all[place];
    return profile !== undefined && isScored(item) && crossed(profile.amountsBefore[measure] >= before[measure], measuresOf(item.numbers)[measure] >= now[measure]) === direction;
  });
}
