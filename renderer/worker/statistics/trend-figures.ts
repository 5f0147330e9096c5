/** How use has changed in a year, taken apart, and who takes part. */
import { trendParts } from "#shared/analysis/trend.ts";
import { wilson } from "#shared/analysis/wilson.ts";
import type { ParticipationFigures, TrendFigures } from "../../platform/worker/readers-page-api.ts";
import type { ReadersSums, YearSums } from "./sums/readers-sums.ts";

export function trendOf({ years: { before, now } }: ReadersSums): TrendFigures {
  const used = ({ readers, visits, items }: YearSums): TrendFigures["now"] => ({ readers, visits, items });
  return { before: used(before), now: used(now), parts: trendParts(before, now) };
}

export function participationFigures({ years: { before, now } }: ReadersSums): ParticipationFigures {
  const of = ({ readers, takingPart, events, opinions }: YearSums): ParticipationFigures["now"] => ({
    readers,
    takingPart,
    share: wilson(takingPart, readers),
    events,
    opinions,
  });
  return { before: of(before), now: of(now) };
}
