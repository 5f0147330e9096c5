/** The month: figures that other systems own, what the formulas need, and its closing. */
import { FIGURES } from "#shared/reports/figures.ts";
import { ReportBody } from "../report-body.tsx";
import { ReportFrame } from "../report-frame.tsx";
import type { PageProps } from "../reports-screen.tsx";
import { useReport } from "../use-report.ts";
import { BasicsForm } from "./basics-form.tsx";
import { SealSection } from "./seal-section.tsx";
import { TypedForm } from "./typed-form.tsx";

export function ClosePage(props: PageProps) {
  const { branch, period } = props.asked;
  const { month } = period;
  const report = useReport(`${branch} ${month}`, (reports, onProgress) => reports.sheet({ branch, period }, onProgress));
  return (
    <ReportFrame {...props} isBusy={report.isBusy}>
      <ReportBody report={report}>
        {(sheet) => (
          <>
            <TypedForm key={`${month} ${branch}`} month={month} branch={branch} recorded={sheet.recorded} />
            <SealSection month={month} isOver={sheet.over.includes(month)} lines={FIGURES.flatMap((figure) => sheet.lines.filter((line) => line.figure === figure))} />
            <BasicsForm />
          </>
        )}
      </ReportBody>
    </ReportFrame>
  );
}
