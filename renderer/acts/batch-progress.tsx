/** How far a change for many readers is, and the way to stop it, in the dialog that asked for it. */
import { useLayoutEffect, useRef } from "react";
import { useFormat, useT } from "../i18n/use-t.ts";
import type { Rate } from "../platform/worker/import-api.ts";
import { Button } from "../ui/button.tsx";
import { ProgressBar } from "../ui/progress-bar.tsx";

/** The second press of a double Enter is meant for the button that began it, not for this one. */
const DOUBLE_PRESS_MS = 500;

export interface BatchProgressProps {
  readonly label: string;
  readonly rate: Rate;
  readonly onStop: () => void;
}

export function BatchProgress({ label, rate: { done, total, waiting }, onStop }: BatchProgressProps) {
  const t = useT();
  const format = useFormat();
  const begun = useRef(0);
  useLayoutEffect(() => {
    begun.current = performance.now();
  }, []);
  return (
    <div className="stack">
      <p aria-live="polite">
        {waiting === true
          ? t("acts.waiting", { done, total })
          : t("batch.running", { done: format.number(done), total: format.number(total) })}
      </p>
      <ProgressBar label={label} done={done} total={total} />
      <p>
        <Button
          autoFocus
          keys="Esc"
          onClick={({ detail, timeStamp }) => {
            const isByKey = detail === 0;
            if (!isByKey || timeStamp - begun.current > DOUBLE_PRESS_MS) onStop();
          }}
        >
          {t("batch.stop")}
        </Button>
      </p>
    </div>
  );
}
