/** Which parts of a reader's page are printed, and whether its protected fields are printed in full. */
import { useRef, useState } from "react";
import { maskedFields } from "#shared/model/readers/mask-row.ts";
import { useReveal } from "../../../acts/use-reveal.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { PAPER_PARTS, type PaperAsked, type PaperPart } from "./reader-paper.tsx";

interface ReaderPaperDialogProps {
  readonly reader: string;
  readonly onPrint: (asked: PaperAsked) => void;
  readonly onClose: () => void;
}

export function ReaderPaperDialog({ reader, onPrint, onClose }: ReaderPaperDialogProps) {
  const t = useT();
  const reveal = useReveal();
  const [parts, setParts] = useState<ReadonlySet<PaperPart>>(new Set(PAPER_PARTS));
  const [isFull, setFull] = useState(false);
  // Ctrl+P, Enter prints all of it
  const act = useRef<HTMLButtonElement>(null);
  const print = async (): Promise<void> => {
    if (!isFull) return onPrint({ parts, shown: null });
    const shown = await reveal({ kind: "reader", id: reader, fields: maskedFields("reader") });
    // without the look on record, which has been said, nothing is printed
    if (shown !== undefined) onPrint({ parts, shown });
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
        <fieldset>
          <legend>{t("readers.print-parts")}</legend>
          {PAPER_PARTS.map((part) => (
            <Checkbox
              key={part}
              checked={parts.has(part)}
              onChange={() =>
                setParts(
                  parts.has(part) ? new Set([...parts].filter((each) => each !== part)) : new Set([...parts, part]),
                )
              }
            >
              {t(`readers.tab-${part}`)}
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
