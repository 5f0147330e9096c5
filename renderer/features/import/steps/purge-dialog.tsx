/**
 * Erases what an undone import has left in files: says what goes and what it means for the same sheet later; the file's
 * name must be typed, for nobody can take it back.
 */
import { useState } from "react";
import { useDeviceSettings } from "../../../desk-services/device-settings.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { useToasts } from "../../../ui/dialogs/toast.tsx";
import { Field } from "../../../ui/field.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { useImportFlow } from "../import-session.tsx";

export interface PurgeDialogProps {
  readonly importId: string;
  readonly file: string;
  readonly count: number;
  readonly onClose: () => void;
}

export function PurgeDialog({ importId, file, count, onClose }: PurgeDialogProps) {
  const t = useT();
  const flow = useImportFlow();
  const { staff = "" } = useDeviceSettings();
  const { show } = useToasts();
  const [typed, setTyped] = useState("");
  const isConfirmed = typed.trim().normalize("NFKC") === file.normalize("NFKC");
  const act = async (): Promise<void> => {
    if (!isConfirmed) return;
    onClose();
    const { erased, left, saved } = await flow.eraseUndone(importId, staff);
    const detail = saved ? (left > 0 ? t("import.purge-left", { n: left }) : undefined) : t("import.purge-unsaved");
    show({
      text: t("import.did-purge", { n: erased }),
      ...(detail !== undefined && { detail }),
      ...(!saved && { tone: "failed" }),
    });
  };
  return (
    <Dialog
      open
      title={t("import.purge-title", { file })}
      closeLabel={t("import.purge-cancel")}
      onClose={onClose}
      footer={
        <DialogButtons
          danger
          act={t("import.purge-do")}
          cancel={t("import.purge-cancel")}
          disabled={!isConfirmed}
          onAct={() => void act()}
          onCancel={onClose}
        />
      }
    >
      <p>{t("import.purge-why", { n: count })}</p>
      <p>{t("import.purge-goes")}</p>
      <p>
        <b>{t("import.purge-never")}</b>
      </p>
      <Field label={t("import.purge-type", { file })}>
        {(control) => (
          <TextInput
            {...control}
            autoFocus
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onEnter={() => void act()}
          />
        )}
      </Field>
    </Dialog>
  );
}
