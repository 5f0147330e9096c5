/**
 * What the cells of a form take: a closed month the figure that it was closed with, whichever column it stands in. One to
 * four persons stay out of the form, and beside the whole library as many branches that its sum does not tell.
 */
import type { FormCell } from "#shared/model/report-form.ts";
import { hideFewOfBranches } from "#shared/reports/few-persons.ts";
import type { FigureLine } from "#shared/reports/figure-line.ts";
import type { FigureValue } from "#shared/reports/figures.ts";
import { correctionOf, standing } from "#shared/reports/seals.ts";
import type { ReportSheet } from "../../../platform/reports-api.ts";

/** By branch, null for the whole library. */
export type ScopeSheets = ReadonlyMap<string | null, Pick<ReportSheet, "lines">>;

/** Which sheets are needed: with the whole library beside a branch, those of all branches. */
export function scopesOf(asked: string | null, cells: readonly FormCell[], branches: readonly string[]): readonly (string | null)[] {
  const scopes = new Set<string | null>([asked, ...cells.map(({ branch }) => branch ?? asked)]);
  return scopes.has(null) && scopes.size > 1 ? [null, ...new Set([...branches, ...scopes].filter((scope) => scope !== null))] : [...scopes];
}

/** Undefined until the sheet is there. */
export function formValue(sheets: ScopeSheets, asked: string | null, { figure, of, branch = asked ?? undefined }: FormCell): FigureValue | undefined {
  const scope = branch ?? null;
  const together = sheets.has(null) ? [...sheets] : [...sheets].filter(([each]) => each === scope);
  const safe = hideFewOfBranches(together.map(([each, { lines }]) => ({ branch: each, cells: lines.map((line) => ({ figure: line.figure, ...valueIn(line, of) })) })));
  return safe.find((each) => each.branch === scope)?.cells.find((cell) => cell.figure === figure)?.value;
}

function valueIn(line: FigureLine, of: FormCell["of"]): { readonly value: FigureValue; readonly corrected: number } {
  switch (of) {
    case "now":
      return { value: standing(line.sealed, line.now), corrected: line.sealed === undefined ? line.corrected : correctionOf(line.sealed) };
    case "before":
      return { value: line.before, corrected: 0 };
    case "year-ago":
      return { value: line.yearAgo, corrected: 0 };
  }
}
