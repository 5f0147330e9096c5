/**
 * Chooses the shared folder: by the system's dialog, or by its path in a browser window. Then looks at it
 * without writing. What can be prepared is asked for once more, elsewhere.
 */
import { FolderOpen } from "lucide-react";
import { useState } from "react";
import { useDeviceSettingsStore } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import type { Message } from "../../../i18n/message-id.ts";
import { useSay, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { useToasts } from "../../../ui/dialogs/toast.tsx";
import { Field } from "../../../ui/field.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { useSyncActions, useSyncState } from "../sync-provider.tsx";
import { folderMessage } from "./folder-words.ts";

export function FolderDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const { host, start } = useServices();
  const settings = useDeviceSettingsStore();
  const { show } = useToasts();
  const { open } = useSyncActions();
  // what a run has begun in one folder ends there
  const isSyncing = useSyncState(({ running }) => running !== null);
  const [path, setPath] = useState(settings.getState().sharePath ?? "");
  const [fault, setFault] = useState<Message | null>(null);
  const [busy, setBusy] = useState(false);

  /** @param wanted null: the system asks */
  const choose = async (wanted: string | null): Promise<void> => {
    if (busy || isSyncing || wanted === "") return;
    setBusy(true);
    setFault(null);
    const chosen = await host("share.choose", { path: wanted });
    if (!chosen.ok) {
      setBusy(false);
      if (chosen.error.tag !== "cancelled") setFault(folderMessage(chosen.error));
      return;
    }
    setPath(chosen.value.path);
    const found = await host("share.probe", { chosen: true });
    setBusy(false);
    if (found.ok) {
      settings.adopt({ sharePath: found.value.path });
      onClose();
      show({ text: t("centre.folder-connected"), detail: found.value.path });
    } else if (found.error.tag === "empty-folder") open({ prepare: "prepare", path: chosen.value.path });
    else if (found.error.tag === "marker-lost") open({ prepare: "rebuild", path: chosen.value.path });
    else setFault(folderMessage(found.error));
  };

  return (
    <Dialog
      open
      title={t("sync.folder")}
      closeLabel={t("sync.cancel")}
      onClose={onClose}
      footer={
        <DialogButtons
          act={t("centre.folder-use")}
          cancel={t("sync.cancel")}
          disabled={busy || isSyncing || path.trim() === ""}
          onAct={() => void choose(path.trim())}
          onCancel={onClose}
        />
      }
    >
      <Field
        label={t("centre.folder-path")}
        hint={t(isSyncing ? "centre.folder-syncing" : "centre.folder-hint")}
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
            onEnter={() => void choose(path.trim())}
          />
        )}
      </Field>
      {start.shell === "electron" && (
        <Button icon={FolderOpen} disabled={busy || isSyncing} onClick={() => void choose(null)}>
          {t("centre.folder-browse")}
        </Button>
      )}
    </Dialog>
  );
}
