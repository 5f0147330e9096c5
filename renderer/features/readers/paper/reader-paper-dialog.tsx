/** Which parts of a reader's page are printed, and whether its protected fields are printed in full. */
import { useRef, useState } from "react";
import { maskedFields } from "#shared/model/readers/mask-row.ts";
import { useMay } from "../../../acts/use-may.ts";
import { useReveal } from "../../../acts/use-reveal.ts";
import { readFilesWith } from "../../../db/lists/files-with-reader.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { PAPER_PARTS, type PaperAsked, type PaperPart, paperPartName } from "./reader-paper.tsx";

interface ReaderPaperDialogProps {
  readonly reader: string;
  /** All of her class. */
  readonly ids: readonly string[];
  readonly onPrint: (asked: PaperAsked) => void;
  readonly onClose: () => void;
}

export function ReaderPaperDialog({ reader, ids, onPrint, onClose }: ReaderPaperDialogProps) {
  const t = useT();
  const reveal = useReveal();
  const { db } = useServices();
  const mayFiles = useMay().may("files");
  // the files are for her own question, and only then on her paper
  const [parts, setParts] = useState<ReadonlySet<PaperPart>>(new Set(PAPER_PARTS.filter((part) => part !== "files")));
  const [isFull, setFull] = useState(false);
  // Ctrl+P, Enter prints all of it
  const act = useRef<HTMLButtonElement>(null);
  const print = async (): Promise<void> => {
    const files = parts.has("files") ? await readFilesWith(db, ids) : [];
    if (!isFull) return onPrint({ parts, shown: null, files });
    const shown = await reveal({ kind: "reader", id: reader, fields: maskedFields("reader") });
    // without the look on record, which has been said, nothing is printed
    if (shown !== undefined) onPrint({ parts, shown, files });
  };
  return (
    <Dialog
      open
      title={t("readers.print")}
      closeLabel={t("readers.cancel")}
      onClose={onClose}
      initialFocus={act}
      footer={
        <DialogButtons
          act={t("ui.print")}
          cancel={t("readers.cancel")}
          disabled={parts.size === 0}
          actRef={act}
          onAct={() => void print()}
          onCancel={onClose}
        />
      }
    >
      <div className="stack">
        <fieldset className="row row-wrap">
          <legend>{t("readers.print-parts")}</legend>
          {PAPER_PARTS.filter((part) => part !== "files" || mayFiles).map((part) => (
            <Checkbox
              key={part}
              checked={parts.has(part)}
              onChange={() =>
                setParts(
                  parts.has(part) ? new Set([...parts].filter((each) => each !== part)) : new Set([...parts, part]),
                )
              }
            >
              {paperPartName(part, t)}
            </Checkbox>
          ))}
        </fieldset>
        <Checkbox checked={isFull} onChange={() => setFull(!isFull)}>
          {t("readers.print-protected")}
        </Checkbox>
      </div>
    </Dialog>
  );
}
