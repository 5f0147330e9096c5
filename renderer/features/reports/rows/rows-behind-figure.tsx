/** The readers, records and typed numbers behind a figure; Enter opens one. */

import { ChartColumn } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useLocation } from "wouter";
import { type RowsBehind, type RowsUnit, rowsText, unitOfRows } from "#shared/reports/rows-behind.ts";
import { useRecordSheet } from "../../../desk-services/open-record-sheet.ts";
import { PaperHead } from "../../../desk-services/paper/paper-head.tsx";
import { usePrintWords } from "../../../desk-services/paper/print-words.ts";
import { usePrintCommand } from "../../../desk-services/paper/use-print-command.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useServices } from "../../../desk-services/services.ts";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useEscapeTo } from "../../../desk-services/way-back.ts";
import type { MessageId } from "../../../i18n/message-id.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import type { ReportsApi } from "../../../platform/worker/reports-api.ts";
import { Button } from "../../../ui/button.tsx";
import { usePrintMany } from "../../../ui/dialogs/print-many.tsx";
import { takeFocus } from "../../../ui/dialogs/take-focus.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { type GridColumn, VirtualGrid } from "../../../ui/virtual-grid.tsx";
import { type ChosenReport, periodOfRows, reportPath } from "../asked.ts";
import { usePeriodName } from "../use-period-name.ts";
import { useReport } from "../use-report.ts";
import { useRowsName } from "../use-rows-name.ts";
import { type CountedRow, useCountedWords, withRecords } from "./what-is-counted.ts";

/** More are counted, not listed. */
const MOST = 1000;
const TENTHS = 10;

const HEADS: Readonly<Record<RowsUnit, MessageId>> = {
  amount: "reports.rows-amount",
  minutes: "words.interaction.minutes",
  days: "reports.rows-days",
  rating: "words.interaction.satisfaction",
};

/** Of records that are listed because something is to be filled in: what, and what is said once none is left. */
function lackedBy(behind: RowsBehind): { readonly say: MessageId; readonly none: MessageId } | undefined {
  if (typeof behind === "string") return undefined;
  if (behind.tag === "unrated") return { say: "reports.rows-unrated", none: "reports.rows-all-rated" };
  return behind.tag === "requests" && behind.of === "open"
    ? { say: "reports.rows-open-requests", none: "reports.rows-requests-done" }
    : undefined;
}

interface FigureRowsProps {
  readonly asked: ChosenReport;
  readonly behind: RowsBehind;
  /** To where numbers are typed in. */
  readonly onTyped: () => void;
}

export function FigureRows({ asked, behind, onTyped }: FigureRowsProps) {
  const period = periodOfRows(asked);
  const branch = typeof behind !== "string" && behind.tag === "of-branch" ? behind.branch : asked.branch;
  const t = useT();
  const format = useFormat();
  const { db, worker } = useServices();
  const house = useHouse();
  const nameOf = usePeriodName();
  const [, navigate] = useLocation();
  const grid = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState({ row: 0, column: -1 });
  const read = async (reports: ReportsApi, most: number) => {
    const { rows, ...all } = await reports.rows({ branch, period }, behind, most);
    return { ...all, rows: await withRecords(db, rows) };
  };
  const { value, isBusy } = useReport(
    `${rowsText(behind)} ${branch} ${period.span} ${period.month}`,
    async (reports) => await read(reports, MOST),
  );
  /** All of them, as long as they go to paper. */
  const [printed, setPrinted] = useState<readonly CountedRow[] | null>(null);
  const rows = printed ?? value?.rows ?? [];
  const isListed = rows.length > 0;
  const focusGrid = (): void => takeFocus(grid.current, "grid");
  useEffect(() => {
    if (isListed) takeFocus(grid.current, "grid");
  }, [isListed]);
  const onBack = useEscapeTo(asked.from ?? reportPath({ ...asked, rows: null }));
  const openRecord = useRecordSheet();
  const words = useCountedWords();
  const isOfColleagues = typeof behind !== "string" && behind.tag === "colleagues";
  const lacks = lackedBy(behind);
  const { ask: askToPrint, dialog: printDialog } = usePrintMany(usePrintWords());
  usePrintCommand(() =>
    askToPrint(value?.total ?? 0, async () => {
      const all = await read(worker.reports, Number.MAX_SAFE_INTEGER);
      flushSync(() => setPrinted(all.rows));
      addEventListener("afterprint", () => setPrinted(null), { once: true });
      window.print();
    }),
  );
  // money where it was typed in, else the time of those who served
  const unit = behind === "cost-per-reader" && rows[0]?.kind === "interaction" ? "minutes" : unitOfRows(behind);
  const title = t("reports.rows-title", { figure: useRowsName()(behind) });
  const columns: readonly GridColumn[] = [
    { id: "kind", header: t("reports.rows-kind"), width: "minmax(7em, .6fr)" },
    ...(rows.some((row) => words.what(row) !== "")
      ? [{ id: "what", header: t("reports.rows-what"), width: "minmax(12em, 2fr)" }]
      : []),
    { id: "name", header: t("words.reader.name"), width: "minmax(10em, 2fr)" },
    { id: "on", header: t("reports.rows-day"), width: "11em" },
    { id: "amount", header: t(HEADS[unit]), width: "7em", numeric: true },
  ];
  /** Of a number that was typed in: for which branch, and where it comes from. */
  const placeOf = ({ branch: of, source }: CountedRow): string | undefined =>
    of === undefined
      ? undefined
      : [of === null ? t("reports.all-branches") : (house.branches.get(of) ?? of), source]
          .filter((part) => part !== undefined)
          .join(" · ");
  const nobody = t("reports.nobody");
  const rounded = (amount: number): string => format.number(Math.round(amount * TENTHS) / TENTHS);
  const cellOf = (row: CountedRow, column: string): string => {
    switch (column) {
      case "kind":
        return t(row.kind === "task" ? "words.kind.promise" : `words.kind.${row.kind}`);
      case "what":
        return words.what(row);
      case "name":
        return row.name ?? placeOf(row) ?? (row.kind === "staff" ? house.staff.get(row.id) : undefined) ?? nobody;
      case "on":
        return words.when(row);
      default:
        return rounded(row.amount);
    }
  };
  const open = (row: CountedRow | undefined): void => {
    if (row === undefined) return;
    if (row.kind === "interaction" && (row.reader === undefined || lacks !== undefined))
      openRecord({ id: row.id, onClosed: focusGrid });
    else if (row.kind === "feedback") navigate(`/opinions?id=${encodeURIComponent(row.id)}`);
    else if (row.reader !== undefined) navigate(`/readers/${row.reader}`);
    else if (row.kind === "staff") navigate("/settings?section=colleagues");
    else if (row.kind === "month-figures" || row.kind === "branch") onTyped();
  };
  return (
    <main className="work centre" id="main" aria-busy={isBusy}>
      <PaperHead
        scope={(branch === null ? undefined : house.branches.get(branch)) ?? t("reports.all-branches")}
        period={nameOf(period)}
      />
      <header className="page-head">
        <h1 className="nowrap">{title}</h1>
        <span className="soft" aria-live="polite">
          {value !== undefined && `${nameOf(period)} · ${t("reports.rows-count", { total: value.total })}`}
          {/* the figure itself, where a row is more than one of what it counts */}
          {value?.sum !== undefined &&
            (isOfColleagues
              ? ` · ${t("reports.rows-took-part", { count: value.sum })}`
              : value.sum !== value.total && ` · ${t("reports.rows-sum", { sum: rounded(value.sum) })}`)}
          {value !== undefined &&
            value.total > rows.length &&
            ` · ${t("reports.rows-first", { shown: format.number(rows.length) })}`}
        </span>
        <span className="push">
          <Button onClick={onBack} keys="Esc">
            {t("words.way-back")}
          </Button>
        </span>
      </header>
      {lacks !== undefined && isListed && <p className="page-note no-print">{t(lacks.say)}</p>}
      {value !== undefined && !isListed ? (
        <EmptyState icon={ChartColumn} action={<Button onClick={onBack}>{t("words.way-back")}</Button>}>
          {t(value.isHidden ? "reports.rows-hidden" : (lacks?.none ?? "reports.rows-none"))}
        </EmptyState>
      ) : (
        <div className="grid-holder" ref={grid}>
          <VirtualGrid
            label={title}
            columns={columns}
            rowCount={rows.length}
            rowKey={(index) => rows[index]?.id ?? String(index)}
            active={{ row: Math.min(active.row, Math.max(0, rows.length - 1)), column: active.column }}
            onActive={setActive}
            onOpen={(index) => open(rows[index])}
            renderCell={(index, column) => {
              const row = rows[index];
              if (row === undefined) return "…";
              return column.id === "name" && row.name !== undefined ? (
                <PersonName>{row.name}</PersonName>
              ) : (
                cellOf(row, column.id)
              );
            }}
          />
        </div>
      )}
      {printDialog}
    </main>
  );
}
