/** A third value, written by hand: for when both sides are half right. */
import { useState } from "react";
import type { Kind } from "#shared/model/kinds.ts";
import { fitsField } from "#shared/model/parse-value.ts";
import type { ValueConflict } from "#shared/replication/rows/conflict-view.ts";
import { useT } from "../../../i18n/use-t.ts";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../../ui/field.tsx";
import { TAKES_SCAN } from "../../../ui/keyboard.ts";
import { TextArea, TextInput } from "../../../ui/text-input.tsx";

export interface HandDialogProps {
  readonly kind: Kind;
  readonly conflict: ValueConflict;
  readonly initial: string;
  readonly lines: boolean;
  readonly label: string;
  readonly onSave: (value: string | null) => void;
  readonly onClose: () => void;
}

export function HandDialog({ kind, conflict, initial, lines, label, onSave, onClose }: HandDialogProps) {
  const t = useT();
  const [text, setText] = useState(initial);
  const value = text.trim() === "" ? null : text.trim();
  const fits = value === null || fitsField(kind, conflict.place.field, value);
  const save = (): void => {
    if (fits) onSave(value);
  };
  const common = { value: text, onEnter: save };
  return (
    <Dialog
      open
      title={t("centre.by-hand")}
      closeLabel={t("sync.cancel")}
      onClose={onClose}
      footer={
        <DialogButtons
          act={t("centre.use-this")}
          cancel={t("sync.cancel")}
          disabled={!fits}
          onAct={save}
          onCancel={onClose}
        />
      }
    >
      <Field label={label} error={fits ? undefined : t("centre.does-not-fit")}>
        {(control) =>
          lines ? (
            <TextArea {...control} {...common} rows={5} onChange={(event) => setText(event.target.value)} />
          ) : (
            <TextInput
              {...control}
              {...common}
              {...(conflict.place.field === "card" && TAKES_SCAN)}
              autoFocus
              onChange={(event) => setText(event.target.value)}
            />
          )
        }
      </Field>
    </Dialog>
  );
}
