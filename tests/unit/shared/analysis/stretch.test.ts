/**
 * A reader's days are a stretch of a column: whatever stands beside it, every analysis says what it says of her alone.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { breadthOn, servicesUsed } from "#shared/analysis/breadth.ts";
import { quartersUsed } from "#shared/analysis/cohorts.ts";
import { repeatVisitsOn } from "#shared/analysis/forecast/repeat-visits.ts";
import { standingSince } from "#shared/analysis/life/life-cycle.ts";
import { lifeHistory, lifeHistoryOf } from "#shared/analysis/life/life-state.ts";
import { createOpenDays } from "#shared/analysis/life/open-days.ts";
import { pathOn } from "#shared/analysis/life/reader-path.ts";
import { participationOn } from "#shared/analysis/participation.ts";
import { buildUses, type ReaderUses, USE_KINDS, usesOf } from "#shared/analysis/uses.ts";
import { valueOn } from "#shared/analysis/value.ts";
import { cardHolder, daysIn, stretchOf, usesAmong } from "../../../support/life-calendar.ts";

const calendar = createOpenDays({ openDays: ["2", "3", "4", "5", "6", "7"] });
const facts = cardHolder("2024-01-01");
/** Gaps of days that make regulars, rare comers and returns. */
const rows = fc
  .array(
    fc.record({
      gap: fc.oneof(fc.nat({ max: 8 }), fc.integer({ min: 60, max: 500 })),
      kind: fc.constantFrom(...USE_KINDS),
      amount: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 60 },
  )
  .map((all) => {
    let day = 20_000;
    return all.map(({ gap, kind, amount }) => {
      day += gap;
      return { day, kind, amount };
    });
  });

function saidOf(uses: ReaderUses, history: ReturnType<typeof lifeHistory>, day: number) {
  return {
    value: valueOn(uses, day),
    breadth: breadthOn(uses, day),
    services: servicesUsed(uses, day),
    participation: participationOn(uses, day),
    standing: standingSince(history, day),
    path: pathOn(history, uses, day),
    quarters: quartersUsed(history.useDays, [20_000, 20_090, 20_180, 20_270], day),
    repeats: repeatVisitsOn(history.visitDays, calendar, day),
  };
}

test("does not see its neighbours", () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 19_990, max: 22_000 }), (own, day) => {
      const alone = usesOf(
        buildUses(
          ["reader"],
          own.map((row) => ({ ...row, reader: "reader" })),
        ).uses,
        0,
      );
      const history = lifeHistory(facts, alone, calendar);
      const among = lifeHistoryOf(
        facts,
        stretchOf(daysIn(history.useDays)),
        stretchOf(daysIn(history.visitDays)),
        calendar,
      );
      expect(saidOf(usesAmong(own), among, day)).toEqual(saidOf(alone, history, day));
    }),
  );
});
