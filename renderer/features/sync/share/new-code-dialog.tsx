/**
 * A new library code, for one that a stranger may have seen: after the next sync nobody joins by the old sheet any
 * more.
 */
import { useState } from "react";
import { newCodeId } from "#shared/model/removal.ts";
import type { DeviceLine } from "#shared/replication/exchange/sync-report.ts";
import { useAct } from "../../../acts/use-acts.ts";
import { useMay } from "../../../acts/use-may.ts";
import { create } from "../../../db/write/changes.ts";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import { AlertDialog } from "../../../ui/dialogs/dialog.tsx";
import { useToasts } from "../../../ui/dialogs/toast.tsx";
import { admissions, highestEpoch } from "../out/out-changes.ts";
import { useSyncActions } from "../sync-provider.tsx";

export function NewCodeDialog({ lines, onClose }: { lines: readonly DeviceLine[]; onClose: () => void }) {
  const t = useT();
  const run = useAct();
  const { db, host, clock } = useServices();
  const { staff } = useDeviceSettings();
  const { start, open } = useSyncActions();
  const { show } = useToasts();
  const [busy, setBusy] = useState(false);
  const refused = useMay().refusal("code");
  const make = async (): Promise<void> => {
    if (refused !== undefined) return;
    setBusy(true);
    const made = await host("library.make-epoch", { after: await highestEpoch(db) });
    if (!made.ok) {
      onClose();
      show({
        text: t(made.error.tag === "not-allowed" ? "acts.only-administrators" : "notices.stop-locked"),
        tone: "failed",
      });
      return;
    }
    const at = clock.now();
    const change = create("removal", newCodeId(made.value.key), {
      ...made.value,
      at,
      ...(staff !== undefined && { by: staff }),
    });
    const changes = [change, ...(await admissions(db, { key: made.value.key, lines, without: [], at, by: staff }))];
    const saved = await run({
      command: "sync.new-code",
      changes,
      said: { id: "centre.did-new-code" },
      options: { undoable: false },
    });
    setBusy(false);
    if (!saved) return;
    onClose();
    await start();
    const own = await host("library.own", {});
    if (own.ok && own.value.epoch >= made.value.epoch) open("code");
    else show({ text: t("centre.new-code-later"), tone: "failed" });
  };
  return (
    <AlertDialog
      open
      danger
      title={t("centre.new-code-title")}
      act={t("centre.new-code-do")}
      cancel={t("sync.cancel")}
      disabled={busy || refused !== undefined}
      onAct={() => void make()}
      onCancel={onClose}
    >
      <div className="stack">
        {refused !== undefined && <p className="field-error">{refused}</p>}
        <p>{t("centre.new-code-why")}</p>
        <p>{t("centre.new-code-then", { mark: t("backup.state-other-code") })}</p>
      </div>
    </AlertDialog>
  );
}
