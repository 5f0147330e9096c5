/** Asks for another reader. */
import { useRef } from "react";
import { useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { FindReader, type FindReaderProps } from "./find-reader.tsx";

export interface FindReaderDialogProps extends Pick<FindReaderProps, "label" | "initial" | "without" | "onPick"> {
  readonly title: string;
  /** Where there is somebody to take away. */
  readonly onNobody?: () => void;
  /** What that is called, where a field is not simply left empty. */
  readonly nobody?: string;
  readonly onClose: () => void;
}

export function FindReaderDialog({ title, onNobody, nobody, onClose, ...finding }: FindReaderDialogProps) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  return (
    <Dialog open title={title} closeLabel={t("readers.cancel")} onClose={onClose} initialFocus={input}>
      <div className="stack">
        <FindReader {...finding} input={input} />
        {onNobody !== undefined && <Button onClick={onNobody}>{nobody ?? t("readers.find-reader-clear")}</Button>}
      </div>
    </Dialog>
  );
}
