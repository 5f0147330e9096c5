/**
 * The end of a shift: what is open, promised and found, and a line to the next colleague. Enter goes from field to field
 * and to the button, so that nobody hands over what was not looked through. Saved, it covers the desk; to cover it at
 * once there is Ctrl+L, which asks nothing.
 */
import { useRef, useState } from "react";
import { useAct } from "../../acts/use-acts.ts";
import { useNewId } from "../../acts/use-new-id.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../ui/field.tsx";
import { useOnce } from "../../ui/hooks/use-once.ts";
import { TextArea, TextInput } from "../../ui/text-input.tsx";
import { handoverChanges } from "./handover-changes.ts";
import { useShift } from "./handover-queries.ts";
import { ShiftLists } from "./shift-lists.tsx";

interface HandoverSheetProps {
  readonly onClose: () => void;
  readonly onEnd: () => void;
}

export function HandoverSheet({ onClose, onEnd }: HandoverSheetProps) {
  const t = useT();
  const act = useAct();
  const { clock, start } = useServices();
  const { branch, staff } = useDeviceSettings();
  const shift = useShift(branch, useFormat().day(clock.now()));
  const ids = { line: useNewId(), found: useNewId() };
  const first = useRef<HTMLTextAreaElement>(null);
  const found = useRef<HTMLInputElement>(null);
  const done = useRef<HTMLButtonElement>(null);
  const [form, setForm] = useState({ line: "", found: "" });
  const save = useOnce(async (): Promise<void> => {
    if (branch === undefined) return onEnd();
    const changes = handoverChanges(
      form,
      { line: ids.line.get(), found: ids.found.get() },
      { branch, desk: start.installation, staff, at: clock.now() },
    );
    if (changes.length === 0 || (await act({ command: "handover.add", changes, said: { id: "handover.did" } })))
      onEnd();
  });
  return (
    <Dialog
      open
      wide
      title={t("handover.do")}
      closeLabel={t("handover.cancel")}
      onClose={onClose}
      initialFocus={first}
      footer={
        <DialogButtons
          act={t("handover.save")}
          cancel={t("handover.cancel")}
          actRef={done}
          onAct={() => void save()}
          onCancel={onClose}
        />
      }
    >
      <div className="stack">
        {branch === undefined && <p>{t("handover.no-branch")}</p>}
        <Field label={t("handover.line")} hint={t("handover.line-hint")}>
          {(control) => (
            <TextArea
              {...control}
              ref={first}
              rows={2}
              maxLength={2000}
              disabled={branch === undefined}
              value={form.line}
              onChange={(event) => setForm({ ...form, line: event.target.value })}
              onEnter={() => found.current?.focus()}
            />
          )}
        </Field>
        <Field label={t("handover.found-new")} hint={t("handover.found-hint")}>
          {(control) => (
            <TextInput
              {...control}
              ref={found}
              maxLength={500}
              disabled={branch === undefined}
              value={form.found}
              onChange={(event) => setForm({ ...form, found: event.target.value })}
              onEnter={() => done.current?.focus()}
            />
          )}
        </Field>
        {shift !== undefined && <ShiftLists shift={shift} />}
      </div>
    </Dialog>
  );
}
