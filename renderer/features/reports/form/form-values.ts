/** What the cells of a form take: a closed month the figure that it was closed with, whichever column it stands in. What is hidden elsewhere is hidden here. */
import type { FormCell } from "#shared/model/report-form.ts";
import type { FigureValue } from "#shared/reports/figures.ts";
import { standing } from "#shared/reports/seals.ts";
import type { ReportSheet } from "../../../platform/worker/reports-api.ts";

/** By branch, null for the whole library. */
export type ScopeSheets = ReadonlyMap<string | null, Pick<ReportSheet, "lines">>;

/** Which sheets are needed. */
export const scopesOf = (asked: string | null, cells: readonly FormCell[]): readonly (string | null)[] => [...new Set([asked, ...cells.map(({ branch }) => branch ?? asked)])];

/** What is written into the cell: in the form's own unit. */
export const inUnit = (value: number, { per = 1 }: FormCell): number => Number((value / per).toPrecision(12));

/** Undefined until the sheet is there. */
export function formValue(sheets: ScopeSheets, asked: string | null, { figure, of, branch }: FormCell): FigureValue | undefined {
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
