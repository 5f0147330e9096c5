/** The records behind the numbers of the sheets of work and of the self-audit, the latest or the slowest first. */
import { judgeOpinion, judgePromise } from "#shared/analysis/deadlines-kept.ts";
import { firstOf, lastOf } from "#shared/kernel/month.ts";
import { isSatisfied } from "#shared/reports/month-counts.ts";
import { addUp, type SheetNumber } from "#shared/reports/rows-behind.ts";
import { requestState } from "#shared/reports/self-audit.ts";
import { wayOf } from "#shared/reports/step-times.ts";
import { workKey } from "#shared/reports/workload.ts";
import type { Row } from "../../db/database.ts";
import type { FigureRow, ReportAsked, RowsOfFigure } from "../../platform/worker/reports-api.ts";
import { localDay } from "../library-use/use-rows.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { deedsIn, isPromiseOf, opinionsOf, readColleagues, readPromises, takingPart } from "./audit-facts.ts";
import { contactRow } from "./figure-rows.ts";
import { contactsIn, endOf, monthStart } from "./month-book.ts";
import type { ReportView } from "./report-view.ts";

type Contact = Row<"interaction">;
type Behind = Exclude<SheetNumber, { readonly tag: "of-branch" }>;

export const hourHere = (instant: number): number => new Date(instant).getHours();

export const contactsOf = async (
  db: WorkerDeps["db"],
  branch: string | null,
  from: number,
  to: number,
): Promise<readonly Contact[]> =>
  (await contactsIn(db, from, to)).filter((row) => branch === null || row.branch === branch);

/** @param most so many of them */
export async function sheetRows(
  db: WorkerDeps["db"],
  view: ReportView,
  asked: ReportAsked,
  behind: Behind,
  now: number,
  most: number,
): Promise<Omit<RowsOfFigure, "isHidden">> {
  if (behind.tag === "colleagues") return colleagueRows(db, view, asked, behind.of, most);
  const rows = await rowsOf(db, view, asked, behind, now);
  const sum = rows.reduce((all, { amount }) => all + amount, 0);
  return { total: rows.length, ...(addUp(behind) && { sum }), rows: rows.slice(0, most) };
}

/** All colleagues by name; or what was done by those who took part, which says of nobody how much. */
async function colleagueRows(
  db: WorkerDeps["db"],
  view: ReportView,
  { period }: ReportAsked,
  of: "all" | "part",
  most: number,
): Promise<Omit<RowsOfFigure, "isHidden">> {
  const colleagues = await readColleagues(db);
  if (of === "all") {
    const rows = colleagues.map(
      ({ id }): FigureRow => ({ kind: "staff", id, reader: undefined, on: undefined, amount: 1 }),
    );
    return { total: rows.length, rows: rows.slice(0, most) };
  }
  const ids = new Set(colleagues.map(({ id }) => id));
  const [from, to] = [monthStart(period.month), endOf(lastMonthIn(view, period))];
  const deeds = (await deedsIn(db, view, from, to)).filter(({ by }) => ids.has(by));
  // of an opinion with several steps the latest
  const latest = new Map(deeds.toSorted((a, b) => a.at - b.at).map((deed) => [`${deed.kind} ${deed.id}`, deed]));
  const rows = [...latest.values()]
    .toSorted((a, b) => b.at - a.at)
    .map(({ kind, id, reader, at }): FigureRow => ({ kind, id, reader, on: localDay(at), amount: 1 }));
  return { total: rows.length, sum: takingPart(deeds, colleagues), rows: rows.slice(0, most) };
}

const lastMonthIn = (view: ReportView, period: ReportAsked["period"]): string =>
  view.monthsOf(period).at(-1) ?? period.month;

async function rowsOf(
  db: WorkerDeps["db"],
  view: ReportView,
  { branch, period }: ReportAsked,
  behind: Exclude<Behind, { readonly tag: "colleagues" }>,
  now: number,
): Promise<readonly FigureRow[]> {
  const months = view.monthsOf(period);
  const lastMonth = lastMonthIn(view, period);
  const [from, to] = [monthStart(period.month), endOf(lastMonth)];
  const contacts = async (
    isCounted: (row: Contact) => boolean,
    amountOf: (row: Contact) => number = ({ count = 1 }) => count,
  ): Promise<readonly FigureRow[]> =>
    (await contactsOf(db, branch, from, to))
      .filter(isCounted)
      .map((row) => contactRow(row, amountOf(row)))
      .toReversed();
  switch (behind.tag) {
    case "work":
    case "work-line": {
      const isOfLine = (row: Contact): boolean =>
        behind.tag === "work" || workKey(row, behind.by, hourHere) === behind.key;
      return behind.unit === "records"
        ? contacts(isOfLine)
        : contacts(
            (row) => isOfLine(row) && (row.minutes ?? 0) > 0,
            ({ minutes = 0 }) => minutes,
          );
    }
    case "timed":
      return contacts(({ minutes }) => minutes !== undefined);
    case "unrated":
      return contacts(({ satisfaction }) => satisfaction === undefined);
    case "satisfied":
      return contacts(
        ({ satisfaction }) => satisfaction !== undefined && isSatisfied(satisfaction),
        ({ satisfaction = 0 }) => satisfaction,
      );
    case "requests":
      return contacts((row) => {
        const state = requestState(row);
        return behind.of === "judged" ? state === "met" || state === "unmet" : state === behind.of;
      });
    case "reached":
      return slowestFirst(
        opinionsOf(view, branch).flatMap((row) =>
          (wayOf(row, now)?.reached ?? [])
            .filter(({ step, at }) => step === behind.step && at >= from && at < to)
            .map(({ at, days }) => opinionRow(row, at, days)),
        ),
      );
    case "waiting":
      return slowestFirst(
        opinionsOf(view, branch).flatMap((row) => {
          const waits = wayOf(row, now)?.waits;
          return waits?.at === behind.at ? [opinionRow(row, row.receivedAt, waits.days)] : [];
        }),
      );
    case "opinions":
      return opinionsOf(view, branch).flatMap((row) => {
        const judged = judgeOpinion(row, localDay, view.today);
        const isOfPeriod = row.receivedAt !== undefined && months.includes(localDay(row.receivedAt).slice(0, 7));
        const isAsked = behind.of === "all" ? judged !== null : judged === "inTime";
        return isOfPeriod && isAsked ? [opinionRow(row, row.receivedAt, 1)] : [];
      });
    case "promises":
      return (await readPromises(db)).flatMap((row) => {
        const { id, due, promisedTo } = row;
        if (due === undefined || due < firstOf(period.month) || due > lastOf(lastMonth)) return [];
        const judged = judgePromise(row, localDay, view.today);
        const isAsked = behind.of === "all" ? judged !== null : judged === "kept";
        return isAsked && isPromiseOf(view, branch, row)
          ? [{ kind: "task", id, reader: promisedTo, on: due, amount: 1 }]
          : [];
      });
  }
}

const opinionRow = ({ id, reader }: Row<"feedback">, at: number | undefined, amount: number): FigureRow => ({
  kind: "feedback",
  id,
  reader,
  on: at === undefined ? undefined : localDay(at),
  amount,
});

const slowestFirst = (rows: readonly FigureRow[]): readonly FigureRow[] => rows.toSorted((a, b) => b.amount - a.amount);
