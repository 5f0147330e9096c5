/**
 * The composer, over whatever screen asks for it: a service record, a task, a promise or a call-back, for a reader, for
 * a person without a card, or for nobody by name. It names whom it is about; while that is no reader, a card that is
 * scanned into it says who it is. F4 goes to the next kind, Ctrl+Enter saves from every field; left unsaved it is a draft.
 */
import { type KeyboardEvent, type MouseEvent, type RefObject, useRef, useState } from "react";
import { asksForWork } from "#shared/model/input/note-line.ts";
import { presetIndex } from "#shared/model/settings/quick-log-presets.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import type { TaskAsked } from "../../desk-services/open-task-sheet.ts";
import { PersonName } from "../../desk-services/person-name.tsx";
import { useHouse } from "../../desk-services/use-house.ts";
import { useRich, useT } from "../../i18n/use-t.ts";
import { Checkbox, Radio } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../ui/field.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { isIme, matchKeys } from "../../ui/keyboard.ts";
import { Select } from "../../ui/select.tsx";
import { DueFields, PersonFields, WordsField } from "./task-fields.tsx";
import { useComposing } from "./use-composing.ts";
import { type LookingUp, useScannedReader } from "./use-scanned-reader.ts";

const SAVE = "Ctrl+Enter";

export function Composer({ asked, onClose }: { readonly asked: TaskAsked; readonly onClose: () => void }) {
  const t = useT();
  const rich = useRich();
  const composing = useComposing(asked, onClose);
  const { form, set, who, choices, kinds, reader, purposes, read, note, missing, isQuiet, save, leave } = composing;
  const { staff } = useDeviceSettings();
  const house = useHouse();
  const first = useRef<HTMLTextAreaElement>(null);
  const name = useRef<HTMLInputElement>(null);
  const [beginsWithPerson] = useState(who === "contact" && form.name === "");
  const isNote = form.kind === "note";
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (isIme(event)) return;
    const preset = event.altKey && !event.ctrlKey ? presetIndex(event.code) : null;
    if (matchKeys(event, SAVE)) void save();
    else if (matchKeys(event, "F4")) set({ kind: kinds[(kinds.indexOf(form.kind) + 1) % kinds.length] ?? "task" });
    else if (preset !== null && isNote && purposes[preset] !== undefined) set({ purpose: purposes[preset].purpose });
    else return;
    event.preventDefault();
  };
  const called =
    who === "reader" ? (reader?.name ?? "") : who === "contact" ? form.name.trim() || t("words.no-card") : null;
  const giver = house.staff.get(staff ?? "");
  const assignee = read.assignee === staff ? undefined : house.staff.get(read.assignee);
  return (
    <Dialog
      open
      title={
        called === null || called === ""
          ? t(`tasks.compose.${form.kind}`)
          : rich("tasks.compose-for", { kind: t(`tasks.compose.${form.kind}`), who: <PersonName>{called}</PersonName> })
      }
      closeLabel={t("tasks.cancel")}
      onClose={leave}
      initialFocus={beginsWithPerson ? name : first}
      onKeyDown={onKeyDown}
      className="composer"
      footer={
        <DialogButtons
          act={t(isNote ? "tasks.save-note" : "tasks.save")}
          cancel={t("tasks.later")}
          keys={SAVE}
          disabled={missing !== null}
          {...(missing !== null && { beside: t(missing) })}
          onAct={() => void save()}
          onCancel={leave}
        />
      }
    >
      <div className="stack">
        <fieldset className="compose-kinds">
          <legend className="vh">{t("tasks.compose-kind")}</legend>
          <div className="row row-wrap">
            {kinds.map((kind) => (
              <Radio
                key={kind}
                name="composed"
                checked={form.kind === kind}
                onChange={() => set({ kind })}
                onClick={(event) => onPointed(event, first)}
              >
                {t(`words.composed.${kind}`)}
              </Radio>
            ))}
            <Kbd keys="F4" />
          </div>
        </fieldset>
        {choices.length > 1 && (
          <fieldset className="compose-who">
            <legend className="vh">{t("tasks.compose-who")}</legend>
            <div className="row row-wrap">
              {choices.map((choice) => (
                <Radio key={choice} name="compose-who" checked={who === choice} onChange={() => set({ who: choice })}>
                  {choice === "reader"
                    ? rich("words.from-reader", { who: <PersonName>{reader?.name ?? ""}</PersonName> })
                    : choice === "contact" && form.name.trim() !== ""
                      ? rich("tasks.compose-for", {
                          kind: t("words.no-card"),
                          who: <PersonName>{form.name.trim()}</PersonName>,
                        })
                      : t(choice === "contact" ? "words.no-card" : isNote ? "words.anonymous" : "tasks.nobody-waits")}
                </Radio>
              ))}
            </div>
          </fieldset>
        )}
        {who === "contact" && (
          <PersonFields name={form.name} phone={form.phone} first={name} onChange={(change) => set(change)} />
        )}
        {isNote && (
          <Field label={t("words.interaction.purpose")}>
            {(control) => (
              <Select
                {...control}
                value={form.purpose}
                onChange={(purpose) => set({ purpose })}
                options={purposes.map(({ purpose, name: label }) => ({ value: purpose, label }))}
              />
            )}
          </Field>
        )}
        {who === "reader" && (form.kind === "call" || form.kind === "promise") && isQuiet && (
          <p className="field-hint" role="status">
            {t("tasks.compose-quiet")}
          </p>
        )}
        <WordsField
          first={first}
          text={form.text}
          hint={t(isNote ? "desk.note-hint" : "words.task-marks")}
          note={note}
          {...(!isNote && { due: form.due })}
          onText={(text) => set({ text })}
          onSave={() => void save()}
        />
        {isNote && who !== "nobody" && asksForWork(note) && (
          <Checkbox checked={form.promised} onChange={(event) => set({ promised: event.currentTarget.checked })}>
            {t("desk.promised")}
          </Checkbox>
        )}
        {!isNote && (
          <DueFields
            form={{ due: form.due, assignee: composing.assignee }}
            usual={composing.usual}
            set={set}
            onSave={() => void save()}
          />
        )}
        {form.kind === "promise" && (
          <Checkbox
            checked={form.noReply === true}
            onChange={(event) => set({ noReply: event.currentTarget.checked || undefined })}
          >
            {t("words.task.noReply")}
          </Checkbox>
        )}
        {!isNote && assignee !== undefined && giver !== undefined && (
          <p className="meta" aria-live="polite">
            {t("tasks.until-accepted", { assignee, giver })}
          </p>
        )}
        <ScannedReader lookingUp={composing.lookingUp} onReader={who === "reader" ? null : composing.setReader} />
      </div>
    </Dialog>
  );
}

/** Whoever has pointed at a choice goes on with the words; an arrow, which is a click too, goes on among the choices. */
function onPointed({ detail }: MouseEvent, to: RefObject<HTMLElement | null>): void {
  if (detail > 0) to.current?.focus();
}

interface ScannedProps {
  readonly lookingUp: LookingUp;
  readonly onReader: ((reader: string) => void) | null;
}

/** Draws what is wrong with a card that was scanned into the sheet; nothing else. */
function ScannedReader({ lookingUp, onReader }: ScannedProps) {
  const t = useT();
  const place = useRef<HTMLParagraphElement>(null);
  const unknown = useScannedReader(place, lookingUp, onReader);
  return (
    <p ref={place} className="field-error" role="alert">
      {unknown === null ? "" : t("tasks.scanned-nobody", { code: unknown })}
    </p>
  );
}
