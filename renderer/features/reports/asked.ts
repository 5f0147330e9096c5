/** Which report is looked at, as it stands in the address. */
import { isMonth, monthBack } from "#shared/kernel/month.ts";
import { TYPED_FIGURES } from "#shared/model/reports/month-figures.ts";
import { type Period, periodOf, periodsBack, SPANS, yearBefore } from "#shared/reports/period.ts";
import { parseRows, type RowsBehind, rowsText } from "#shared/reports/rows-behind.ts";
import { fromOf } from "../../desk-services/way-back.ts";

/** In the order of the head. */
export const REPORT_PAGES = ["sheet", "close", "work", "branches", "audit", "paper", "form"] as const;
export type ReportPage = (typeof REPORT_PAGES)[number];

/** Of which of the three periods side by side. */
const ROWS_OF = ["now", "before", "year-ago"] as const;
export type RowsOf = (typeof ROWS_OF)[number];

/** What is written on the page of the closing. */
const ENTERED = [...TYPED_FIGURES, "rate", "population"] as const;
export type ClosingField = (typeof ENTERED)[number];

export interface ChosenReport {
  readonly page: ReportPage;
  readonly period: Period;
  /** The month that was looked at, which lies in the period: a shorter span comes back to it. */
  readonly month: string;
  /** Null for all branches. */
  readonly branch: string | null;
  /** Null for the page, else the rows behind one of its numbers. */
  readonly rows: RowsBehind | null;
  /** Of the rows: left out where they are of the period itself. */
  readonly of?: RowsOf;
  /** Of the rows: where the number stands, if it is not the page. */
  readonly from?: string;
  /** Of the closing: what somebody has come to write, whose field gets the focus. */
  readonly enters?: ClosingField;
  /** To be saved as a workbook as soon as it is counted. */
  readonly saves?: boolean;
}

/** @param today YYYY-MM-DD; what does not fit is as if it were not there */
export function askedOf(search: string, today: string): ChosenReport {
  const found = new URLSearchParams(search);
  const page = REPORT_PAGES.find((each) => each === found.get("page")) ?? "sheet";
  const month = found.get("month") ?? "";
  const thisMonth = today.slice(0, 7);
  const rows = parseRows(found.get("rows") ?? "");
  const of = ROWS_OF.find((each) => each === found.get("of"));
  const from = fromOf(search, "/statistics");
  const enters = ENTERED.find((each) => each === found.get("enters"));
  const span = SPANS.find((each) => each === found.get("span")) ?? "month";
  // what is reported is what is over, unless another one is asked for
  const reported = isMonth(month) && month <= thisMonth ? month : monthBack(thisMonth, 1);
  return {
    page,
    period: periodOf(span, reported),
    month: reported,
    branch: found.get("branch"),
    rows,
    ...(rows !== null && of !== undefined && { of }),
    ...(rows !== null && from !== null && { from }),
    ...(page === "close" && enters !== undefined && { enters }),
    ...(found.get("save") === "xlsx" && { saves: true }),
  };
}

export function reportPath({
  page,
  period,
  month,
  branch,
  rows,
  of = "now",
  from,
  enters,
  saves = false,
}: ChosenReport): string {
  const said = new URLSearchParams({
    page,
    span: period.span,
    month,
    ...(branch !== null && { branch }),
    ...(rows !== null && { rows: rowsText(rows), ...(of !== "now" && { of }), ...(from !== undefined && { from }) }),
    ...(page === "close" && enters !== undefined && { enters }),
    ...(saves && { save: "xlsx" }),
  });
  return `/statistics/reports?${said.toString()}`;
}

export function periodOfRows({ period, of = "now" }: Pick<ChosenReport, "period" | "of">): Period {
  switch (of) {
    case "now":
      return period;
    case "before":
      return periodsBack(period, 1);
    case "year-ago":
      return yearBefore(period);
  }
}

/** What each page of the reports is given. */
export interface PageProps {
  readonly asked: ChosenReport;
  readonly today: string;
  readonly onGo: (next: Partial<ChosenReport>) => void;
}
