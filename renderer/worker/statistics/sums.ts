/** The sums behind the pages, each brought along from one question to the next. */

import { dayToNumber } from "#shared/kernel/day.ts";
import { lastOf, monthBack } from "#shared/kernel/month.ts";
import { addToKeep, type KeepSums, noKeep } from "./keep-sums.ts";
import type { LibraryView } from "./library-view.ts";
import { firstDayOf } from "./months.ts";
import { addMover, linesOf, type MoverSums, noMovers } from "./movers.ts";
import { addToOverview, noOverview, type OverviewDays, type OverviewSums } from "./overview-sums.ts";
import type { Placed } from "./placed.ts";
import type { Profile } from "./profiles.ts";
import { addToReaders, noReaders, type ReadersSums } from "./readers-sums.ts";
import { createTally } from "./tally.ts";

export interface Sums {
  readonly keep: (view: LibraryView) => KeepSums;
  readonly overview: (view: LibraryView, month: string) => OverviewSums;
  readonly readers: (view: LibraryView) => ReadersSums;
  readonly movers: (view: LibraryView) => MoverSums;
}

export function createSums(): Sums {
  const overview = createTally<OverviewSums, Placed, Placed>();
  const readers = createTally<ReadersSums, Placed, Profile>();
  const movers = createTally<MoverSums, Placed, Profile>();
  const keep = createTally<KeepSums, Placed, Placed>();
  const ofReaders: Sums["readers"] = ({ question, placed, profiles, spans }) =>
    readers(question, placed, profiles(), { none: () => noReaders(spans), add: (sums, item, profile, times) => addToReaders(sums, item, profile, spans, times) });
  return {
    keep: ({ question, placed, day }) => keep(question, placed, placed, { none: noKeep, add: (sums, item, _, times) => addToKeep(sums, item, day, times) }),
    overview({ question, placed, day }, month) {
      const days: OverviewDays = { day, month: spanOf(month), monthYearAgo: spanOf(monthBack(month, 12)) };
      return overview(question, placed, placed, { none: noOverview, add: (sums, item, _, times) => addToOverview(sums, item, days, times) });
    },
    readers: ofReaders,
    movers(view) {
      // where a line moves, anybody may have crossed it
      const lines = linesOf(ofReaders(view));
      const { question, placed, profiles } = view;
      return movers(JSON.stringify([question, lines]), placed, profiles(), { none: noMovers, add: (sums, item, profile, times) => addMover(sums, item, profile, lines, times) });
    },
  };
}

export const spanOf = (month: string): OverviewDays["month"] => ({ from: firstDayOf(month), to: dayToNumber(lastOf(month)) });
