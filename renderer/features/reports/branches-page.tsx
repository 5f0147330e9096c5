/** The figures of all branches side by side; of work, never of colleagues. */

import type { ReactNode } from "react";
import { FIGURES, type FigureId } from "#shared/reports/figures.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useT } from "../../i18n/use-t.ts";
import type { BranchCell, BranchSheet } from "../../platform/worker/reports-api.ts";
import type { PageProps } from "./asked.ts";
import { PlainTable } from "./plain-table.tsx";
import { ReportBody } from "./report-body.tsx";
import { ReportFrame } from "./report-frame.tsx";
import type { ReportTable } from "./report-table.ts";
import { RowsDoor } from "./rows-door.tsx";
import { useFigureText } from "./use-figure-text.ts";
import { useReport } from "./use-report.ts";

export function BranchesPage(props: PageProps) {
  const { period } = props.asked;
  const t = useT();
  const house = useHouse();
  const text = useFigureText();
  const asked = useReport(`${period.span} ${period.month}`, (reports, onProgress) =>
    reports.branches(period, onProgress),
  );
  const order = [...house.branches.keys()];
  /** The whole library, then the branches in their order. */
  const value = asked.value?.toSorted((a, b) => order.indexOf(a.branch ?? "") - order.indexOf(b.branch ?? ""));
  const report = { ...asked, value };
  const headOf = (sheets: readonly BranchSheet[]): readonly string[] => [
    t("reports.figure"),
    ...sheets.map(({ branch }) =>
      branch === null ? t("reports.all-branches") : (house.branches.get(branch) ?? branch),
    ),
  ];
  const tableOf = (sheets: readonly BranchSheet[]): ReportTable => ({
    name: t("reports.page-branches"),
    head: headOf(sheets),
    rows: FIGURES.flatMap((figure, place) => {
      const values = sheets.map(({ cells }) => cells[place]?.value);
      const name = t(`reports.name-${figure}`);
      const wholes = values.map((value) => (value === undefined ? "" : text.wholeOf(figure, value)));
      return [
        [name, ...values.map((value) => (value === undefined ? "" : text.cellOf(value)))],
        // a share is a number there: of how many it is stands below it
        ...(wholes.every((whole) => whole === "") ? [] : [[t("reports.whole-of", { figure: name }), ...wholes]]),
      ];
    }),
  });
  const cellOf = (figure: FigureId, branch: string | null, cell: BranchCell | undefined): ReactNode => {
    if (cell === undefined) return "";
    const short = text.shortOf(figure, cell.value);
    const corrected = text.correctedOf(figure, cell.corrected, period.span === "month");
    const isNone = cell.value.tag === "unknown" || cell.value.value === 0;
    return (
      <>
        <RowsDoor behind={{ tag: "of-branch", figure, branch }} text={short} isNone={isNone} onGo={props.onGo} />
        {corrected === "" ? "" : ` · ${corrected}`}
      </>
    );
  };
  return (
    <ReportFrame
      {...props}
      isBusy={report.isBusy}
      hasBranch={false}
      table={report.value === undefined ? undefined : tableOf(report.value)}
    >
      <ReportBody report={report}>
        {(sheets) => (
          <PlainTable
            title={t("reports.page-branches")}
            head={headOf(sheets)}
            rows={FIGURES.map((figure, place) => [
              t(`reports.name-${figure}`),
              ...sheets.map(({ branch, cells }) => cellOf(figure, branch, cells[place])),
            ])}
          />
        )}
      </ReportBody>
    </ReportFrame>
  );
}
