/** The diagnostics in full, as a person reads them before they are saved: nothing else goes into the file. */
import { useEffect, useState } from "react";
import { type Diagnostics, useDiagnostics } from "../../desk-services/diagnostics.ts";
import type { MessageId } from "../../i18n/message-id.ts";
import { useT } from "../../i18n/use-t.ts";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../ui/dialogs/dialog-buttons.tsx";
import styles from "./diagnostics.module.css";

export function DiagnosticsDialog({ onClose }: { onClose: () => void }) {
  const diagnostics = useDiagnostics();
  return diagnostics === null ? null : <Shown diagnostics={diagnostics} onClose={onClose} />;
}

function Shown({ diagnostics, onClose }: { diagnostics: Diagnostics; onClose: () => void }) {
  const t = useT();
  const [read, setRead] = useState<{ readonly text: string; readonly partly: boolean } | null>(null);
  const [said, setSaid] = useState<MessageId | null>(null);
  useEffect(() => {
    let wanted = true;
    void diagnostics.read().then((found) => wanted && setRead(found));
    return () => {
      wanted = false;
    };
  }, [diagnostics]);
  const save = async (text: string): Promise<void> => {
    const saved = await diagnostics.save(text);
    if (saved.ok || saved.error.tag !== "cancelled") setSaid(saved.ok ? "diagnostics.saved" : "diagnostics.not-saved");
  };
  return (
    <Dialog
      open
      wide
      reading
      onClose={onClose}
      title={t("diagnostics.title")}
      closeLabel={t("diagnostics.close")}
      footer={
        <DialogButtons
          act={t("diagnostics.save")}
          cancel={t("diagnostics.close")}
          disabled={read === null || read.text === ""}
          onAct={() => read !== null && void save(read.text)}
          onCancel={onClose}
        />
      }
    >
      <p>{t("diagnostics.intro")}</p>
      {read?.partly === true && <p role="alert">{t("diagnostics.partly")}</p>}
      {read !== null &&
        (read.text === "" ? <p>{t("diagnostics.empty")}</p> : <pre className={styles.log}>{read.text}</pre>)}
      {said !== null && <p role="status">{t(said)}</p>}
    </Dialog>
  );
}
