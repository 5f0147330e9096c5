/** What the self-audit asks of the library's work in a period. */
import { opinionsInTime, promisesKept } from "#shared/analysis/deadlines-kept.ts";
import { firstOf, lastOf } from "#shared/kernel/month.ts";
import { isPromise } from "#shared/model/task.ts";
import type { FigureId, FigureValue } from "#shared/reports/figures.ts";
import { lastMonthOf } from "#shared/reports/period.ts";
import type { AuditFacts } from "#shared/reports/self-audit.ts";
import type { Row } from "../../db/database.ts";
import type { ReportAsked } from "../../platform/worker/reports-api.ts";
import type { StatisticsApi } from "../../platform/worker/statistics-api.ts";
import { localDay } from "../library-use/use-rows.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { contactsIn, endOf, isLive, monthStart } from "./month-book.ts";
import type { ReportView } from "./report-view.ts";
import { standingOf } from "./told-corrections.ts";

export async function auditFacts(
  db: WorkerDeps["db"],
  view: ReportView,
  statistics: Pick<StatisticsApi, "overview">,
  { branch, period }: ReportAsked,
): Promise<AuditFacts> {
  const months = view.monthsOf(period);
  const lastMonth = months.at(-1) ?? lastMonthOf(period);
  const [from, to] = [monthStart(period.month), endOf(lastMonth)];
  const told = (figure: FigureId): FigureValue =>
    view.told(figure, branch, period, standingOf(view, figure, branch, period));
  const overview = await statistics.overview({ branch, month: lastMonth }, () => undefined);
  const promises = await readPromises(db);
  const judged = opinionsInTime(opinionsOf(view, branch), months, localDay, view.today);
  const staff = (await db.staff.toArray()).filter((row) => isLive(row) && row.hidden !== true).map(({ id }) => id);
  const within = (at: number | undefined): boolean => at !== undefined && at >= from && at < to;
  // colleagues belong to no branch: whatever is asked for, they are the whole library's
  const taking = new Set<string | undefined>([
    ...(await contactsIn(db, from, to)).map((row) => row.staff),
    ...view.book.opinions.flatMap(({ steps = {} }) =>
      Object.values(steps).flatMap(({ at, by }) => (within(at) ? [by] : [])),
    ),
    ...promises.flatMap(({ done, doneBy }) => (within(done) ? [doneBy] : [])),
  ]);
  const groups = overview.attention.filter(({ readers }) => readers > 0);
  return {
    opinions: {
      inTime: judged.reduce((sum, { inTime }) => sum + inTime, 0),
      late: judged.reduce((sum, { late }) => sum + late, 0),
    },
    promises: promisesKept(
      promises.filter((row) => isPromiseOf(view, branch, row)),
      firstOf(period.month),
      lastOf(lastMonth),
      localDay,
      view.today,
    ),
    colleagues: { taking: staff.filter((id) => taking.has(id)).length, all: staff.length },
    breadth: overview.breadth,
    breadthReaders: overview.breadthReaders,
    reached: told("reached"),
    active: told("active-readers"),
    satisfaction: told("satisfaction"),
    groups: {
      all: groups.length,
      short: groups.filter(({ shortOfReaders, shortOfUse }) => shortOfReaders.length > 0 || shortOfUse.length > 0)
        .length,
      hasAttention: groups.some(({ of }) => of.contacts !== undefined),
    },
  };
}

export const opinionsOf = (view: ReportView, branch: string | null): readonly Row<"feedback">[] =>
  view.book.opinions.filter((row) => branch === null || row.branch === branch);

export const readPromises = async (db: WorkerDeps["db"]): Promise<readonly Row<"task">[]> =>
  (await db.task.toArray()).filter((row) => isLive(row) && isPromise(row));

/** To a reader who belonged to the branch on its day. */
export const isPromiseOf = (view: ReportView, branch: string | null, { promisedTo = "", due }: Row<"task">): boolean =>
  branch === null || (due !== undefined && view.book.branchOf(promisedTo, due) === branch);
