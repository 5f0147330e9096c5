/** Asks about a clock in doubt, over the page. Enter pressed in haste, and Escape, only look at the clock once more. */
import { useState } from "react";
import { type ClockDoubt, canBeRight } from "#shared/kernel/clock-doubt.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { AlertDialog } from "../../ui/dialogs/dialog.tsx";
import { doubtText } from "./clock-words.ts";

interface ClockQuestionProps {
  readonly doubt: ClockDoubt;
  readonly onRight: () => Promise<void>;
  /** Answers whether the clock is still in doubt. */
  readonly onLookAgain: () => Promise<boolean>;
}

export function ClockQuestion({ doubt, onRight, onLookAgain }: ClockQuestionProps) {
  const t = useT();
  const format = useFormat();
  const [isStill, setStill] = useState(false);
  return (
    <AlertDialog
      open
      danger
      disabled={!canBeRight(doubt)}
      title={t("boot.clock-title")}
      act={t("boot.clock-right")}
      cancel={t("boot.clock-again")}
      onAct={() => void onRight()}
      onCancel={() => void onLookAgain().then(setStill)}
    >
      <p>{doubtText(doubt, t, format)}</p>
      <p>{t("boot.clock-waits")}</p>
      {!canBeRight(doubt) && <p>{t("boot.clock-too-early")}</p>}
      {isStill && (
        <p role="alert">{t("boot.clock-still", { now: `${format.shownDay(doubt.now)} ${format.time(doubt.now)}` })}</p>
      )}
    </AlertDialog>
  );
}
