/** Lets in a computer whose card was made under an older library key: from the next sync on it is given the new one. */
import { useState } from "react";
import { admissionId } from "#shared/model/admission.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { useMay } from "../../../acts/use-may.ts";
import { readSyncLog } from "../../../db/exchange/sync-log.ts";
import { create } from "../../../db/write/changes.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { AlertDialog } from "../../../ui/dialogs/dialog.tsx";
import type { AdmitQuestion } from "../run/sync-store.ts";
import { useSyncActions } from "../sync-provider.tsx";

export function AdmitDialog({
  question: { admit: device, key, name, isSecond = false },
  onClose,
}: {
  question: AdmitQuestion;
  onClose: () => void;
}) {
  const t = useT();
  const format = useFormat();
  const run = useAct();
  const { db, clock } = useServices();
  const { staff } = useDeviceSettings();
  const { start, offer } = useSyncActions();
  const [busy, setBusy] = useState(false);
  const refused = useMay().refusal("computers");
  const letIn = async (): Promise<void> => {
    if (busy || refused !== undefined) return;
    setBusy(true);
    const change = create("admission", admissionId(device.stream, key), {
      at: clock.now(),
      ...(staff !== undefined && { by: staff }),
    });
    const saved = await run({
      command: "sync.admit",
      changes: [change],
      said: { id: "centre.did-admit", values: { computer: name } },
      options: { undoable: false },
    });
    setBusy(false);
    if (!saved) return;
    onClose();
    await start();
    // what came with it may have been a newer key, for which it waits as well
    const [last] = await readSyncLog(db);
    const again = last?.report.devices.find((line) => line.stream === device.stream);
    if (again?.asks != null && again.asks !== key) offer({ admit: again, key: again.asks, name, isSecond: true });
  };
  return (
    <AlertDialog
      open
      danger
      title={t("centre.admit-title", { name })}
      act={t("centre.admit-do")}
      cancel={t("sync.cancel")}
      disabled={busy || refused !== undefined}
      onAct={() => void letIn()}
      onCancel={onClose}
    >
      <div className="stack">
        {refused !== undefined && <p className="field-error">{refused}</p>}
        {isSecond && <p>{t("centre.admit-again")}</p>}
        <p>
          {t("centre.admit-why", {
            name,
            branch: device.branch ?? "–",
            when: device.since === null ? "–" : format.moment(device.since, clock.now()),
          })}
        </p>
        <p>{t("centre.admit-then")}</p>
        <p>{t("centre.admit-else", { remove: t("centre.out-remove") })}</p>
      </div>
    </AlertDialog>
  );
}
