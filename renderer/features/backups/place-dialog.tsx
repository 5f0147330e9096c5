/**
 * Points to a folder: the second place of backups, or one that holds a backup to restore from. By the system's dialog,
 * or by its path.
 */
import { FolderOpen } from "lucide-react";
import { useState } from "react";
import { useDeviceSettingsStore } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";
import type { Message } from "../../i18n/message-id.ts";
import { useSay, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../ui/field.tsx";
import { TextInput } from "../../ui/text-input.tsx";
import { useBackupActions } from "./backup-provider.tsx";
import { faultMessage } from "./backup-words.ts";

export function PlaceDialog({ what, onClose }: { what: "second" | "show"; onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const { host, start } = useServices();
  const settings = useDeviceSettingsStore();
  const actions = useBackupActions();
  const [path, setPath] = useState(what === "second" ? (settings.getState().backupPath ?? "") : "");
  const [fault, setFault] = useState<Message | null>(null);
  const [busy, setBusy] = useState(false);

  const chooseSecond = async (wanted: string | null): ReturnType<typeof actions.show> => {
    const chosen = await host("backup.choose", { path: wanted });
    if (!chosen.ok) return chosen.error as Awaited<ReturnType<typeof actions.show>>; // named the same in both
    settings.adopt({ backupPath: chosen.value.path });
    await actions.refresh();
    // it has its first copy at once
    void actions.make(false);
    return null;
  };

  /** @param wanted null: the system asks */
  const use = async (wanted: string | null): Promise<void> => {
    if (busy || wanted === "") return;
    setBusy(true);
    setFault(null);
    const failed = await (what === "second" ? chooseSecond(wanted) : actions.show(wanted));
    setBusy(false);
    if (failed === null) onClose();
    else if (failed.tag !== "cancelled") setFault(faultMessage(failed));
  };

  return (
    <Dialog
      open
      title={t(what === "second" ? "backups.second-title" : "backups.show")}
      closeLabel={t("backups.cancel")}
      onClose={onClose}
      footer={
        <DialogButtons
          act={t("backups.use-folder")}
          cancel={t("backups.cancel")}
          disabled={busy || path.trim() === ""}
          onAct={() => void use(path.trim())}
          onCancel={onClose}
        />
      }
    >
      <Field
        label={t("backups.folder-path")}
        hint={t(what === "second" ? "backups.second-hint" : "backups.show-path-hint")}
        error={fault === null ? undefined : say(fault)}
      >
        {(control) => (
          <TextInput
            {...control}
            autoFocus
            readOnly={start.shell === "electron"}
            value={path}
            className="mono"
            onChange={(event) => setPath(event.target.value)}
            onEnter={() => void use(path.trim())}
          />
        )}
      </Field>
      {start.shell === "electron" && (
        <Button icon={FolderOpen} disabled={busy} onClick={() => void use(null)}>
          {t("backups.browse")}
        </Button>
      )}
    </Dialog>
  );
}
