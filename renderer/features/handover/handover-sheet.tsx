/**
 * The end of a shift: what is open, promised and found, and a line to the next colleague. Enter goes from field to field
 * and to the button, so that nobody hands over what was not looked through. Saved, it covers the desk; Ctrl+Enter leaves
 * the line and goes on. What is not saved is a draft.
 */
import { type KeyboardEvent, useRef, useState } from "react";
import { useAct } from "../../acts/use-acts.ts";
import { useNewId } from "../../acts/use-new-id.ts";
import { type HandoverForm, useCounter } from "../../desk-services/counter.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useServices } from "../../desk-services/services.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../ui/dialogs/dialog-buttons.tsx";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import { Field } from "../../ui/field.tsx";
import { useOnce } from "../../ui/hooks/use-once.ts";
import { isIme, matchKeys } from "../../ui/keyboard.ts";
import { TextArea, TextInput } from "../../ui/text-input.tsx";
import { handoverChanges } from "./handover-changes.ts";
import { useShift } from "./handover-queries.ts";
import { ShiftLists } from "./shift-lists.tsx";

const LEAVE = "Ctrl+Enter";
const NOTHING_WRITTEN: HandoverForm = { line: "", found: "" };

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
  const counter = useCounter();
  const { show } = useToasts();
  const [form, setForm] = useState<HandoverForm>(() => counter?.handoverDraft() ?? NOTHING_WRITTEN);
  const isEmpty = (form.line + form.found).trim() === "";
  const write = (change: Partial<HandoverForm>): void => {
    const next = { ...form, ...change };
    setForm(next);
    counter?.keepHandover(next);
  };
  const leave = (): void => {
    if (!isEmpty && counter !== null) show({ text: t("words.kept-draft") });
    onClose();
  };
  const save = useOnce(async (said: "handover.did" | "handover.did-leave", whenSaved: () => void): Promise<void> => {
    if (branch === undefined) return whenSaved();
    const changes = handoverChanges(
      form,
      { line: ids.line.get(), found: ids.found.get() },
      { branch, desk: start.installation, staff, at: clock.now() },
    );
    if (changes.length > 0 && !(await act({ command: "handover.add", changes, said: { id: said } }))) return;
    counter?.keepHandover(NOTHING_WRITTEN);
    whenSaved();
  });
  const handOver = (): void => void save("handover.did", onEnd);
  const leaveLine = (): void => {
    if (!isEmpty && branch !== undefined) void save("handover.did-leave", onClose);
  };
  /** From every field, before Enter moves on. */
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isIme(event) || event.defaultPrevented || !matchKeys(event, LEAVE)) return;
    event.preventDefault();
    leaveLine();
  };
  return (
    <Dialog
      open
      wide
      title={t("handover.do")}
      closeLabel={t("handover.cancel")}
      onClose={leave}
      onKeyDown={onKeyDown}
      initialFocus={first}
      footer={
        <DialogButtons
          act={t("handover.save")}
          cancel={t("handover.cancel")}
          actRef={done}
          onAct={handOver}
          onCancel={leave}
          also={{
            act: t("words.leave-note"),
            keys: LEAVE,
            onAct: leaveLine,
            disabled: isEmpty || branch === undefined,
          }}
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
              onChange={(event) => write({ line: event.target.value })}
              onKeyDown={onKeyDown}
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
              onChange={(event) => write({ found: event.target.value })}
              onKeyDown={onKeyDown}
              onEnter={() => done.current?.focus()}
            />
          )}
        </Field>
        {shift !== undefined && <ShiftLists shift={shift} />}
      </div>
    </Dialog>
  );
}
