/** The second page of the statistics, over the people of a branch on a day. */
import { VALUE_DAYS } from "#shared/analysis/value.ts";
import type { Row } from "../../db/database.ts";
import type { ReadersFigures } from "../../platform/worker/readers-page-api.ts";
import type { LibraryLook } from "../library-use/library-view.ts";
import { cohortRows } from "./cohort-rows.ts";
import { compositions, type ToldInYears } from "./compositions.ts";
import { coverageFigures } from "./coverage-figures.ts";
import { moverCounts } from "./movers.ts";
import type { ToldUsedOf } from "./safe-used.ts";
import type { ReadersSums } from "./sums/readers-sums.ts";
import { participationFigures, trendOf } from "./trend-figures.ts";
import { valueSpread } from "./value-spread.ts";

/** @param branch asked for, or null for all */
export function readersPage(
  { last, spans, day, use }: LibraryLook,
  sums: ReadersSums,
  branches: readonly Row<"branch">[],
  branch: string | null,
  toldUsed: ToldUsedOf,
): ReadersFigures {
  const names = branches.map(({ id }) => id);
  const toldOn = (on: number): ToldInYears["now"] => toldUsed(use.readers, names, on)(branch);
  const told: ToldInYears = { before: toldOn(day - VALUE_DAYS), now: toldOn(day) };
  return {
    day: last,
    readers: sums.here,
    value: valueSpread(sums),
    movers: moverCounts(sums.amounts, spans),
    path: { ...sums.path, toActual: { ...sums.toActual }, toLoyal: { ...sums.toLoyal } },
    cohorts: cohortRows(sums, spans.quarters),
    compositions: compositions(sums, told),
    toldUsed: { before: told.before.category(null), now: told.now.category(null) },
    trend: trendOf(sums),
    participation: participationFigures(sums),
    coverage: coverageFigures(sums.covered, branches, branch),
  };
}
