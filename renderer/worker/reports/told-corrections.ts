/**
 * What has come to closed months since, as it is told. Of persons a change of one to four is told nowhere, and then
 * none of that figure's in the period: the branches and the months add up, and would tell it.
 */

import { isSmall } from "#shared/analysis/told/small-cells.ts";
import { wilson } from "#shared/analysis/wilson.ts";
import type { FigureLine } from "#shared/reports/figure-line.ts";
import { type FigureId, type FigureValue, type KnownFigure, known, SUMMED, unknown } from "#shared/reports/figures.ts";
import { scaledSeal } from "#shared/reports/per-thousand.ts";
import { lastMonthOf, type Period } from "#shared/reports/period.ts";
import { personsOf } from "#shared/reports/safe-persons.ts";
import { type Correction, correctionOf, type SealedFigure, sealedFigure, standing } from "#shared/reports/seals.ts";
import type { ReportView } from "./report-view.ts";

export const closedIn = (view: ReportView, period: Period): readonly string[] =>
  view.monthsOf(period).filter((month) => view.sealed.has(month));

/** Only a month is closed; a quarter shows by how much its closed months were corrected. */
function sealedOf(view: ReportView, figure: FigureId, branch: string | null, period: Period): SealedFigure | undefined {
  const sealed = period.span === "month" ? view.sealed.get(period.month) : undefined;
  return sealed === undefined ? undefined : sealedFigure(sealed, figure, branch, view.sheet(branch, period)[figure]);
}

/**
 * What counts of a period: a closed month as it was closed. A longer one counts what has come since, but for what is
 * told nowhere: then it is as its months were closed too, or the difference would tell it.
 */
export function standingOf(view: ReportView, figure: FigureId, branch: string | null, period: Period): FigureValue {
  const now = view.sheet(branch, period)[figure];
  if (period.span === "month") return standing(sealedOf(view, figure, branch, period), now);
  if (!isOfFew(view, figure, period) || now.tag === "unknown") return now;
  if (SUMMED.has(figure)) return { ...now, value: now.value - sumOf(correctionsIn(view, figure, branch, period)) };
  return figure === "satisfaction"
    ? satisfactionAsClosed(view, branch, period, now)
    : standing(sealedOf(view, figure, branch, lastOf(period)), now);
}

/** Beside a figure that is told. */
export function toldCorrections(
  view: ReportView,
  figure: FigureId,
  branch: string | null,
  period: Period,
): Pick<FigureLine, "now" | "sealed" | "corrected"> {
  const exact = sealedOf(view, figure, branch, period);
  const now = view.sheet(branch, period)[figure];
  const told = (value: typeof now): typeof now => view.told(figure, branch, period, value);
  const sealed = scaledSeal(exact, view.scaleIn(figure, period));
  const corrections = correctionsIn(view, figure, branch, period);
  if (correctionsIn(view, figure, branch, countedIn(figure, period)).length === 0 || !isOfFew(view, figure, period)) {
    return { now: told(now), sealed, corrected: sealed === undefined ? sumOf(corrections) : correctionOf(sealed) };
  }
  return {
    now: told(standingOf(view, figure, branch, period)),
    sealed: sealed && { ...sealed, corrections: sealed.corrections.map(({ seal }) => ({ seal, change: null })) },
    corrected: null,
  };
}

const lastOf = (period: Period): Period => ({ span: "month", month: lastMonthOf(period) });

/** What is counted on the last day is corrected where that day's month was. */
const countedIn = (figure: FigureId, period: Period): Period =>
  SUMMED.has(figure) || figure === "satisfaction" ? period : lastOf(period);

/** A share is of its months' ratings together: those of closed months as they were closed. */
function satisfactionAsClosed(view: ReportView, branch: string | null, period: Period, now: KnownFigure): FigureValue {
  let [satisfied, rated] = [now.parts.satisfied ?? 0, now.parts.rated ?? 0];
  for (const month of closedIn(view, period)) {
    const closed = standingOf(view, "satisfaction", branch, { span: "month", month });
    const today = view.sheet(branch, { span: "month", month }).satisfaction;
    if (closed === today || closed.tag === "unknown" || closed.parts.of === undefined) continue;
    satisfied += (closed.parts.part ?? 0) - (today.tag === "known" ? (today.parts.satisfied ?? 0) : 0);
    rated += closed.parts.of - (today.tag === "known" ? (today.parts.rated ?? 0) : 0);
  }
  const share = wilson(satisfied, rated);
  return share === undefined
    ? unknown("no-ratings")
    : { ...known(share.share, { satisfied, rated }, now.sources), interval: share };
}

/** Month by month, before any scale. */
function correctionsIn(
  view: ReportView,
  figure: FigureId,
  branch: string | null,
  period: Period,
): readonly Correction[] {
  if (period.span !== "month" && !SUMMED.has(figure) && figure !== "satisfaction") return [];
  return closedIn(view, period).flatMap(
    (month) => sealedOf(view, figure, branch, { span: "month", month })?.corrections ?? [],
  );
}

function isOfFew(view: ReportView, figure: FigureId, period: Period): boolean {
  const persons = personsOf(figure);
  if (persons === undefined) return false;
  // a share is closed without its ratings: by how many it changed stands nowhere
  if (persons === "satisfaction") return true;
  return [null, ...view.branches.map(({ id }) => id)].some((branch) => {
    const corrections = correctionsIn(view, persons, branch, countedIn(persons, period));
    return [...corrections.map(({ change }) => change), sumOf(corrections)].some((change) => isSmall(Math.abs(change)));
  });
}

const sumOf = (corrections: readonly Correction[]): number => corrections.reduce((sum, { change }) => sum + change, 0);
