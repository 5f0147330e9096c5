/** How far a change for many readers is, and the way to stop it, in the dialog that asked for it. */
import { useFormat, useT } from "../i18n/use-t.ts";
import type { Rate } from "../platform/worker/import-api.ts";
import { Button } from "../ui/button.tsx";
import { ProgressBar } from "../ui/progress-bar.tsx";

export interface BatchProgressProps {
  readonly label: string;
  readonly rate: Rate;
  readonly onStop: () => void;
}

export function BatchProgress({ label, rate: { done, total, waiting }, onStop }: BatchProgressProps) {
  const t = useT();
  const format = useFormat();
  return (
    <div className="stack">
      <p aria-live="polite">
        {waiting === true
          ? t("acts.waiting", { done, total })
          : t("batch.running", { done: format.number(done), total: format.number(total) })}
      </p>
      <ProgressBar label={label} done={done} total={total} />
      <p>
        <Button autoFocus keys="Esc" onClick={onStop}>
          {t("batch.stop")}
        </Button>
      </p>
    </div>
  );
}
