/**
 * The second look before anything is written into a folder: an empty one, or one that lost its marker; the one in use, or
 * one that was just chosen and is taken by it.
 */
import { useEffect, useState } from "react";
import { useDeviceSettings, useDeviceSettingsStore } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useSay, useT } from "../../../i18n/use-t.ts";
import { AlertDialog } from "../../../ui/dialogs/dialog.tsx";
import { useToasts } from "../../../ui/dialogs/toast.tsx";
import { useSyncActions } from "../sync-provider.tsx";
import { folderMessage } from "./folder-words.ts";

export function PrepareDialog({
  kind,
  path,
  onClose,
}: {
  kind: "prepare" | "rebuild";
  path?: string;
  onClose: () => void;
}) {
  const t = useT();
  const say = useSay();
  const { host } = useServices();
  const { sharePath = "" } = useDeviceSettings();
  const settings = useDeviceSettingsStore();
  const chosen = path !== undefined;
  const { show } = useToasts();
  const { start } = useSyncActions();
  const [busy, setBusy] = useState(false);
  const [stillFits, setStillFits] = useState(false);
  useEffect(() => {
    let shown = true;
    // the folder may have changed since the sync that found it so
    void host("share.probe", { chosen }).then((found) => {
      if (shown) setStillFits(!found.ok && found.error.tag === (kind === "prepare" ? "empty-folder" : "marker-lost"));
    });
    return () => {
      shown = false;
    };
  }, [host, kind, chosen]);

  const prepare = async (): Promise<void> => {
    setBusy(true);
    const prepared = await host("share.prepare", { chosen });
    setBusy(false);
    if (prepared.ok) settings.adopt({ sharePath: prepared.value.path });
    onClose();
    if (prepared.ok) await start();
    else show({ text: say(folderMessage(prepared.error)), tone: "failed" });
  };

  return (
    <AlertDialog
      open
      danger
      title={t(kind === "prepare" ? "centre.prepare-title" : "centre.rebuild-title")}
      act={t(kind === "prepare" ? "notices.do-prepare" : "notices.do-rebuild")}
      cancel={t("sync.cancel")}
      disabled={busy || !stillFits}
      onAct={() => void prepare()}
      onCancel={onClose}
    >
      <p>
        <code className="mono sync-path">{path ?? sharePath}</code>
      </p>
      <p>{t(kind === "prepare" ? "centre.prepare-why" : "centre.rebuild-why")}</p>
    </AlertDialog>
  );
}
