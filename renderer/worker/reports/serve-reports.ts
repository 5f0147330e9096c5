/** Reports as the page asks for them. */
import { lastOf } from "#shared/kernel/month.ts";
import { ok } from "#shared/kernel/result.ts";
import type { FigureLine } from "#shared/reports/figure-line.ts";
import { FIGURES, type FigureId, type FigureValue } from "#shared/reports/figures.ts";
import { sumOf } from "#shared/reports/month-counts.ts";
import { lastMonthOf, type Period } from "#shared/reports/period.ts";
import { figuresToSeal } from "#shared/reports/seals.ts";
import { selfAudit } from "#shared/reports/self-audit.ts";
import { stepTimes } from "#shared/reports/step-times.ts";
import { workloadOf } from "#shared/reports/workload.ts";
import type { BranchSheet, ReportAsked, ReportsApi } from "../../platform/worker/reports-api.ts";
import type { OnProgress, StatisticsApi } from "../../platform/worker/statistics-api.ts";
import { textWorkbook } from "../export/text-workbook.ts";
import type { LibraryViews } from "../library-use/library-view.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { auditFacts, opinionsOf } from "./audit-facts.ts";
import { figureRows } from "./figure-rows.ts";
import { fillFormFile, openFormFile } from "./form-file.ts";
import { createKeptMonths } from "./kept-months.ts";
import { endOf, monthStart } from "./month-book.ts";
import { openFormWorkbook } from "./open-form.ts";
import { createReportViews, type ReportView, withCompared } from "./report-view.ts";
import { contactsOf, hourHere, sheetRows } from "./sheet-rows.ts";
import { tableRows } from "./table-rows.ts";
import { closedIn, standingOf, toldCorrections } from "./told-corrections.ts";

/** What can be typed in and is recorded here too. */
const RECORDED = [
  ["visits", "visit"],
  ["loans", "loan"],
  ["event-attendance", "event"],
] as const;

const quiet = (): void => undefined;

export function createReportsApi(
  deps: Pick<WorkerDeps, "db" | "clock">,
  views: LibraryViews,
  statistics: Pick<StatisticsApi, "overview">,
  kept = createKeptMonths(deps.db),
): ReportsApi {
  const { db, clock } = deps;
  const viewOf = createReportViews(deps, views, kept);
  const at = ({ period }: ReportAsked, onProgress: OnProgress = quiet): Promise<ReportView> =>
    viewOf([period], onProgress);

  return {
    async sheet({ branch, period }, onProgress) {
      const compared = withCompared(period);
      const [, before, yearAgo] = compared;
      const view = await viewOf(compared, onProgress);
      const now = view.sheet(branch, period);
      const over = view.monthsOf(period).filter((month) => lastOf(month) < view.today);
      const closed = closedIn(view, period);
      const lines = FIGURES.map(
        (figure): FigureLine => ({
          figure,
          before: standingIn(view, figure, branch, before),
          yearAgo: standingIn(view, figure, branch, yearAgo),
          // what was closed and its corrections tell what it is now
          ...(view.isHidden(figure, branch, period)
            ? { now: view.told(figure, branch, period, now[figure]), sealed: undefined, corrected: 0 }
            : toldCorrections(view, figure, branch, period)),
        }),
      );
      const { use } = sumOf(view.monthsOf(period).map((month) => view.book.month(month).of(branch)));
      const recorded = Object.fromEntries(
        RECORDED.flatMap(([figure, kind]) => (use.has(kind) ? [[figure, use.get(kind)] as const] : [])),
      );
      return {
        until: view.untilOf(period),
        isOver: lastOf(lastMonthOf(period)) < view.today,
        lines,
        over,
        closed,
        recorded,
      };
    },
    async branches(period, onProgress) {
      const view = await viewOf([period], onProgress);
      const closed = new Set(view.closedBranches.map(({ id }) => id));
      const sheets = [null, ...view.branches.map(({ id }) => id), ...closed].map(
        (branch): BranchSheet => ({
          branch,
          cells: FIGURES.map((figure) => {
            const corrected = view.isHidden(figure, branch, period)
              ? 0
              : toldCorrections(view, figure, branch, period).corrected;
            return { figure, value: standingIn(view, figure, branch, period), corrected };
          }),
        }),
      );
      // of a closed one only where there is something to say: it has a part in the sum beside it
      const says = ({ cells }: BranchSheet): boolean =>
        cells.some(({ value }) => value.tag === "known" && value.value !== 0);
      return sheets.filter((sheet) => sheet.branch === null || !closed.has(sheet.branch) || says(sheet));
    },
    async work(asked) {
      const view = await at(asked);
      const { branch, period } = asked;
      const [from, to] = [monthStart(period.month), endOf(view.monthsOf(period).at(-1) ?? period.month)];
      const contacts = await contactsOf(db, branch, from, to);
      return {
        workload: workloadOf(contacts, hourHere, view.hourRate),
        steps: stepTimes(opinionsOf(view, branch), from, to, clock.now()),
        hourRate: view.hourRate,
      };
    },
    async audit(asked) {
      return selfAudit(await auditFacts(db, await at(asked), statistics, asked));
    },
    async toSeal(month) {
      const period: Period = { span: "month", month };
      const view = await viewOf([period], quiet);
      return figuresToSeal(
        [null, ...view.branches.map(({ id }) => id)].map((branch) => ({ branch, sheet: view.sheet(branch, period) })),
      );
    },
    async rows(asked, behind, most) {
      const view = await at(asked);
      if (typeof behind !== "string" && behind.tag !== "of-branch")
        return { isHidden: false, ...(await sheetRows(db, view, asked, behind, clock.now(), most)) };
      const { branch, figure } = typeof behind === "string" ? { branch: asked.branch, figure: behind } : behind;
      if (view.isHidden(figure, branch, asked.period)) return { isHidden: true, total: 0, rows: [] };
      return { isHidden: false, ...(await figureRows(db, view, { ...asked, branch }, figure, most)) };
    },
    workbook: textWorkbook,
    tableRows,
    openForm: openFormWorkbook,
    async fillForm(bytes, cells) {
      const file = await openFormFile(bytes);
      return file.ok ? ok(fillFormFile(file.value, cells)) : file;
    },
  };
}

/** What a column shows of a period. */
const standingIn = (view: ReportView, figure: FigureId, branch: string | null, period: Period): FigureValue =>
  view.told(figure, branch, period, standingOf(view, figure, branch, period));
