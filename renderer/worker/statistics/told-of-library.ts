/**
 * What of a month may leave the house, over the library as it is now: kept while nobody has changed, for whichever
 * branch is asked.
 */
import { knownSince } from "#shared/analysis/life/first-known.ts";
import { lastOf } from "#shared/kernel/month.ts";
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import { lastMonthOf, monthsIn } from "#shared/reports/period.ts";
import { sealedMonths } from "#shared/reports/seals.ts";
import type { OnProgress } from "../../platform/worker/statistics-api.ts";
import { breathe } from "../breathe.ts";
import type { UseNow } from "../library-use/library-use.ts";
import type { LibraryViews } from "../library-use/library-view.ts";
import { localDay } from "../library-use/use-rows.ts";
import { whileWanted } from "../library-use/while-wanted.ts";
import { cardOf } from "../reports/card-book.ts";
import { type CardsCounted, createDecide, everybodyHidden, newCardsHidden } from "../reports/safe-figures.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import type { ToldUsedOf } from "./safe-used.ts";
import { type ToldNames, toldFigures } from "./told-figures.ts";

export function createToldNames(
  { db, clock }: Pick<WorkerDeps, "db" | "clock">,
  views: Pick<LibraryViews, "at" | "branches">,
  usedOf: ToldUsedOf,
): (month: string, onProgress: OnProgress) => Promise<ToldNames> {
  const decide = createDecide();
  const inTurn = oneAtATime();
  let held: { readonly of: string; readonly readers: UseNow["readers"]; readonly names: ToldNames } | null = null;
  return (month, onProgress) =>
    inTurn(async () => {
      const [view, branches, seals] = [
        await views.at({ branch: null, month }, onProgress),
        await views.branches(),
        await db["month-seal"].toArray(),
      ];
      const { readers } = view.use;
      const of = JSON.stringify([view.question, view.house, branches, seals]);
      if (held?.of === of && held.readers === readers) return held.names;
      const today = localDay(clock.now());
      const names = branches.map(({ id }) => id);
      const counted: CardsCounted = {
        branches: (await db.branch.toArray()).flatMap(({ id, gone }) => (gone === 1 ? [] : [id])),
        // of everybody, as every new one is counted in the reports
        cards: { values: () => readers.map(({ facts }) => cardOf(facts)).values() },
        monthsOf: (period) => monthsIn(period).filter((each) => each <= today.slice(0, 7)),
        untilOf: (period) => [lastOf(lastMonthOf(period)), today].toSorted()[0] ?? today,
        sealed: sealedMonths(seals),
      };
      const areNewCardsHidden = newCardsHidden(counted, decide);
      const known = view.people.map(({ facts, uses, contacts }) => ({
        branch: facts.branch,
        since: knownSince(facts, [uses, contacts]),
        left: facts.life.leaving?.on,
      }));
      const isEverybodyHidden = everybodyHidden(counted, decide, known);
      const onPlaced = whileWanted(onProgress, "placing");
      const found = await toldFigures(
        { view, branches, month, usedOn: (day) => usedOf(readers, names, day), areNewCardsHidden, isEverybodyHidden },
        (done) => {
          onPlaced(done, view.people.length);
          return breathe();
        },
      );
      held = { of, readers, names: found };
      return found;
    });
}
