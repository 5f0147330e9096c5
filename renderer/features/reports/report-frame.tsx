/** A page of the reports: its head with the pages, the period and the branch, and what can be taken from it. */
import { ArrowLeft, Printer } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useLocation } from "wouter";
import { monthToClose, type Period, periodOf, periodsBack, SPANS } from "#shared/reports/period.ts";
import { useImportedText } from "../../desk-services/library/use-imported-text.ts";
import { PaperHead } from "../../desk-services/paper/paper-head.tsx";
import { usePrintCommand } from "../../desk-services/paper/use-print-command.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useLibraryName } from "../../desk-services/use-library-name.ts";
import { useWayBack } from "../../desk-services/way-back.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import { PageTabs } from "../../ui/page-tabs.tsx";
import { Select } from "../../ui/select.tsx";
import { fileWords } from "../../words/file-words.ts";
import type { PageProps } from "./asked.ts";
import { REPORT_PAGES, reportPath } from "./asked.ts";
import { type ReportTable, type SavedTable, useSaveTable } from "./report-table.ts";
import { usePeriodName } from "./use-period-name.ts";

/** Periods that can be looked at, by span, this one first. */
const CHOICES = { month: 36, quarter: 16, year: 8 } as const;

interface ReportFrameProps extends PageProps {
  readonly isBusy: boolean;
  /** What the page shows, to be saved. */
  readonly table?: ReportTable | undefined;
  readonly hasBranch?: boolean;
  /** Why there is nothing to print yet. */
  readonly unprintable?: string | undefined;
  /** Where the page is of another one than is asked for. */
  readonly of?: Period;
  readonly children: ReactNode;
}

export function ReportFrame({
  asked,
  today,
  onGo,
  isBusy,
  table,
  hasBranch = true,
  unprintable,
  of: period = asked.period,
  children,
}: ReportFrameProps) {
  const t = useT();
  const house = useHouse();
  const nameOf = usePeriodName();
  const save = useSaveTable();
  const { show } = useToasts();
  const wayBack = useWayBack();
  const imported = useImportedText();
  const [, navigate] = useLocation();
  const { page, branch } = asked;
  const library = useLibraryName();
  const scope = (hasBranch && branch !== null ? house.branches.get(branch) : undefined) ?? t("reports.all-branches");
  const named = (of: ReportTable): SavedTable => ({
    ...of,
    name: fileWords(of.name, scope, nameOf(period)),
    of: [library, scope, nameOf(period)],
  });
  const print = (): void => {
    if (unprintable === undefined) window.print();
    else show({ text: unprintable });
  };
  usePrintCommand(print);
  useSavedOnce(asked.saves === true && !isBusy ? table : undefined, (whole) => {
    navigate(reportPath({ ...asked, saves: false }), { replace: true });
    // nobody came to look at it: whoever asked for the file is still where she was
    wayBack(null);
    void save(named(whole), "xlsx");
  });
  const thisOne = periodOf(period.span, today.slice(0, 7));
  const periods = Array.from({ length: CHOICES[period.span] }, (_, back) => periodsBack(thisOne, back));
  // one that lies further back is still the one that is shown
  const shown: readonly Period[] = periods.some(({ month }) => month === period.month) ? periods : [...periods, period];
  return (
    <main className="work centre" id="main" aria-busy={isBusy}>
      {page !== "paper" && (
        <PaperHead
          title={`${t("reports.title")} · ${t(`reports.page-${page}`)}`}
          scope={scope}
          period={nameOf(period)}
        />
      )}
      <header className="page-head no-print">
        <h1 className="nowrap">{t("reports.title")}</h1>
        <PageTabs
          label={t("reports.pages")}
          tabs={REPORT_PAGES.map((each) => ({
            href: reportPath({ ...asked, page: each }),
            label: t(`reports.page-${each}`),
            isCurrent: each === page,
          }))}
          onGo={navigate}
        />
        <span className="push">
          <Button kind="quiet" icon={ArrowLeft} onClick={() => navigate("/statistics")}>
            {t("reports.to-statistics")}
          </Button>
        </span>
      </header>
      <div className="report-bar no-print">
        {page !== "close" && (
          <Select
            aria-label={t("reports.span")}
            value={period.span}
            options={SPANS.map((value) => ({ value, label: t(`reports.span-${value}`) }))}
            onChange={(span) => onGo({ period: periodOf(span, asked.month) })}
          />
        )}
        <Select
          aria-label={t("reports.period")}
          value={period.month}
          options={shown.map((each) => ({ value: each.month, label: nameOf(each) }))}
          onChange={(month) => onGo({ period: { ...period, month }, month: monthToClose({ ...period, month }, today) })}
        />
        {hasBranch && (
          <Select
            aria-label={t("reports.branch")}
            value={branch ?? ""}
            options={[
              { value: "", label: t("reports.all-branches") },
              ...[...house.branches].map(([value, label]) => ({ value, label })),
            ]}
            onChange={(next) => onGo({ branch: next === "" ? null : next })}
          />
        )}
        <span className="push row">
          {table !== undefined && (
            <>
              <Button onClick={() => void save(named(table), "xlsx")}>{t("reports.to-xlsx")}</Button>
              <Button onClick={() => void save(named(table), "csv")}>{t("reports.to-csv")}</Button>
            </>
          )}
          <Button icon={Printer} keys="Ctrl+P" disabled={unprintable !== undefined} title={unprintable} onClick={print}>
            {t("reports.print")}
          </Button>
        </span>
      </div>
      {imported !== undefined && <p className="page-note">{imported}</p>}
      {children}
    </main>
  );
}

/** Once for each time that it is asked: the address asks no more as soon as it begins. */
function useSavedOnce(table: ReportTable | undefined, onTable: (table: ReportTable) => void): void {
  const save = useRef(onTable);
  const isBegun = useRef(false);
  useEffect(() => {
    save.current = onTable;
  });
  useEffect(() => {
    if (table === undefined) isBegun.current = false;
    else if (!isBegun.current) {
      isBegun.current = true;
      save.current(table);
    }
  }, [table]);
}
