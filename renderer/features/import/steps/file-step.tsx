/** Step 1: which file, and how it reads. */
import { Upload } from "lucide-react";
import { type ClipboardEvent, type DragEvent, useEffect, useRef, useState } from "react";
import type { Translate } from "../../../i18n/i18n.ts";
import { useT } from "../../../i18n/use-t.ts";
import type { FilePreview } from "../../../platform/worker/import-api.ts";
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
  const hasResult = useImportState((state) => state.outcome !== null);
  const reading = useImportState((state) => state.job?.what === "reading");
  const busy = useImportState((state) => state.job !== null);
  const dropped = useImportState((state) => state.dropped);
  useEffect(() => {
    if (dropped !== null) void flow.open(dropped);
  }, [dropped, flow]);
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
      <div
        className={styles.body}
        onPaste={onPaste}
        onDragOver={(event) => event.preventDefault()}
        onDrop={onDrop}
        onDragEnter={() => setOver(true)}
        onDragLeave={() => setOver(false)}
      >
        <input
          ref={chooser}
          type="file"
          accept={KINDS}
          hidden
          onChange={(event) => {
            take(event.target.files?.[0]);
            // the same file, mended meanwhile, may be chosen again
            event.target.value = "";
          }}
        />
        {preview === null ? (
          <div className={classNames(styles.drop, over && styles.over)}>
            <Icon icon={Upload} size={20} />
            <p>{t("import.drop")}</p>
            <Button kind="primary" autoFocus onClick={choose} disabled={busy}>
              {t("import.choose")}
            </Button>
            <p className="soft">{t("import.drop-holds")}</p>
            <p className="meta">{t("import.drop-kinds")}</p>
            {hasResult && (
              <Button size="small" onClick={() => flow.goTo("result")}>
                {t("import.last-result")}
              </Button>
            )}
          </div>
        ) : (
          <ParseOptionsPanel preview={preview} />
        )}
        <PastImports plain={preview !== null} />
      </div>
      <FootBar
        during={preview === null ? "opening" : "reading"}
        idle={<FileState />}
        stop={preview === null ? undefined : noRows(preview, t)}
      >
        {reading && (
          <Button keys="Esc" onClick={flow.cancel}>
            {t("import.stop")}
          </Button>
        )}
        {preview !== null && <Onward preview={preview} busy={busy} onChoose={choose} />}
      </FootBar>
    </>
  );
}

function FileState() {
  const t = useT();
  const preview = useImportState((state) => state.preview);
  if (preview?.own) return t(preview.own.masked ? "import.own-file-masked" : "import.own-file");
  return preview?.remembered ? t("import.remembered") : null;
}

/** Column names and nobody below them: said here, before anything is asked about the columns. */
function noRows({ rows, format, holds }: FilePreview, t: Translate): string | undefined {
  if (rows > 0) return undefined;
  if (holds === "use") return t("import.fail-no-uses");
  return t(format === "json" ? "import.fail-no-records" : "import.fail-no-rows");
}

interface OnwardProps {
  readonly preview: FilePreview;
  readonly busy: boolean;
  readonly onChoose: () => void;
}

/**
 * A known kind of file needs no questions: Enter checks it, Enter writes it. Stays while the file is read otherwise, so
 * that the focus does.
 */
function Onward({ preview, busy, onChoose }: OnwardProps) {
  const t = useT();
  const flow = useImportFlow();
  const known = preview.remembered || preview.own !== null;
  const close = (
    <Button keys="Esc" disabled={busy} onClick={flow.startAgain}>
      {t("import.close")}
    </Button>
  );
  if (preview.rows === 0) {
    return (
      <>
        {close}
        <Button kind="primary" autoFocus disabled={busy} onClick={onChoose}>
          {t("import.choose-other")}
        </Button>
      </>
    );
  }
  return (
    <>
      {close}
      <Button disabled={busy} onClick={onChoose}>
        {t("import.choose-other")}
      </Button>
      {known && preview.own === null && (
        <Button disabled={busy} onClick={() => flow.goTo("mapping")}>
          {t("import.step-mapping")}
        </Button>
      )}
      {known ? (
        <Button key="known" kind="primary" autoFocus keys="Enter" disabled={busy} onClick={() => void flow.check()}>
          {t(preview.own === null ? "import.check-as-before" : "import.check-now")}
        </Button>
      ) : (
        <Button key="new" kind="primary" autoFocus keys="Enter" disabled={busy} onClick={() => flow.goTo("mapping")}>
          {t("import.next")}
        </Button>
      )}
    </>
  );
}
