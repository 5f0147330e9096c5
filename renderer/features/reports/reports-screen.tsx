/** Reports: pages of one period and branch. What is chosen stands in the address, so that "back" works. */
import { useCallback, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { useServices } from "../../desk-services/services.ts";
import { useFormat } from "../../i18n/use-t.ts";
import { askedOf, type ChosenReport, reportPath } from "./asked.ts";
import { AuditPage } from "./audit-page.tsx";
import { BranchesPage } from "./branches-page.tsx";
import { ClosePage } from "./close/close-page.tsx";
import { FormPage } from "./form/form-page.tsx";
import type { FormAtHand } from "./form/use-form-mapping.ts";
import { PaperPage } from "./paper-page.tsx";
import { FigureRows } from "./rows/rows-behind-figure.tsx";
import { SheetPage } from "./sheet-page.tsx";
import { WorkPage } from "./work-page.tsx";
import "./reports.css";

const PAGE = {
  sheet: SheetPage,
  close: ClosePage,
  work: WorkPage,
  branches: BranchesPage,
  audit: AuditPage,
  paper: PaperPage,
};

export function ReportsScreen() {
  const { clock } = useServices();
  const today = useFormat().day(clock.now());
  const [, navigate] = useLocation();
  const search = useSearch();
  const asked = askedOf(search, today);
  // a look at the rows behind one of its numbers closes no form
  const [form, setForm] = useState<FormAtHand | null>(null);
  const onGo = useCallback(
    (next: Partial<ChosenReport>): void => {
      // whoever goes on has been to the field
      const { enters: _, ...current } = askedOf(search, today);
      // where it came from is written out, so that the way back leads to the same place
      if (next.rows != null) navigate(reportPath(current), { replace: true });
      navigate(reportPath({ ...current, ...next }));
    },
    [navigate, search, today],
  );
  const { rows } = asked;
  if (rows !== null)
    return <FigureRows asked={asked} behind={rows} onTyped={() => onGo({ page: "close", rows: null })} />;
  if (asked.page === "form")
    return <FormPage asked={asked} today={today} onGo={onGo} opened={form} onOpened={setForm} />;
  const Page = PAGE[asked.page];
  return <Page asked={asked} today={today} onGo={onGo} />;
}
