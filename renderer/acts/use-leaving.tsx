/**
 * A form of something that is there already is left without a word while nothing was changed in it, and asks once where
 * leaving would lose what was written. In haste, by Enter or Escape, nothing is lost.
 */
import { type ReactNode, useState } from "react";
import { useT } from "../i18n/use-t.ts";
import { AlertDialog } from "../ui/dialogs/dialog.tsx";

export interface FormLeaving {
  /** Of the cross, of Escape and of Cancel. */
  readonly leave: () => void;
  /** Stands inside the form's dialog, over which it is asked. */
  readonly question: ReactNode;
}

export function useLeaving(isChanged: boolean, onClose: () => void): FormLeaving {
  const t = useT();
  const [isAsking, setAsking] = useState(false);
  const stay = (): void => setAsking(false);
  return {
    leave: () => (isChanged ? setAsking(true) : onClose()),
    question: (
      <AlertDialog
        open={isAsking}
        title={t("ui.leave-unsaved")}
        act={t("ui.leave-without")}
        cancel={t("ui.stay")}
        onAct={onClose}
        onCancel={stay}
        danger
      >
        <p>{t("ui.leave-loses")}</p>
      </AlertDialog>
    ),
  };
}
