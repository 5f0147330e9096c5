/** What the worker is at, and how far: the figures of another month or branch never stand under this one's head. */
import { useT } from "../../i18n/use-t.ts";
import type { ReadProgress } from "../../platform/worker/statistics-api.ts";
import { ProgressBar } from "../../ui/progress-bar.tsx";
import { monthText } from "../../words/things-named.ts";

export function Working({ month, progress }: { readonly month: string; readonly progress: ReadProgress | null }) {
  const t = useT();
  const label =
    progress?.step === "reading" ? t("statistics.reading") : t("statistics.placing", { month: monthText(month, t) });
  return (
    <div className="working" role="status">
      <p className="soft">{label}</p>
      <ProgressBar label={label} done={progress?.done ?? 0} {...(progress !== null && { total: progress.total })} />
    </div>
  );
}
