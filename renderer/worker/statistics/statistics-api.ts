/** Statistics as the page asks for them: the library's use, everybody placed on the day, and what is counted of it. */

import { busyWeek } from "#shared/analysis/busy-week.ts";
import { opinionsInTime, promisesKept } from "#shared/analysis/in-time.ts";
import { standingSince } from "#shared/analysis/life-cycle.ts";
import { DEFAULT_VALUE_RULES } from "#shared/analysis/value-rules.ts";
import { dayToNumber, numberToDay } from "#shared/kernel/day.ts";
import { firstOf, lastOf, monthBack } from "#shared/kernel/month.ts";
import type { Figure, FigureReader, Overview, StatisticsApi, StatisticsAsked } from "../../platform/statistics-api.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { busyHours, slotOf } from "./busy-days.ts";
import { createFigureLists } from "./figure-lists.ts";
import { keepPage } from "./keep-page.ts";
import { createLibraryViews, type LibraryView } from "./library-view.ts";
import { attentionLines, meanKinds, spreadsOfUse, stageCounts } from "./overview.ts";
import { calendars, personOf } from "./people.ts";
import { type Placed, placedOn } from "./placed.ts";
import { keptByReader } from "./promises.ts";
import { readReader } from "./read-use.ts";
import { readersPage } from "./readers-page.ts";
import { createSmallTables } from "./small-tables.ts";
import { createSums } from "./sums.ts";
import { localDay } from "./use-rows.ts";
import { valuePreview } from "./value-preview.ts";
import { readerValue } from "./value-spread.ts";

const BUSY_WEEKS = 4;
const BUSY_DAYS = BUSY_WEEKS * 7;
const OPINION_MONTHS = 6;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export function createStatisticsApi({ db, clock }: Pick<WorkerDeps, "db" | "clock">, views = createLibraryViews({ db, clock })): StatisticsApi {
  const sums = createSums();
  const tables = createSmallTables(db);
  const lists = createFigureLists(sums);
  const at = (asked: StatisticsAsked): Promise<LibraryView> => views.at(asked, () => undefined);

  return {
    async overview(asked, onProgress) {
      const view = await views.at(asked, onProgress);
      const { use, today, last, day, placed } = view;
      const isOfBranch = (branch: string | undefined): boolean => asked.branch === null || branch === asked.branch;
      const tasks = await tables.tasks(use.versions.tasks);
      const open = tasks.filter((row) => row.promisedTo !== undefined && row.done === undefined && row.due !== undefined);
      const before = monthBack(asked.month, 1);
      const opinions = await tables.opinions(use.versions.opinions, new Date(`${firstOf(monthBack(asked.month, OPINION_MONTHS - 1))}T00:00`).getTime());
      const counted = sums.overview(view, asked.month);
      const kept = (month: string): Overview["kept"] => promisesKept(tasks, firstOf(month), lastOf(month), localDay, today);
      return {
        day: last,
        readers: counted.here,
        busy: busyWeek(busyHours(use.busy, day, BUSY_DAYS, isOfBranch), slotOf, BUSY_WEEKS),
        closed: await closedDays(asked.branch),
        concentrations: spreadsOfUse(counted),
        opinions: opinionsInTime(
          opinions.filter(({ branch }) => isOfBranch(branch)),
          lastMonths(asked.month, OPINION_MONTHS),
          localDay,
          today,
        ),
        stages: stageCounts(counted),
        notSeenWithOwner: counted.notSeenWithOwner,
        attention: attentionLines(counted, placed, keptByReader(tasks, day), day),
        newCards: counted.newCards,
        newCardsYearAgo: counted.newCardsYearAgo,
        kept: kept(asked.month),
        keptBefore: kept(before),
        breadth: meanKinds(counted.kinds),
        breadthBefore: meanKinds(counted.kindsBefore),
        work: {
          potential: counted.stages.potential.count,
          notSeen: counted.stages["not-seen"].count,
          returned: counted.stages.returned.count,
          oneKind: counted.oneKind,
          promisesDue: open.filter(({ due }) => due === today).length,
          promisesLate: open.filter(({ due = today }) => due < today).length,
          // where the whole group stays away there is nobody to call
          notSeenByPhone: counted.notSeenByPhone - [...view.fellAlike().keys()].filter(({ facts }) => facts.hasPhone).length,
        },
      };
    },
    async readersPage(asked, onProgress) {
      const view = await views.at(asked, onProgress);
      await view.prepare();
      return readersPage(view, sums.readers(view), sums.movers(view), await views.branches(), asked.branch);
    },
    async keepPage(asked, onProgress) {
      const view = await views.at(asked, onProgress);
      return keepPage(view, sums.keep(view));
    },
    async expectedUse(asked) {
      return (await at(asked)).expected().use;
    },
    async previewValue(rules) {
      const month = localDay(clock.now()).slice(0, 7);
      return valuePreview(await at({ branch: null, month }), rules);
    },
    async readers(asked, figure, from = 0, to = Number.POSITIVE_INFINITY) {
      const view = await at(asked);
      return lists
        .of(view, asked, figure)
        .slice(from, to)
        .map((item) => readerOf(item, view, figure));
    },
    async countOf(asked, figure) {
      const view = await at(asked);
      const all = lists.of(view, asked, figure);
      const alike = view.fellAlike();
      return { total: all.length, alike: all.filter(({ person }) => alike.has(person)).length };
    },
    async placeOf(reader) {
      // of one reader only: nobody waits for the whole library here
      const { use } = await readReader(db, reader);
      if (use === null) return null;
      const today = dayToNumber(localDay(clock.now()));
      const person = personOf(use, calendars(await views.branches())(use.facts));
      return standingOf(placedOn(person, { day: today, before: today }, DEFAULT_VALUE_RULES), today);
    },
  };

  async function closedDays(branch: string | null): Promise<readonly number[]> {
    const rows = (await views.branches()).filter(({ id }) => branch === null || id === branch);
    // closed is a weekday on which none of them is open; one that names no days is always open
    return rows.length === 0 ? [] : WEEKDAYS.filter((day) => rows.every(({ openDays = [] }) => openDays.length > 0 && !openDays.includes(String(day))));
  }
}

const lastMonths = (month: string, count: number): readonly string[] => Array.from({ length: count }, (_, index) => monthBack(month, count - 1 - index));

function readerOf(item: Placed, view: LibraryView, figure: Figure): FigureReader {
  const expected = figure.tag === "active" ? view.expected().of(item) : undefined;
  const alike = view.fellAlike().get(item.person);
  return {
    ...standingOf(item, view.day),
    ...(expected !== undefined && { expected }),
    ...(alike !== undefined && { alike }),
  };
}

function standingOf(item: Placed, day: number): FigureReader {
  const { id, history } = item.person;
  const { state, cause, since } = standingSince(history, day);
  const { lastContact } = item.given;
  return { id, state, cause, since: since === undefined ? null : numberToDay(since), value: readerValue(item), lastContact: lastContact === undefined ? null : numberToDay(lastContact) };
}
