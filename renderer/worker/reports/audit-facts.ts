/** What the self-audit asks of the library's work in a period. */
import { opinionsInTime, promisesKept } from "#shared/analysis/deadlines-kept.ts";
import { isObject } from "#shared/kernel/json.ts";
import { firstOf, lastOf } from "#shared/kernel/month.ts";
import type { Feedback } from "#shared/model/feedback.ts";
import { isPromise } from "#shared/model/task.ts";
import { shownWrites } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow, FrontierWrite } from "#shared/replication/rows/row.ts";
import type { FigureId, FigureValue } from "#shared/reports/figures.ts";
import { lastMonthOf } from "#shared/reports/period.ts";
import { type AuditFacts, requestState } from "#shared/reports/self-audit.ts";
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
  const staff = await readColleagues(db);
  const requests = { met: 0, unmet: 0, open: 0 };
  for (const row of await contactsIn(db, from, to)) {
    const state = branch === null || row.branch === branch ? requestState(row) : null;
    if (state !== null) requests[state] += row.count ?? 1;
  }
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
    colleagues: { taking: takingPart(await deedsIn(db, view, from, to), staff), all: staff.length },
    requests,
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

/** Who is a colleague now, by name. */
export const readColleagues = async (db: WorkerDeps["db"]): Promise<readonly Row<"staff">[]> =>
  (await db.staff.toArray()).filter((row) => isLive(row) && row.hidden !== true);

type Step = NonNullable<Feedback["steps"]>[string];

interface Finish {
  readonly at: number | undefined;
  readonly by: string | undefined;
}

interface Deed {
  readonly kind: "interaction" | "feedback" | "task";
  readonly id: string;
  readonly reader: string | undefined;
  readonly at: number;
  readonly by: string;
}

/**
 * What colleagues logged, did with an opinion, or kept of a promise in a time. They belong to no branch: whatever is
 * asked for, they are the whole library's.
 */
export async function deedsIn(
  db: WorkerDeps["db"],
  view: ReportView,
  from: number,
  to: number,
): Promise<readonly Deed[]> {
  const deeds: Deed[] = [];
  const add = (of: Pick<Deed, "kind" | "id" | "reader">, at: number | undefined, by: string | undefined): void => {
    if (at !== undefined && at >= from && at < to && by !== undefined) deeds.push({ ...of, at, by });
  };
  for (const { id, reader, at, staff } of await contactsIn(db, from, to))
    add({ kind: "interaction", id, reader }, at, staff);
  for (const row of view.book.opinions)
    for (const { at, by } of stepsIn(row)) add({ kind: "feedback", id: row.id, reader: row.reader }, at, by);
  for (const row of await readPromises(db))
    for (const { at, by } of finishesOf(row)) add({ kind: "task", id: row.id, reader: row.promisedTo }, at, by);
  return deeds;
}

/** The steps of an opinion; of one that two desks took without knowing of each other both. */
const stepsIn = ({ f, steps = {} }: Row<"feedback">): readonly Step[] =>
  Object.entries(steps).flatMap(([name, step]): readonly Step[] => {
    const writes = besideEachOther(f, `steps/${name}`);
    return writes.length === 0 ? [step] : writes.flatMap(({ v }) => (isObject(v) ? [v as unknown as Step] : [])); // parsed
  });

/** Who has done it; where two desks did, both, each at their time. */
function finishesOf({ f, done, doneBy }: Row<"task">): readonly Finish[] {
  const times = besideEachOther(f, "done");
  const people = besideEachOther(f, "doneBy");
  if (done === undefined || people.length === 0) return [{ at: done, by: doneBy }];
  return people.flatMap(({ v: by, by: [stream, seq] }): readonly Finish[] => {
    const time = times.find(({ by: of }) => of[0] === stream && of[1] === seq)?.v;
    return typeof by === "string" ? [{ at: typeof time === "number" ? time : done, by }] : [];
  });
}

/** Writes of a cell that had not seen each other; none where there is one, whose value is the shown one. */
function besideEachOther(f: AnyRow["f"], cell: string): readonly FrontierWrite[] {
  const writes = shownWrites(f?.[cell] ?? []);
  return writes.length > 1 ? writes : [];
}

export const takingPart = (deeds: readonly Deed[], colleagues: readonly Row<"staff">[]): number => {
  const taking = new Set(deeds.map(({ by }) => by));
  return colleagues.filter(({ id }) => taking.has(id)).length;
};

export const opinionsOf = (view: ReportView, branch: string | null): readonly Row<"feedback">[] =>
  view.book.opinions.filter((row) => branch === null || row.branch === branch);

export const readPromises = async (db: WorkerDeps["db"]): Promise<readonly Row<"task">[]> =>
  (await db.task.toArray()).filter((row) => isLive(row) && isPromise(row));

/** To a reader who belonged to the branch on its day. */
export const isPromiseOf = (view: ReportView, branch: string | null, { promisedTo = "", due }: Row<"task">): boolean =>
  branch === null || (due !== undefined && view.book.branchOf(promisedTo, due) === branch);
