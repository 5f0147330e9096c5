/** Says where a list is: by the system's dialog, or by its path. */
import { FileText, FolderOpen } from "lucide-react";
import { useState } from "react";
import type { CallResult } from "#shared/host/contract.ts";
import { assertNever } from "#shared/kernel/assert.ts";
import type { RefreshList } from "#shared/model/settings/refresh-lists.ts";
import { useDeviceSettingsStore } from "../../../desk-services/device-settings.ts";
import { useServices } from "../../../desk-services/services.ts";
import type { Translate } from "../../../i18n/i18n.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../../ui/field.tsx";
import { TextInput } from "../../../ui/text-input.tsx";

export interface ListPlaceDialogProps {
  readonly list: RefreshList;
  readonly onClose: (isNamed: boolean) => void;
}

export function ListPlaceDialog({ list, onClose }: ListPlaceDialogProps) {
  const t = useT();
  const { host, start } = useServices();
  const settings = useDeviceSettingsStore();
  const [path, setPath] = useState(settings.getState().refreshPaths?.[list] ?? "");
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  /** @param wanted null: the system asks */
  const use = async (what: "file" | "folder", wanted: string | null): Promise<void> => {
    if (busy || wanted === "") return;
    setBusy(true);
    setFault(null);
    const chosen = await host("refresh.choose", { list, what, path: wanted });
    setBusy(false);
    if (chosen.ok) {
      settings.adopt({ refreshPaths: chosen.value.paths });
      onClose(true);
    } else setFault(choiceFault(chosen.error, t));
  };
  const isDialog = start.shell === "electron";
  return (
    <Dialog
      open
      title={t("lists.choose-title", { list: t(`frame.refresh-list-${list}`) })}
      closeLabel={t("lists.cancel")}
      onClose={() => onClose(false)}
      footer={
        <DialogButtons
          act={t("lists.use-place")}
          cancel={t("lists.cancel")}
          disabled={busy || path.trim() === ""}
          onAct={() => void use("folder", path.trim())}
          onCancel={() => onClose(false)}
        />
      }
    >
      <Field label={t("lists.place-path")} hint={t("lists.place-hint")} error={fault ?? undefined}>
        {(control) => (
          <TextInput
            {...control}
            autoFocus
            readOnly={isDialog}
            value={path}
            className="mono"
            onChange={(event) => setPath(event.target.value)}
            onEnter={() => void use("folder", path.trim())}
          />
        )}
      </Field>
      {isDialog && (
        <div className="row">
          <Button icon={FileText} disabled={busy} onClick={() => void use("file", null)}>
            {t("lists.browse-file")}
          </Button>
          <Button icon={FolderOpen} disabled={busy} onClick={() => void use("folder", null)}>
            {t("lists.browse-folder")}
          </Button>
        </div>
      )}
    </Dialog>
  );
}

type ChoiceError = Extract<CallResult<"refresh.choose">, { ok: false }>["error"];

function choiceFault(error: ChoiceError, t: Translate): string | null {
  switch (error.tag) {
    case "cancelled":
      return null;
    case "place-away":
      return t("lists.fail-place-away", { path: error.path, code: error.code });
    case "not-plain":
      return t("lists.fail-not-plain", { path: error.path });
    case "no-table":
      return t("lists.fail-no-table", { path: error.path });
    case "own-folder":
      return t("lists.fail-own-folder", { path: error.path });
    case "host-away":
    case "io":
    case "disk-full":
    case "folder-away":
    case "bad-request":
      return t("lists.not-saved");
    default:
      return assertNever(error);
  }
}
