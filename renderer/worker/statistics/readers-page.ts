/** The second page of the statistics, over the people of a branch on a day. */
import type { Row } from "../../db/database.ts";
import type { ReadersPage } from "../../platform/readers-page-api.ts";
import { cohortRows } from "./cohort-rows.ts";
import { compositions } from "./compositions.ts";
import { coverageFigures } from "./coverage-figures.ts";
import type { Look } from "./library-view.ts";
import { moverCounts } from "./movers.ts";
import type { ReadersSums } from "./readers-sums.ts";
import { participationFigures, trendOf } from "./trend.ts";
import { valueSpread } from "./value-spread.ts";

/** @param branch asked for, or null for all */
export const readersPage = ({ last, spans }: Look, sums: ReadersSums, branches: readonly Row<"branch">[], branch: string | null): ReadersPage => ({
  day: last,
  readers: sums.here,
  value: valueSpread(sums),
  movers: moverCounts(sums.amounts, spans),
  path: { ...sums.path, toActual: { ...sums.toActual }, toLoyal: { ...sums.toLoyal } },
  cohorts: cohortRows(sums, spans.quarters),
  compositions: compositions(sums),
  trend: trendOf(sums),
  participation: participationFigures(sums),
  coverage: coverageFigures(sums.covered, branches, branch),
});
