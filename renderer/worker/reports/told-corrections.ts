/**
 * What has come to closed months since, as it is told. Of persons a change of one to four is told nowhere, and then
 * none of that figure's in the period: the branches and the months add up, and would tell it.
 */
import { isSmall } from "#shared/analysis/told/small-cells.ts";
import type { FigureLine } from "#shared/reports/figure-line.ts";
import { type FigureId, SUMMED } from "#shared/reports/figures.ts";
import { scaledSeal } from "#shared/reports/per-thousand.ts";
import type { Period } from "#shared/reports/period.ts";
import { personsOf } from "#shared/reports/safe-persons.ts";
import { type Correction, correctionOf, type SealedFigure, sealedFigure, standing } from "#shared/reports/seals.ts";
import type { ReportView } from "./report-view.ts";

export const closedIn = (view: ReportView, period: Period): readonly string[] => view.monthsOf(period).filter((month) => view.sealed.has(month));

/** Only a month is closed; a quarter shows by how much its closed months were corrected. */
export function sealedOf(view: ReportView, figure: FigureId, branch: string | null, period: Period): SealedFigure | undefined {
  const sealed = period.span === "month" ? view.sealed.get(period.month) : undefined;
  return sealed === undefined ? undefined : sealedFigure(sealed, figure, branch, view.sheet(branch, period)[figure]);
}

/** Beside a figure that is told. */
export function toldCorrections(view: ReportView, figure: FigureId, branch: string | null, period: Period): Pick<FigureLine, "now" | "sealed" | "corrected"> {
  const exact = sealedOf(view, figure, branch, period);
  const now = view.sheet(branch, period)[figure];
  const told = (value: typeof now): typeof now => view.told(figure, branch, period, value);
  const sealed = scaledSeal(exact, view.scaleIn(figure, period));
  const corrections = correctionsIn(view, figure, branch, period);
  if (corrections.length === 0 || !isOfFew(view, figure, period)) {
    return { now: told(now), sealed, corrected: sealed === undefined ? sumOf(corrections) : correctionOf(sealed) };
  }
  return {
    now: told(standing(exact, now)),
    sealed: sealed && { ...sealed, corrections: sealed.corrections.map(({ seal }) => ({ seal, change: null })) },
    corrected: null,
  };
}

/** Month by month, before any scale. */
function correctionsIn(view: ReportView, figure: FigureId, branch: string | null, period: Period): readonly Correction[] {
  if (period.span !== "month" && !SUMMED.has(figure)) return [];
  return closedIn(view, period).flatMap((month) => sealedOf(view, figure, branch, { span: "month", month })?.corrections ?? []);
}

function isOfFew(view: ReportView, figure: FigureId, period: Period): boolean {
  const persons = personsOf(figure);
  if (persons === undefined) return false;
  // a share is closed without its ratings: by how many it changed stands nowhere
  if (persons === "satisfaction") return true;
  return [null, ...view.branches.map(({ id }) => id)].some((branch) => {
    const corrections = correctionsIn(view, persons, branch, period);
    return [...corrections.map(({ change }) => change), sumOf(corrections)].some((change) => isSmall(Math.abs(change)));
  });
}

const sumOf = (corrections: readonly Correction[]): number => corrections.reduce((sum, { change }) => sum + change, 0);
