/** Asks once before the trial is left: all that is in it goes, and nothing else. */
import { useServices } from "../../desk-services/services.ts";
import { useT } from "../../i18n/use-t.ts";
import { AlertDialog } from "../../ui/dialogs/dialog.tsx";

export function LeaveTrialDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const { leaveTrial } = useServices();
  return (
    <AlertDialog
      open
      danger
      title={t("practice.leave-title")}
      act={t("practice.leave-act")}
      cancel={t("practice.leave-not")}
      onAct={() => void leaveTrial()}
      onCancel={onClose}
    >
      <p>{t("practice.leave-what")}</p>
    </AlertDialog>
  );
}
