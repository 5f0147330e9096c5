/**
 * In which files a reader stood, for her own question: only an administrator sees it, and it is read when it is opened.
 * Printed for her as the looks are.
 */
import { Printer } from "lucide-react";
import { useState } from "react";
import { useMay } from "../../acts/use-may.ts";
import { FilesWithReader } from "../../desk-services/paper/files-with-reader-list.tsx";
import { PersonName } from "../../desk-services/person-name.tsx";
import type { HistoryOf } from "../../desk-services/record-history.ts";
import { useRich, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import styles from "./history.module.css";

export function FilesSection({ of }: { readonly of: HistoryOf }) {
  const t = useT();
  const rich = useRich();
  const refused = useMay().refusal("files");
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={styles.looks} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t("words.file.title")}</summary>
      {isOpen && (
        <div>
          {refused === undefined ? (
            <>
              <h2 className="print-only">
                {rich("words.file.title-of", { what: <PersonName>{of.title}</PersonName> })}
              </h2>
              <FilesWithReader ids={of.ids} />
              <p className="soft no-print">{t("history.files-hint")}</p>
              <p className="row no-print">
                <Button icon={Printer} onClick={() => window.print()}>
                  {t("history.print-looks")}
                </Button>
              </p>
            </>
          ) : (
            <p>{refused}</p>
          )}
        </div>
      )}
    </details>
  );
}
