/** A computer that was removed by mistake, or found again: the new library code lets it in, under a new number. */
import { useState } from "react";
import { useServices } from "../../../desk-services/services.ts";
import type { Message } from "../../../i18n/message-id.ts";
import { useSay, useT } from "../../../i18n/use-t.ts";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../../ui/field.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { folderMessage } from "../share/folder-words.ts";
import { useSyncActions } from "../sync-provider.tsx";

export function RejoinDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const say = useSay();
  const { host } = useServices();
  const { start } = useSyncActions();
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Message | null>(null);
  const join = async (): Promise<void> => {
    if (busy || code.trim() === "") return;
    setBusy(true);
    const admitted = await host("library.readmit", { code });
    setBusy(false);
    if (admitted.ok) {
      onClose();
      await start();
      return;
    }
    const { error } = admitted;
    setFault(
      error.tag === "code-malformed" || error.tag === "code-wrong" || error.tag === "code-known"
        ? { id: `centre.${error.tag}` }
        : folderMessage(error),
    );
  };
  return (
    <Dialog
      open
      title={t("notices.do-rejoin")}
      closeLabel={t("sync.cancel")}
      onClose={onClose}
      footer={
        <DialogButtons
          act={t("centre.rejoin-do")}
          cancel={t("sync.cancel")}
          disabled={busy || code.trim() === ""}
          onAct={() => void join()}
          onCancel={onClose}
        />
      }
    >
      <div className="stack">
        <p>{t("centre.rejoin-why")}</p>
        <Field label={t("sync.code")} error={fault === null ? undefined : say(fault)}>
          {(control) => (
            <TextInput
              {...control}
              autoFocus
              className="mono"
              value={code}
              onChange={(event) => setCode(event.target.value)}
              onEnter={() => void join()}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}
