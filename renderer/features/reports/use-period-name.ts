/** "2026 年第 4 季度": what a period is called. */
import type { Period } from "#shared/reports/period.ts";
import { useT } from "../../i18n/use-t.ts";
import { monthText } from "../../words/things-named.ts";

const MONTHS_OF_QUARTER = 3;

export function usePeriodName(): (period: Period) => string {
  const t = useT();
  return ({ span, month: first }) => {
    const [year, month] = [first.slice(0, 4), Number(first.slice(5))];
    switch (span) {
      case "month":
        return monthText(first, t);
      case "quarter":
        return t("reports.quarter-name", { year, quarter: String(Math.ceil(month / MONTHS_OF_QUARTER)) });
      case "year":
        return t("reports.year-name", { year });
    }
  };
}
