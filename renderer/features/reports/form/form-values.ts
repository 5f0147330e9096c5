/**
 * What the cells of a form take: a closed month the figure that it was closed with, whichever column it stands in. What
 * is hidden elsewhere is hidden here.
 */
import type { FormCell } from "#shared/model/reports/report-form.ts";
import { type FigureValue, isComputed, isFigure } from "#shared/reports/figures.ts";
import { standing } from "#shared/reports/seals.ts";
import type { ReportSheet } from "../../../platform/worker/reports-api.ts";

/** By branch, null for the whole library. */
export type ScopeSheets = ReadonlyMap<string | null, Pick<ReportSheet, "lines">>;

/** Which sheets are needed. */
export const scopesOf = (asked: string | null, cells: readonly FormCell[]): readonly (string | null)[] => [
  ...new Set([asked, ...cells.map(({ branch }) => branch ?? asked)]),
];

/** Of what is computed; what was counted or paid keeps all its digits, also in ten thousands. */
const DECIMALS = 4;

/** What is written into the cell, digit by digit: in the form's own unit. */
export function inUnit(value: number, { figure, per = 1 }: FormCell): number {
  const exact = Number((value / per).toPrecision(12));
  return isFigure(figure) && isComputed(figure) ? Number(exact.toFixed(DECIMALS)) : exact;
}

/** Undefined until the sheet is there. */
export function formValue(
  sheets: ScopeSheets,
  asked: string | null,
  { figure, of, branch }: FormCell,
): FigureValue | undefined {
  const line = sheets.get(branch ?? asked)?.lines.find((each) => each.figure === figure);
  if (line === undefined) return undefined;
  switch (of) {
    case "now":
      return standing(line.sealed, line.now);
    case "before":
      return line.before;
    case "year-ago":
      return line.yearAgo;
  }
}
