/**
 * What is shown when a screen breaks: a bug of ours, said plainly. The rest of the window goes on working,
 * and what was confirmed is safe in the journal.
 */
import type { ReactNode } from "react";
import { defectLine, toDefect } from "#shared/host/defect.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { DiagnosticsButton } from "./diagnostics-button.tsx";

/** For an error boundary. */
export const drawBroken = (error: Error, retry: () => void): ReactNode => (
  <BrokenScreen error={error} onRetry={retry} />
);

function BrokenScreen({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useT();
  return (
    <main className="empty" id="main" role="alert">
      <h1>{t("frame.broken-title")}</h1>
      <p>{t("frame.broken-safe")}</p>
      <p className="mono meta">{defectLine(toDefect(error, "page", "screen"))}</p>
      <div className="row">
        <Button kind="primary" onClick={onRetry}>
          {t("frame.broken-retry")}
        </Button>
        <Button onClick={() => location.reload()}>{t("frame.broken-reload")}</Button>
        <DiagnosticsButton />
      </div>
    </main>
  );
}
