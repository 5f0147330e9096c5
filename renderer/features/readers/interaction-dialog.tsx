/**
 * Corrects a service record, and says who took part in it. Its words are protected, so opening them is a recorded look.
 */
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { mainClassOf } from "#shared/analysis/interests.ts";
import { OUTCOMES } from "#shared/model/interaction.ts";
import { useAct } from "../../acts/use-acts.ts";
import { useLeaving } from "../../acts/use-leaving.tsx";
import { useReveal } from "../../acts/use-reveal.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useT } from "../../i18n/use-t.ts";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../ui/field.tsx";
import { matchKeys } from "../../ui/keyboard.ts";
import { Select } from "../../ui/select.tsx";
import { TextArea, TextInput } from "../../ui/text-input.tsx";
import { classText } from "../../words/class-words.ts";
import { RATINGS, ratingText } from "../../words/ratings.ts";
import {
  editInteraction,
  formOfInteraction,
  type InteractionForm,
  type OpenedInteraction,
  openInteraction,
  readClass,
  readCount,
  readMinutes,
} from "./interaction-form.ts";
import { openTogether } from "./together/participant-changes.ts";
import { ParticipantsField } from "./together/participants-field.tsx";
import { type OpenedWhole, wholeRecordChanges } from "./together/whole-record.ts";

/** The second, because so the sheets at the desk are sent. */
const SAVE_KEYS = ["Ctrl+S", "Ctrl+Enter"] as const;
const EFFORTS: readonly string[] = ["", "1", "2", "3", "4", "5", "6"];

export function InteractionDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useT();
  const act = useAct();
  const reveal = useReveal();
  const services = useServices();
  const { place } = useHouse();
  const first = useRef<HTMLTextAreaElement>(null);
  const close = useRef(onClose);
  useLayoutEffect(() => {
    close.current = onClose;
  });
  const [whole, setWhole] = useState<OpenedWhole | null>(null);
  const [changed, setChanged] = useState<Partial<InteractionForm>>({});
  const [people, setPeople] = useState<readonly string[] | null>(null);
  const lookingUp = useRef(Promise.resolve());
  const latestPeople = useRef<readonly string[] | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const load = async (): Promise<void> => {
      const row = await services.db.interaction.get(id);
      if (row === undefined) return;
      const hasWords = row.question !== undefined || row.answer !== undefined;
      // without the look on record, which has been said, its words are not shown
      if (hasWords && (await reveal({ kind: "interaction", id, fields: ["question", "answer"] })) === undefined)
        return close.current();
      setWhole({ opened: openInteraction(row), together: await openTogether(services.db, id, row.reader) });
    };
    void load();
  }, [services, reveal, id]);

  const { leave, question } = useLeaving(
    people !== null || (whole !== null && isEdited(whole.opened, { ...formOfInteraction(whole.opened), ...changed })),
    onClose,
  );
  if (whole === null) return null;
  const { opened, together } = whole;
  const before = together.people.map(({ reader }) => reader);
  const taking = people ?? before;
  const form = { ...formOfInteraction(opened), ...changed };
  const isCount = readCount(form.count) !== undefined;
  const isRead = readMinutes(form.minutes) !== undefined;
  const subjectClass = readClass(form, opened);
  const isClass = subjectClass !== undefined;
  const main = mainClassOf(subjectClass ?? "");
  const changePeople = (change: (readers: readonly string[]) => readonly string[]): void => {
    latestPeople.current = change(latestPeople.current ?? before);
    setPeople(latestPeople.current);
  };
  const save = async (): Promise<void> => {
    // who was scanned right before the key belongs to it
    await lookingUp.current;
    const changes = await wholeRecordChanges(services, whole, form, latestPeople.current ?? before);
    setFailed(changes === "failed");
    if (typeof changes === "string") return;
    if (await act({ command: "interaction.edit", changes, said: { id: "readers.did-edit-record" } })) onClose();
  };
  const set = (change: Partial<InteractionForm>): void => setChanged({ ...changed, ...change });
  return (
    <Dialog
      open
      title={t("readers.edit-record")}
      closeLabel={t("readers.cancel")}
      onClose={leave}
      initialFocus={first}
      onKeyDown={(event) => {
        if (!SAVE_KEYS.some((keys) => matchKeys(event, keys))) return;
        event.preventDefault();
        void save();
      }}
      footer={
        <DialogButtons
          act={t("readers.save")}
          cancel={t("readers.cancel")}
          keys={SAVE_KEYS[0]}
          disabled={!isRead || !isClass || !isCount}
          onAct={() => void save()}
          onCancel={leave}
        />
      }
    >
      <div className="stack">
        <Field label={t("words.interaction.question")}>
          {(control) => (
            <TextArea
              {...control}
              ref={first}
              rows={3}
              value={form.question}
              onChange={(event) => set({ question: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("words.interaction.answer")}>
          {(control) => (
            <TextArea
              {...control}
              rows={3}
              value={form.answer}
              onChange={(event) => set({ answer: event.target.value })}
            />
          )}
        </Field>
        <div className="row">
          <Field label={t("words.interaction.minutes")} {...(!isRead && { error: t("readers.not-a-number") })}>
            {(control) => (
              <TextInput
                {...control}
                inputMode="numeric"
                size={5}
                value={form.minutes}
                onChange={(event) => set({ minutes: event.target.value })}
                onEnter={() => void save()}
              />
            )}
          </Field>
          <Field label={t("words.interaction.effort")}>
            {(control) => (
              <Select
                {...control}
                value={form.effort}
                onChange={(effort) => set({ effort })}
                options={EFFORTS.map((value) => ({ value, label: value === "" ? "—" : value }))}
              />
            )}
          </Field>
          <Field label={t("words.interaction.outcome")}>
            {(control) => (
              <Select
                {...control}
                value={form.outcome}
                onChange={(outcome) => set({ outcome })}
                options={[
                  { value: "" as const, label: "—" },
                  ...OUTCOMES.map((value) => ({ value, label: t(`words.outcome.${value}`) })),
                ]}
              />
            )}
          </Field>
        </div>
        <ParticipantsField
          first={form.reader === formOfInteraction(opened).reader ? together.first : form.reader ? [form.reader] : []}
          onFirst={(reader) => set({ reader })}
          readers={taking.filter((reader) => reader !== form.reader)}
          onChange={changePeople}
          lookingUp={lookingUp}
          failed={failed}
          mayLeave={people === null && Object.keys(changed).length === 0}
          onLeave={onClose}
        />
        <div className="row">
          <Field
            label={t("words.interaction.count")}
            hint={t("readers.count-hint")}
            {...(!isCount && { error: t("readers.count-least") })}
          >
            {(control) => (
              <TextInput
                {...control}
                inputMode="numeric"
                size={5}
                value={form.count}
                onChange={(event) => set({ count: event.target.value })}
                onEnter={() => void save()}
              />
            )}
          </Field>
          <Field
            label={t("words.interaction.subjectClass")}
            hint={main === undefined ? t("readers.class-hint", { place }) : classText(main, t, place)}
            {...(!isClass && { error: t("readers.not-a-class") })}
          >
            {(control) => (
              <TextInput
                {...control}
                size={10}
                value={form.subjectClass}
                onChange={(event) => set({ subjectClass: event.target.value })}
                onEnter={() => void save()}
              />
            )}
          </Field>
          <Field label={t("words.interaction.satisfaction")}>
            {(control) => (
              <Select
                {...control}
                value={form.satisfaction}
                onChange={(satisfaction) => set({ satisfaction })}
                options={[
                  { value: "", label: "—" },
                  ...RATINGS.map((value) => ({ value: String(value), label: ratingText(value, t) })),
                ]}
              />
            )}
          </Field>
        </div>
        {question}
      </div>
    </Dialog>
  );
}

/** What cannot be read has been written too. */
const isEdited = (opened: OpenedInteraction, form: InteractionForm): boolean =>
  editInteraction(opened, form)?.length !== 0;
