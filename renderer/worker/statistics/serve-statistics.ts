/** Statistics as the page asks for them: the library's use, everybody placed on the day, and what is counted of it. */

import { BUSY_DAYS, BUSY_WEEKS, busyWeek } from "#shared/analysis/busy-week.ts";
import { opinionsInTime, promisesKept } from "#shared/analysis/deadlines-kept.ts";
import { standingSince } from "#shared/analysis/life/life-cycle.ts";
import { DEFAULT_VALUE_RULES } from "#shared/analysis/value-rules.ts";
import { dayToNumber, numberToDay } from "#shared/kernel/day.ts";
import { firstOf, lastOf, monthBack } from "#shared/kernel/month.ts";
import { closedHours } from "#shared/model/calendar/opening-hours.ts";
import { isPromise, isTaskLate } from "#shared/model/task.ts";
import { readHousedUntil } from "../../db/imported-until.ts";
import type {
  Figure,
  FigureReader,
  Overview,
  StatisticsApi,
  StatisticsAsked,
} from "../../platform/worker/statistics-api.ts";
import { busyHours, slotOf } from "../library-use/busy-days.ts";
import { alikeReaders } from "../library-use/fell-alike.ts";
import { createLibraryViews, type LibraryLook, type LibraryView } from "../library-use/library-view.ts";
import { calendars, personOf } from "../library-use/people.ts";
import { type Placed, placedOn } from "../library-use/placed.ts";
import { readReader } from "../library-use/read-library-use.ts";
import { createSmallTables } from "../library-use/small-tables.ts";
import { localDay } from "../library-use/use-rows.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { calendarPreview } from "./calendar-preview.ts";
import type { Expectation } from "./expected-use.ts";
import { createFigureLists } from "./figure-lists.ts";
import { keepPage } from "./keep-figures.ts";
import { keptByReader } from "./kept-promises.ts";
import { attentionLines, meanKinds, spreadsOfUse, stageCounts } from "./overview.ts";
import { readersPage } from "./readers-figures.ts";
import { createToldUsed } from "./safe-used.ts";
import { createAhead } from "./sums/ahead.ts";
import type { DaySums } from "./sums/day-sums.ts";
import { createLibraryFigures } from "./sums/library-figures.ts";
import { createToldNames } from "./told-of-library.ts";
import { valuePreview } from "./value-preview.ts";
import { readerValue } from "./value-spread.ts";

const quiet = (): void => undefined;
const OPINION_MONTHS = 6;

/** What the worker's other services ask beside the page. */
export interface StatisticsHere extends StatisticsApi {
  /** Ids of the readers behind a figure, as they are listed; the same list for as long as nothing has changed. */
  readonly behind: (asked: StatisticsAsked, figure: Figure) => Promise<readonly string[]>;
}

/** @param quietMs after a question, until the next ones are worked out ahead */
export function createStatisticsApi(
  { db, clock }: Pick<WorkerDeps, "db" | "clock">,
  views = createLibraryViews({ db, clock }),
  quietMs?: number,
): StatisticsHere {
  const figures = createLibraryFigures(views);
  const ahead = createAhead(views, figures, () => localDay(clock.now()), quietMs);
  const tables = createSmallTables(db);
  const lists = createFigureLists();
  const usedOf = createToldUsed();
  const toldNames = createToldNames({ db, clock }, views, usedOf);
  return {
    overview: (asked, onProgress) =>
      ahead.answering(asked, () => figures.day(asked, onProgress, (look, sums) => overviewOf(asked, look, sums))),
    readersPage: (asked, onProgress) =>
      ahead.answering(asked, () =>
        figures.readers(asked, onProgress, async (look, sums) =>
          readersPage(look, sums, await views.branches(), asked.branch, usedOf),
        ),
      ),
    keepPage: (asked, onProgress) => ahead.answering(asked, () => figures.day(asked, onProgress, keepPage)),
    told: (asked, onProgress) =>
      ahead.answering(asked, async () => [...(await toldNames(asked.month, onProgress))(asked.branch)]),
    expectedUse: (asked, onProgress) =>
      ahead.answering(asked, async () => (await (await views.look(asked, onProgress)).expected(onProgress)).use),
    async previewValue(rules) {
      const month = localDay(clock.now()).slice(0, 7);
      return valuePreview(await views.at({ branch: null, month }, quiet), rules);
    },
    async previewCalendar(others) {
      const today = localDay(clock.now());
      const view = await views.at({ branch: null, month: today.slice(0, 7) }, quiet);
      const until = await readHousedUntil(db, dayToNumber(today));
      return calendarPreview(view, await views.branches(), others, until);
    },
    readers: (asked, figure, from = 0, to = Number.POSITIVE_INFINITY) =>
      ahead.answering(asked, async () => {
        const view = await views.at(asked, quiet);
        if (await isHidden(asked, view, figure)) return [];
        const expected = await expectedOf(view, figure);
        return lists
          .of(view, figure, expected)
          .slice(from, to)
          .map((item) => readerOf(item, view, expected));
      }),
    readersOf: (asked, figure, ids) =>
      ahead.answering(asked, async () => {
        const view = await views.at(asked, quiet);
        if (await isHidden(asked, view, figure)) return [];
        const expected = await expectedOf(view, figure);
        const wanted = new Set(ids);
        return lists
          .of(view, figure, expected)
          .filter(({ person }) => wanted.has(person.id))
          .map((item) => readerOf(item, view, expected));
      }),
    alikeOf: (asked, figure) =>
      ahead.answering(asked, async () => {
        const view = await views.at(asked, quiet);
        if (await isHidden(asked, view, figure)) return [];
        const alike = view.fellAlike();
        return lists.idsOf(view, figure, await expectedOf(view, figure)).filter((id) => alike.has(id));
      }),
    behind: (asked, figure) =>
      ahead.answering(asked, async () => {
        const view = await views.at(asked, quiet);
        return (await isHidden(asked, view, figure)) ? [] : lists.idsOf(view, figure, await expectedOf(view, figure));
      }),
    countOf: (asked, figure) =>
      ahead.answering(asked, async () => {
        const view = await views.at(asked, quiet);
        if (await isHidden(asked, view, figure)) return { total: 0, alike: 0 };
        const list = lists.of(view, figure, await expectedOf(view, figure));
        const alike = view.fellAlike();
        return { total: list.length, alike: list.filter(({ person }) => alike.has(person.id)).length };
      }),
    async placeOf(reader) {
      // of one reader only: nobody waits for the whole library here
      const use = (await readReader(db, reader))[0]?.use ?? null;
      if (use === null) return null;
      const today = dayToNumber(localDay(clock.now()));
      const until = await readHousedUntil(db, today);
      const person = personOf(use, calendars(await views.branches(), until)(use.facts));
      return standingOf(placedOn(person, { day: today, before: today }, DEFAULT_VALUE_RULES), today);
    },
  };

  /** Of a composition's cell that is told nowhere no rows are opened either. */
  async function isHidden({ branch }: StatisticsAsked, { use, day }: LibraryLook, figure: Figure): Promise<boolean> {
    if (figure.tag !== "attribute") return false;
    const names = (await views.branches()).map(({ id }) => id);
    return !usedOf(use.readers, names, day)(branch)[figure.attribute](figure.value);
  }

  async function overviewOf(
    { branch, month }: StatisticsAsked,
    look: LibraryLook,
    { overview: counted, alike }: DaySums,
  ): Promise<Overview> {
    const { use, today, last, day } = look;
    const isOfBranch = (of: string | undefined): boolean => branch === null || of === branch;
    const tasks = await tables.tasks(use.versions.tasks);
    const open = tasks.filter((row) => isPromise(row) && row.done === undefined);
    const opinions = await tables.opinions(
      use.versions.opinions,
      new Date(`${firstOf(monthBack(month, OPINION_MONTHS - 1))}T00:00`).getTime(),
    );
    const kept = (of: string): Overview["kept"] => promisesKept(tasks, firstOf(of), lastOf(of), localDay, today);
    return {
      day: last,
      readers: counted.here,
      busy: busyWeek(busyHours(use.busy, day, BUSY_DAYS, isOfBranch), slotOf, BUSY_WEEKS),
      closed: closedHours((await views.branches()).filter(({ id }) => branch === null || id === branch)),
      concentrations: spreadsOfUse(counted),
      opinions: opinionsInTime(
        opinions.filter((row) => isOfBranch(row.branch)),
        lastMonths(month, OPINION_MONTHS),
        localDay,
        today,
      ),
      stages: stageCounts(counted),
      notSeenWithOwner: counted.notSeenWithOwner,
      ...attentionLines(counted, look, keptByReader(tasks, day)),
      newCards: counted.newCards,
      newCardsYearAgo: counted.newCardsYearAgo,
      kept: kept(month),
      keptBefore: kept(monthBack(month, 1)),
      breadth: meanKinds(counted.kinds),
      breadthBefore: meanKinds(counted.kindsBefore),
      breadthReaders: counted.kinds.readers,
      work: {
        potential: counted.stages.potential.count,
        notSeen: counted.stages["not-seen"].count,
        returned: counted.stages.returned.count,
        oneKind: counted.oneKind,
        promisesDue: open.filter(({ due }) => due === today).length,
        promisesLate: open.filter((row) => isTaskLate(row, today)).length,
        // where the whole group stays away there is nobody to call
        notSeenByPhone:
          counted.notSeenByPhone - [...alikeReaders(alike).values()].filter(({ hasPhone }) => hasPhone).length,
      },
    };
  }
}

const lastMonths = (month: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => monthBack(month, count - 1 - index));

/** Null where the figure is of nothing that is expected. */
const expectedOf = async (view: LibraryView, figure: Figure): Promise<Expectation | null> =>
  figure.tag === "coming" ? view.expected(quiet) : null;

function readerOf(item: Placed, view: LibraryView, expectation: Expectation | null): FigureReader {
  const expected = expectation?.of(item.person);
  const alike = view.fellAlike().get(item.person.id);
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
  return {
    id,
    state,
    cause,
    since: since === undefined ? null : numberToDay(since),
    value: readerValue(item, day),
    lastContact: lastContact === undefined ? null : numberToDay(lastContact),
  };
}
