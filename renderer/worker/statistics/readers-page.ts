/** The second page of the statistics, over the people of a branch on a day. */
import type { ReadersPage } from "../../platform/readers-page-api.ts";
import { cohortRows } from "./cohort-rows.ts";
import { compositions } from "./compositions.ts";
import type { LibraryView } from "./library-view.ts";
import { moverCounts } from "./movers.ts";
import { pathCounts } from "./path-counts.ts";
import { isHere } from "./placed.ts";
import { valueSpread } from "./value-spread.ts";

export const readersPage = (view: LibraryView): ReadersPage => ({
  day: view.last,
  readers: view.placed.filter(isHere).length,
  value: valueSpread(view.placed),
  movers: moverCounts(view),
  path: pathCounts(view),
  cohorts: cohortRows(view),
  compositions: compositions(view),
});
