/**
 * What the page asks of its worker for reports: the sheet of figures, the months, work and its cost, the self-audit,
 * forms.
 */
import type { FileFailure } from "#shared/import-export/cells/problems.ts";
import type { Result } from "#shared/kernel/result.ts";
import type { TypedFigure } from "#shared/model/reports/month-figures.ts";
import type { MonthSeal } from "#shared/model/reports/month-seal.ts";
import type { FigureLine, ToldChange } from "#shared/reports/figure-line.ts";
import type { FigureId, FigureValue } from "#shared/reports/figures.ts";
import type { FormCellFault } from "#shared/reports/form/patch-sheet.ts";
import type { Period } from "#shared/reports/period.ts";
import type { RowsBehind } from "#shared/reports/rows-behind.ts";
import type { SelfAudit } from "#shared/reports/self-audit.ts";
import type { StepTimes } from "#shared/reports/step-times.ts";
import type { Workload } from "#shared/reports/workload.ts";
import type { OnProgress } from "./statistics-api.ts";

export interface ReportAsked {
  /** Null for all branches. */
  readonly branch: string | null;
  readonly period: Period;
}

export interface ReportSheet {
  /** The last day that is counted: of the period, at most today. */
  readonly until: string;
  /** Whether its last day lies before today. */
  readonly isOver: boolean;
  readonly lines: readonly FigureLine[];
  /** Months of the period that are over, and those of them that are closed. */
  readonly over: readonly string[];
  readonly closed: readonly string[];
  /** What was recorded here, also where something else was typed in. */
  readonly recorded: Readonly<Partial<Record<TypedFigure, number>>>;
}

export interface BranchSheet {
  /** Null for the whole library. */
  readonly branch: string | null;
  readonly cells: readonly BranchCell[];
}

export interface BranchCell {
  readonly figure: FigureId;
  /** As it was closed, if it is of one closed month. */
  readonly value: FigureValue;
  /** What has come since, as on the sheet of the branch. */
  readonly corrected: ToldChange;
}

export interface ReportWork {
  readonly workload: Workload;
  readonly steps: StepTimes;
  readonly hourRate: number | undefined;
}

/** A reader or a record that a figure counts, or a number that was typed in. */
export interface FigureRow {
  readonly kind: "reader" | "activity" | "interaction" | "feedback" | "task" | "month-figures" | "branch" | "staff";
  readonly id: string;
  /** Undefined for a record of nobody by name. */
  readonly reader: string | undefined;
  /** YYYY-MM-DD, of a typed number its month; undefined where the figure is of the day looked at. */
  readonly on: string | undefined;
  /** Of a typed number: the branch, null for the whole library, and where it comes from; of a branch itself. */
  readonly branch?: string | null;
  readonly source?: string;
  /** How much of the figure it is; a rating, days, or uses. */
  readonly amount: number;
}

export interface RowsOfFigure {
  /** The figure is told nowhere, and so are its rows. */
  readonly isHidden: boolean;
  readonly total: number;
  /**
   * Of the amounts of all of them, listed or not, absent where they are days or ratings; of what colleagues did, how
   * many of them took part.
   */
  readonly sum?: number;
  readonly rows: readonly FigureRow[];
}

export type FormFailure =
  | { readonly tag: "too-large" | "old-workbook" | "no-workbook" | "password-protected" }
  | { readonly tag: "damaged"; readonly reason: string };

export interface FormCellShown {
  readonly address: string;
  readonly text: string;
  readonly isFormula: boolean;
  /** Columns and rows that it goes over, itself included. */
  readonly across: number;
  readonly down: number;
}

export interface FormSheet {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** Cells with a text, and those that go over others. */
  readonly cells: readonly FormCellShown[];
}

export interface OpenedWorkbook {
  /** The same for every month's copy of one form. */
  readonly fingerprint: string;
  readonly sheets: readonly FormSheet[];
}

export interface FilledCell {
  /** The sheet's place, from 1. */
  readonly sheet: number;
  readonly address: string;
  readonly value: number;
}

export interface FilledWorkbook {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Cells that were left as they are, with why. */
  readonly left: readonly { readonly cell: FilledCell; readonly fault: FormCellFault }[];
}

export type TableCell = string | number;

export interface ReportsApi {
  /** The first question reads the readers and the months, which can take a while in a large library. */
  sheet(asked: ReportAsked, onProgress: OnProgress): Promise<ReportSheet>;
  /** The whole library first, then every branch. */
  branches(period: Period, onProgress: OnProgress): Promise<readonly BranchSheet[]>;
  work(asked: ReportAsked): Promise<ReportWork>;
  audit(asked: ReportAsked): Promise<SelfAudit>;
  /** What a closing of the month would write down. */
  toSeal(month: string): Promise<NonNullable<MonthSeal["figures"]>>;
  /** The first so many of all; their amounts add up to what the figure is made of. */
  rows(asked: ReportAsked, behind: RowsBehind, most: number): Promise<RowsOfFigure>;
  /**
   * A table as a workbook, its numbers as numbers.
   * @param name of its sheet
   */
  workbook(
    head: readonly string[],
    rows: readonly (readonly TableCell[])[],
    name?: string,
  ): Promise<Uint8Array<ArrayBuffer>>;
  /** The rows of a file of figures, as texts. */
  tableRows(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<Result<readonly (readonly string[])[], FileFailure>>;
  openForm(bytes: Uint8Array<ArrayBuffer>): Promise<Result<OpenedWorkbook, FormFailure>>;
  /** Everything but these cells stays as it is. */
  fillForm(bytes: Uint8Array<ArrayBuffer>, cells: readonly FilledCell[]): Promise<Result<FilledWorkbook, FormFailure>>;
}
