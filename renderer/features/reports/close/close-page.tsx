/**
 * The month: figures that other systems own, what the formulas need, and its closing. Of a longer period the month that
 * is closed next.
 */
import { useEffect, useState } from "react";
import { FIGURES } from "#shared/reports/figures.ts";
import { monthToClose, type Period } from "#shared/reports/period.ts";
import { sealedMonths } from "#shared/reports/seals.ts";
import { useServices } from "../../../desk-services/services.ts";
import type { PageProps } from "../asked.ts";
import { ReportBody } from "../report-body.tsx";
import { ReportFrame } from "../report-frame.tsx";
import { useReport } from "../use-report.ts";
import { BasicsForm } from "./basics-form.tsx";
import { SealSection } from "./seal-section.tsx";
import { TypedForm } from "./typed-form.tsx";

export function ClosePage(props: PageProps) {
  const { db } = useServices();
  const { period } = props.asked;
  const { span, month: first } = period;
  const [found, setFound] = useState<Period & { readonly toClose: string }>();
  // once, when it is opened: after its closing the page does not go on to another one
  useEffect(() => {
    if (span === "month") return;
    let isWanted = true;
    void db["month-seal"].toArray().then((seals) => {
      const closed = sealedMonths(seals);
      if (isWanted)
        setFound({
          span,
          month: first,
          toClose: monthToClose({ span, month: first }, props.today, (month) => closed.has(month)),
        });
    });
    return () => {
      isWanted = false;
    };
  }, [db, span, first, props.today]);
  // a month that is asked for is the one, whether it can be closed or not
  if (span === "month") return <MonthPage {...props} month={first} />;
  return found?.span === span && found.month === first ? <MonthPage {...props} month={found.toClose} /> : null;
}

function MonthPage({ month, ...props }: PageProps & { month: string }) {
  const { branch, enters } = props.asked;
  const period: Period = { span: "month", month };
  const report = useReport(`${branch} ${month}`, (reports, onProgress) =>
    reports.sheet({ branch, period }, onProgress),
  );
  return (
    <ReportFrame {...props} of={period} isBusy={report.isBusy}>
      <ReportBody report={report}>
        {(sheet) => (
          <>
            <TypedForm
              key={`${month} ${branch}`}
              month={month}
              branch={branch}
              recorded={sheet.recorded}
              enters={enters}
              onRows={(rows) => props.onGo({ rows })}
            />
            <SealSection
              month={month}
              branch={branch}
              onBranch={(other) => props.onGo({ branch: other })}
              isOver={sheet.over.includes(month)}
              lines={FIGURES.flatMap((figure) => sheet.lines.filter((line) => line.figure === figure))}
            />
            <BasicsForm branch={branch} enters={enters} />
          </>
        )}
      </ReportBody>
    </ReportFrame>
  );
}
