/** Who crossed the line of the most active fifth since the quarter began. */
import { lineOfCounts } from "#shared/analysis/concentration.ts";
import { MEASURES, type Measure, measureOf } from "#shared/analysis/value.ts";
import { numberToDay } from "#shared/kernel/day.ts";
import type { MoverCounts } from "../../platform/readers-page-api.ts";
import type { LibraryView } from "./library-view.ts";
import type { Placed } from "./placed.ts";
import type { Profile } from "./profiles.ts";
import type { ReadersSums } from "./readers-sums.ts";
import { isScored } from "./value-spread.ts";

interface Lines {
  readonly before: number;
  readonly now: number;
}

export type Direction = "entered" | "left";

const linesOf = ({ amounts }: ReadersSums, measure: Measure): Lines => ({ before: lineOfCounts(amounts.before[measure]), now: lineOfCounts(amounts.now[measure]) });

export function moversOf({ placed, profiles }: LibraryView, sums: ReadersSums, measure: Measure, direction: Direction): readonly Placed[] {
  const lines = linesOf(sums, measure);
  const all = profiles();
  return placed.filter((item, place) => isScored(item) && crossed(item, all[place], measure, lines) === direction);
}

/** One pass over two numbers of each reader for all measures: cheaper than keeping who stands on which side. */
export function moverCounts({ placed, profiles, spans }: LibraryView, sums: ReadersSums): MoverCounts {
  const all = profiles();
  const lines = MEASURES.map((measure) => ({ measure, lines: linesOf(sums, measure), counts: { entered: 0, left: 0 } }));
  for (let place = 0; place < placed.length; place++) {
    const item = placed[place];
    if (item === undefined || !isScored(item)) continue;
    for (const each of lines) {
      const direction = crossed(item, all[place], each.measure, each.lines);
      if (direction !== undefined) each.counts[direction]++;
    }
  }
  const byMeasure = lines.map(({ measure, lines: { before, now }, counts }) => [measure, { ...counts, lineBefore: finite(before), lineNow: finite(now) }] as const);
  return { before: numberToDay(spans.quarterEve), byMeasure: Object.fromEntries(byMeasure) as MoverCounts["byMeasure"] }; // one for each measure
}

function crossed(item: Placed, profile: Profile | undefined, measure: Measure, { before, now }: Lines): Direction | undefined {
  if (profile === undefined) return undefined;
  const was = measureOf(profile.numbersBefore, measure) >= before;
  const is = measureOf(item.numbers, measure) >= now;
  return was === is ? undefined : is ? "entered" : "left";
}

const finite = (line: number): number | null => (Number.isFinite(line) ? line : null);
