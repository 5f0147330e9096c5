/**
 * Work ahead in a quiet moment, so that nobody waits for it later: who was counted only is placed, as a number may be
 * opened next, and the sums of tomorrow and of the last year's months are kept. Another question to the statistics
 * leaves it off.
 */
import { addDays } from "#shared/kernel/day.ts";
import { monthBack } from "#shared/kernel/month.ts";
import type { StatisticsAsked } from "../../../platform/worker/statistics-api.ts";
import type { LibraryViews } from "../../library-use/library-view.ts";
import { NotWanted } from "../../library-use/while-wanted.ts";
import type { LibraryFigures } from "./library-figures.ts";

interface Ahead {
  /** Somebody asks: what is under way is left off, and begun again when it is quiet after the answer. */
  readonly answering: <T>(asked: StatisticsAsked, answer: () => Promise<T>) => Promise<T>;
}

/** Months before this one whose figures are kept. */
export const MONTHS_AHEAD = 12;
/** Rows that they are: two of today, of tomorrow and of each month. */
export const FIGURES_AHEAD = 2 * (2 + MONTHS_AHEAD);
const QUIET_MS = 3000;

export function createAhead(
  views: Pick<LibraryViews, "at">,
  figures: Pick<LibraryFigures, "keep" | "keepOnly">,
  today: () => string,
  quietMs = QUIET_MS,
): Ahead {
  let quiet: ReturnType<typeof setTimeout> | undefined;
  /** Rises with every question. */
  let turn = 0;
  let open = 0;

  const work = async (last: StatisticsAsked): Promise<void> => {
    const own = turn;
    await views.at(last, () => turn === own);
    let startedAt = performance.now();
    const pause = async (): Promise<void> => {
      // half of the time at most: on a slow computer the desk has the other half
      await new Promise((resolve) => setTimeout(resolve, performance.now() - startedAt));
      if (turn !== own) throw new NotWanted("somebody asks");
      startedAt = performance.now();
    };
    const names: string[] = [];
    for (const { month, day } of questionsAhead(today())) {
      await pause();
      const kept = await figures.keep({ branch: null, month }, day, pause);
      if (kept === null) return;
      names.push(...kept);
    }
    await figures.keepOnly(new Set(names));
  };
  return {
    async answering(asked, answer) {
      clearTimeout(quiet);
      turn++;
      open++;
      try {
        return await answer();
      } finally {
        open--;
        // nobody waits for it; what cannot be kept costs a later question some seconds, nothing else
        if (open === 0) quiet = setTimeout(() => void work(asked).catch(() => undefined), quietMs);
      }
    },
  };
}

/** Today and tomorrow first, then back. */
function questionsAhead(today: string): readonly { readonly month: string; readonly day: string }[] {
  const month = today.slice(0, 7);
  const tomorrow = addDays(today, 1);
  const months = Array.from({ length: MONTHS_AHEAD }, (_, back) => ({ month: monthBack(month, back + 1), day: today }));
  return [{ month, day: today }, { month: tomorrow.slice(0, 7), day: tomorrow }, ...months];
}
