/** Statistics as the page asks for them: reads the library's use, places everybody on the day, counts. */
import { busyWeek } from "#shared/analysis/busy-week.ts";
import { opinionsInTime, promisesKept } from "#shared/analysis/in-time.ts";
import { standingSince } from "#shared/analysis/life-cycle.ts";
import { buildUses } from "#shared/analysis/uses.ts";
import { DEFAULT_VALUE_RULES } from "#shared/analysis/value-rules.ts";
import { dayToNumber, numberToDay } from "#shared/kernel/day.ts";
import type { Row } from "../../db/database.ts";
import type { FigureReader, Overview, StatisticsApi } from "../../platform/statistics-api.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { isEnrolledIn, readersBehind } from "./figures.ts";
import { aliasesOf, rowsOfReader } from "./library-use.ts";
import { createLibraryViews } from "./library-view.ts";
import { firstOf, lastOf, monthBack } from "./months.ts";
import { attentionOf, meanKinds, spreadOfUse, stageCounts } from "./overview.ts";
import { createPeople } from "./people.ts";
import { createPlace, isHere, type Placed } from "./placed.ts";
import { factsOf } from "./reader-facts.ts";
import { readersPage } from "./readers-page.ts";
import { localDay } from "./use-rows.ts";
import { valuePreview } from "./value-preview.ts";
import { readerValue } from "./value-spread.ts";

const BUSY_WEEKS = 4;
const BUSY_DAYS = BUSY_WEEKS * 7;
const OPINION_MONTHS = 6;
const DAY_MS = 86_400_000;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export function createStatisticsApi({ db, clock }: Pick<WorkerDeps, "db" | "clock">): StatisticsApi {
  const views = createLibraryViews({ db, clock });

  return {
    async overview(asked, onProgress) {
      const view = await views.at(asked, onProgress);
      const { use, today, last, day, placed } = view;
      const isOfBranch = (branch: string | undefined): boolean => asked.branch === null || branch === asked.branch;
      const tasks = await db.task.toArray();
      const open = tasks.filter((row) => row.gone !== 1 && row.promisedTo !== undefined && row.done === undefined && row.due !== undefined);
      const before = monthBack(asked.month, 1);
      const attention = attentionOf(placed, use.minutes, day);
      const counts = stageCounts(placed);
      return {
        day: last,
        readers: placed.filter(isHere).length,
        busy: busyWeek(await contactsUpTo(last, isOfBranch), slotOf, BUSY_WEEKS),
        closed: await closedDays(asked.branch),
        concentration: spreadOfUse(placed),
        opinions: opinionsInTime(
          (await opinionsSince(monthBack(asked.month, OPINION_MONTHS - 1))).filter(({ branch }) => isOfBranch(branch)),
          lastMonths(asked.month, OPINION_MONTHS),
          localDay,
          today,
        ),
        stages: counts,
        notSeenWithOwner: placed.filter(({ state, person }) => state === "not-seen" && person.facts.owner !== undefined).length,
        attention,
        hasMinutes: attention.some(({ ofMinutes }) => ofMinutes > 0) || placed.some(({ person }) => (use.minutes.get(person.id) ?? []).length > 0),
        newCards: enrolledIn(placed, asked.month),
        newCardsYearAgo: enrolledIn(placed, monthBack(asked.month, 12)),
        kept: promisesKept(tasks.filter(isLive), firstOf(asked.month), lastOf(asked.month), localDay, today),
        keptBefore: promisesKept(tasks.filter(isLive), firstOf(before), lastOf(before), localDay, today),
        breadth: meanKinds(placed, ({ kinds }) => kinds),
        breadthBefore: meanKinds(placed, ({ kindsBefore }) => kindsBefore),
        work: {
          ...stageWork(counts),
          oneKind: readersBehind({ tag: "one-kind" }, view, asked).length,
          promisesDue: open.filter(({ due }) => due === today).length,
          promisesLate: open.filter(({ due = today }) => due < today).length,
          notSeenByPhone: readersBehind({ tag: "not-seen-by-phone" }, view, asked).length,
        },
      };
    },
    async readersPage(asked, onProgress) {
      return readersPage(await views.at(asked, onProgress));
    },
    async expectedUse(asked) {
      return (await views.at(asked, () => undefined)).expected().use;
    },
    async previewValue(rules) {
      const month = localDay(clock.now()).slice(0, 7);
      return valuePreview(await views.at({ branch: null, month }, () => undefined), rules);
    },
    async readers(asked, figure) {
      const view = await views.at(asked, () => undefined);
      return readersBehind(figure, view, asked).map((item) => {
        const expected = figure.tag === "active" ? view.expected().of(item) : undefined;
        const alike = view.fellAlike().get(item.person);
        return { ...standingOf(item, view.day), ...(expected !== undefined && { expected }), ...(alike !== undefined && { alike }) };
      });
    },
    async placeOf(reader) {
      // of one reader only: nobody waits for the whole library here
      const row = await db.reader.get(reader);
      const main = row?.as === undefined ? row : await db.reader.get(row.as);
      if (main === undefined || main.gone === 1) return null;
      const { rows } = await rowsOfReader(db, [main.id, ...(await aliasesOf(db, main.id))]);
      const use = { readers: new Map([[main.id, factsOf(main)]]), uses: buildUses([main.id], rows).uses, minutes: new Map() };
      const today = dayToNumber(localDay(clock.now()));
      const [item] = createPlace()(createPeople()(use, await views.branches()), today, today, DEFAULT_VALUE_RULES);
      return item === undefined ? null : standingOf(item, today);
    },
  };

  async function contactsUpTo(last: string, isOfBranch: (branch: string | undefined) => boolean): Promise<readonly Row<"interaction">[]> {
    const end = new Date(`${last}T00:00`).getTime() + DAY_MS;
    const rows = await db.interaction
      .where("at")
      .between(end - BUSY_DAYS * DAY_MS, end, true, false)
      .toArray();
    return rows.filter((row) => row.gone !== 1 && isOfBranch(row.branch));
  }

  async function opinionsSince(month: string): Promise<readonly Row<"feedback">[]> {
    const rows = await db.feedback
      .where("receivedAt")
      .aboveOrEqual(new Date(`${firstOf(month)}T00:00`).getTime())
      .toArray();
    return rows.filter((row) => row.gone !== 1);
  }

  async function closedDays(branch: string | null): Promise<readonly number[]> {
    const rows = (await views.branches()).filter(({ id }) => branch === null || id === branch);
    // closed is a weekday on which none of them is open; one that names no days is always open
    return rows.length === 0 ? [] : WEEKDAYS.filter((day) => rows.every(({ openDays = [] }) => openDays.length > 0 && !openDays.includes(String(day))));
  }
}

const isLive = ({ gone }: { readonly gone?: 1 }): boolean => gone !== 1;

const lastMonths = (month: string, count: number): readonly string[] => Array.from({ length: count }, (_, index) => monthBack(month, count - 1 - index));

const slotOf = (at: number): { weekday: number; hour: number } => {
  const date = new Date(at);
  return { weekday: ((date.getDay() + 6) % 7) + 1, hour: date.getHours() };
};

const enrolledIn = (placed: readonly Placed[], month: string): number => placed.filter((item) => isEnrolledIn(item, month)).length;

function stageWork(counts: Overview["stages"]): Pick<Overview["work"], "potential" | "notSeen" | "returned"> {
  const of = (state: string): number => counts.find((item) => item.state === state)?.count ?? 0;
  return { potential: of("potential"), notSeen: of("not-seen"), returned: of("returned") };
}

function standingOf(item: Placed, day: number): FigureReader {
  const { id, history } = item.person;
  const { state, cause, since } = standingSince(history, day);
  return { id, state, cause, since: since === undefined ? null : numberToDay(since), value: readerValue(item) };
}
