/** Asks for the name of the event before its queue is scanned. */
import { useRef, useState } from "react";
import { useT } from "../../../i18n/use-t.ts";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../../ui/field.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { useDeskActions } from "../desk-context.ts";

/** What the record's field holds. */
const LONGEST = 200;

export function EventSheet() {
  const t = useT();
  const actions = useDeskActions();
  const [name, setName] = useState("");
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const isMissing = name.trim() === "";
  const begin = (): void => {
    setTried(true);
    if (isMissing) field.current?.focus();
    else {
      actions.closePanel();
      actions.beginEvent(name.trim());
    }
  };
  return (
    <Dialog
      open
      onClose={actions.closePanel}
      title={t("attend.event-title")}
      closeLabel={t("sheets.close")}
      initialFocus={field}
      footer={
        <DialogButtons
          act={t("attend.begin")}
          cancel={t("sheets.cancel")}
          onAct={begin}
          onCancel={actions.closePanel}
        />
      }
    >
      <Field
        label={t("attend.event-name")}
        hint={t("attend.event-hint")}
        {...(tried && isMissing && { error: t("attend.event-missing") })}
      >
        {(control) => (
          <TextInput
            {...control}
            ref={field}
            maxLength={LONGEST}
            onInput={(event) => setName(event.currentTarget.value)}
            onEnter={begin}
          />
        )}
      </Field>
    </Dialog>
  );
}
