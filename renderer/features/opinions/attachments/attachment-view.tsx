/** One picture as it was attached, as large as the window lets it be. */
import { useEffect, useState } from "react";
import type { AttachmentType } from "#shared/model/attachments/attachment.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import styles from "./attachment-view.module.css";

interface AttachmentViewProps {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: AttachmentType;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

export function AttachmentView({ name, bytes, type, onSave, onClose }: AttachmentViewProps) {
  const t = useT();
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return (
    <Dialog
      open
      wide
      reading
      onClose={onClose}
      title={name}
      closeLabel={t("opinions.attachment-close")}
      footer={
        <footer>
          <Button onClick={onSave}>{t("opinions.attachment-save")}</Button>
        </footer>
      }
    >
      {url !== undefined && <img className={styles.picture} src={url} alt={name} />}
    </Dialog>
  );
}
