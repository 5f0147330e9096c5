/**
 * Figures of a closed month that its closing does not have: what they need was entered only afterwards. Longer periods
 * have no closing of their own.
 */
import type { FigureId } from "#shared/reports/figures.ts";
import type { ReportSheet } from "../../platform/worker/reports-api.ts";

export function notClosed({ lines, closed }: Pick<ReportSheet, "lines" | "closed">): readonly FigureId[] {
  const isOfClosing = closed.length > 0 && lines.some(({ sealed }) => sealed !== undefined);
  return isOfClosing
    ? lines.flatMap(({ figure, now, sealed }) => (sealed === undefined && now.tag === "known" ? [figure] : []))
    : [];
}
