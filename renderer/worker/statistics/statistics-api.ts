/** Statistics as the page asks for them: reads the library's use, places everybody on the day, counts. */
import { busyWeek } from "#shared/analysis/busy-week.ts";
import { lineOf } from "#shared/analysis/concentration.ts";
import { opinionsInTime, promisesKept } from "#shared/analysis/in-time.ts";
import { standingSince } from "#shared/analysis/life-cycle.ts";
import { buildUses } from "#shared/analysis/uses.ts";
import { dayToNumber, numberToDay } from "#shared/kernel/day.ts";
import type { Row } from "../../db/database.ts";
import type { Figure, FigureReader, Overview, ReadProgress, StatisticsApi, StatisticsAsked } from "../../platform/statistics-api.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { aliasesOf, createLibraryUse, type LibraryUse, rowsOfReader } from "./library-use.ts";
import { firstOf, lastOf, monthBack } from "./months.ts";
import { attentionOf, isHere, isOf, meanKinds, type Placed, place, spreadOfUse, stageCounts } from "./overview.ts";
import { type Person, peopleOf } from "./people.ts";
import { factsOf } from "./reader-facts.ts";
import { localDay } from "./use-rows.ts";

const BUSY_WEEKS = 4;
const BUSY_DAYS = BUSY_WEEKS * 7;
const OPINION_MONTHS = 6;
const DAY_MS = 86_400_000;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export function createStatisticsApi({ db, clock }: Pick<WorkerDeps, "db" | "clock">): StatisticsApi {
  const library = createLibraryUse(db);
  let known: { readonly use: LibraryUse; readonly branches: string; readonly people: readonly Person[] } | null = null;

  const shownBranches = async (): Promise<readonly Row<"branch">[]> => (await db.branch.toArray()).filter((row) => row.gone !== 1 && row.as === undefined);

  const people = async (onProgress: (progress: ReadProgress) => void): Promise<{ readonly use: LibraryUse; readonly people: readonly Person[] }> => {
    const [use, rows] = [await library.now(onProgress), await shownBranches()];
    const branches = JSON.stringify(rows);
    if (known?.use !== use || known.branches !== branches) known = { use, branches, people: peopleOf(use, rows) };
    return known;
  };

  const placedFor = async (asked: StatisticsAsked, onProgress: (progress: ReadProgress) => void) => {
    const today = localDay(clock.now());
    const { use, people: all } = await people(onProgress);
    const [last = today] = [lastOf(asked.month), today].toSorted();
    const day = dayToNumber(last);
    const chosen = asked.branch === null ? all : all.filter(({ facts }) => facts.branch === asked.branch);
    return { use, today, last, day, placed: place(chosen, day, dayToNumber(firstOf(asked.month)) - 1) };
  };

  return {
    async overview(asked, onProgress) {
      const { use, today, last, day, placed } = await placedFor(asked, onProgress);
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
          oneKind: placed.filter((item) => isBehind({ tag: "one-kind" }, item, asked, day)).length,
          promisesDue: open.filter(({ due }) => due === today).length,
          promisesLate: open.filter(({ due = today }) => due < today).length,
          notSeenByPhone: placed.filter((item) => isBehind({ tag: "not-seen-by-phone" }, item, asked, day)).length,
        },
      };
    },
    async readers(asked, figure) {
      const { day, placed } = await placedFor(asked, () => undefined);
      const line = lineOf(placed.map(({ numbers }) => numbers.value));
      const found = placed.filter((item) => (figure.tag === "top-fifth" ? item.numbers.value >= line : isBehind(figure, item, asked, day)));
      return found.map(({ person }) => standingOf(person, day));
    },
    async placeOf(reader) {
      // of one reader only: nobody waits for the whole library here
      const row = await db.reader.get(reader);
      const main = row?.as === undefined ? row : await db.reader.get(row.as);
      if (main === undefined || main.gone === 1) return null;
      const { rows } = await rowsOfReader(db, [main.id, ...(await aliasesOf(db, main.id))]);
      const use = { readers: new Map([[main.id, factsOf(main)]]), uses: buildUses([main.id], rows).uses, minutes: new Map() };
      const [person] = peopleOf(use, await shownBranches());
      return person === undefined ? null : standingOf(person, dayToNumber(localDay(clock.now())));
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
    const rows = (await shownBranches()).filter(({ id }) => branch === null || id === branch);
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

const isEnrolledIn = ({ person: { facts } }: Placed, month: string): boolean => {
  const { enrolledOn, hasCard } = facts.life;
  return hasCard && enrolledOn !== undefined && numberToDay(enrolledOn).startsWith(month);
};
const enrolledIn = (placed: readonly Placed[], month: string): number => placed.filter((item) => isEnrolledIn(item, month)).length;

function stageWork(counts: Overview["stages"]): Pick<Overview["work"], "potential" | "notSeen" | "returned"> {
  const of = (state: string): number => counts.find((item) => item.state === state)?.count ?? 0;
  return { potential: of("potential"), notSeen: of("not-seen"), returned: of("returned") };
}

/** Who stands behind a number; the most active fifth has a line of its own. */
function isBehind(figure: Figure, item: Placed, { month }: StatisticsAsked, day: number): boolean {
  switch (figure.tag) {
    case "stage":
      return item.state === figure.state;
    case "group":
      return isHere(item) && isOf(figure.group, item, day);
    case "new-cards":
      return isEnrolledIn(item, month);
    case "one-kind":
      return isHere(item) && item.kinds === 1;
    case "not-seen-by-phone":
      return item.state === "not-seen" && item.person.facts.hasPhone;
    case "top-fifth":
      return false;
  }
}

function standingOf({ id, history }: Person, day: number): FigureReader {
  const { state, cause, since } = standingSince(history, day);
  return { id, state, cause, since: since === undefined ? null : numberToDay(since) };
}
