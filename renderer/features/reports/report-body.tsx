/** Below the head of a report: how far the reading is, what went wrong, or what it says. */
import { ChartColumn } from "lucide-react";
import type { ReactNode } from "react";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import type { Report } from "./use-report.ts";

export function ReportBody<T>({
  report: { value, failure, progress, again },
  children,
}: {
  report: Report<T>;
  children: (value: T) => ReactNode;
}): ReactNode {
  const t = useT();
  if (failure !== null) {
    return (
      <EmptyState icon={ChartColumn} action={<Button onClick={again}>{t("reports.again")}</Button>}>
        {t("reports.failed", { reason: failure })}
      </EmptyState>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by the keyboard
    <div className="report scroll" tabIndex={0}>
      {value === undefined
        ? progress !== null && <ProgressBar label={t("reports.reading")} done={progress.done} total={progress.total} />
        : children(value)}
    </div>
  );
}
