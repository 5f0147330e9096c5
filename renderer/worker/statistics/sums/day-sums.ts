/** What the overview and the page of keeping readers count, in one: both ask who is where on the day. */

import { type Alike, followAlike } from "../../library-use/fell-alike.ts";
import type { Counting } from "./counted.ts";
import { addToKeep, type KeepSums, noKeep } from "./keep-sums.ts";
import { addToOverview, noOverview, type OverviewSums } from "./overview-sums.ts";

export interface DaySums {
  readonly overview: OverviewSums;
  readonly keep: KeepSums;
  readonly alike: Alike;
}

export const dayCounting: Counting<DaySums> = {
  none: () => ({ overview: noOverview(), keep: noKeep(), alike: new Map() }),
  add({ overview, keep }, item, _, { spans }, times) {
    addToOverview(overview, item, spans, times);
    addToKeep(keep, item, spans.day, times);
  },
  follow: ({ alike }, look, changed) => followAlike(alike, look, changed),
};
