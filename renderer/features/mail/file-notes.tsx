/** What of the files is in no row, a sentence each; the line stays until it is closed or other files are read. */
import { TriangleAlert, X } from "lucide-react";
import { useT } from "../../i18n/use-t.ts";
import { IconButton } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import styles from "./mail.module.css";

interface FileNotesProps {
  readonly notes: readonly string[];
  readonly onClose: () => void;
}

export function FileNotes({ notes, onClose }: FileNotesProps) {
  const t = useT();
  return (
    <div role="status">
      {notes.length > 0 && (
        <div className={`alert alert-warn ${styles.notes}`}>
          <Icon icon={TriangleAlert} />
          <ul className="grow">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
          <IconButton icon={X} label={t("ui.close")} onClick={onClose} />
        </div>
      )}
    </div>
  );
}
