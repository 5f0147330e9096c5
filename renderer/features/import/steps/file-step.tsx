/** Step 1: which file, and how it reads. */
import { Upload } from "lucide-react";
import { type ClipboardEvent, type DragEvent, useRef, useState } from "react";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { classNames } from "../../../ui/class-names.ts";
import { Icon } from "../../../ui/icon.tsx";
import { FootBar } from "../foot-bar.tsx";
import styles from "../import.module.css";
import { useImportFlow, useImportState } from "../import-session.tsx";
import { ParseOptionsPanel } from "./parse-options.tsx";
import { PastImports } from "./past-imports.tsx";

const KINDS = ".csv,.tsv,.txt,.xls,.xlsx,.ods,.json,.jsonl,.ndjson";

export function FileStep() {
  const t = useT();
  const flow = useImportFlow();
  const preview = useImportState((state) => state.preview);
  const busy = useImportState((state) => state.job?.what === "reading");
  const chooser = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const choose = (): void => chooser.current?.click();
  const take = (file: File | undefined): void => {
    if (file !== undefined && !busy) void flow.open(file);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  const onPaste = (event: ClipboardEvent): void => {
    const { files } = event.clipboardData;
    const text = event.clipboardData.getData("text/plain");
    if (files.length === 0 && !text.includes("\n")) return;
    event.preventDefault();
    take(files[0] ?? new File([text], t("import.pasted")));
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a target for the mouse and the clipboard; the button inside does the same by keyboard */}
      <div className={styles.body} onPaste={onPaste} onDragOver={(event) => event.preventDefault()} onDrop={onDrop} onDragEnter={() => setOver(true)} onDragLeave={() => setOver(false)}>
        <input ref={chooser} type="file" accept={KINDS} hidden onChange={(event) => take(event.target.files?.[0])} />
        {preview === null ? (
          <>
            <div className={classNames(styles.drop, over && styles.over)}>
              <Icon icon={Upload} size={20} />
              <p>{t("import.drop")}</p>
              <Button kind="primary" autoFocus onClick={choose} disabled={busy}>
                {t("import.choose")}
              </Button>
              <p className="meta">{t("import.drop-kinds")}</p>
            </div>
            <PastImports />
          </>
        ) : (
          <ParseOptionsPanel preview={preview} />
        )}
      </div>
      <FootBar during="reading" idle={preview !== null && <FileState />}>
        {busy && (
          <Button keys="Esc" onClick={flow.cancel}>
            {t("import.stop")}
          </Button>
        )}
        {preview !== null && !busy && <Onward onChoose={choose} />}
      </FootBar>
    </>
  );
}

function FileState() {
  const t = useT();
  const preview = useImportState((state) => state.preview);
  if (preview?.own) return preview.own.masked ? `${t("import.own-file")}。${t("import.own-masked")}` : t("import.own-file");
  return preview?.remembered ? t("import.remembered") : null;
}

/** A known kind of file needs no questions: Enter checks it, Enter writes it. */
function Onward({ onChoose }: { readonly onChoose: () => void }) {
  const t = useT();
  const flow = useImportFlow();
  const known = useImportState((state) => state.preview?.remembered === true || state.preview?.own !== null);
  return (
    <>
      <Button onClick={onChoose}>{t("import.choose-other")}</Button>
      {known && <Button onClick={() => flow.goTo("mapping")}>{t("import.step-mapping")}</Button>}
      {known ? (
        <Button key="known" kind="primary" autoFocus keys="Enter" onClick={() => void flow.check()}>
          {t("import.check-as-before")}
        </Button>
      ) : (
        <Button key="new" kind="primary" autoFocus keys="Enter" onClick={() => flow.goTo("mapping")}>
          {t("import.next")}
        </Button>
      )}
    </>
  );
}
