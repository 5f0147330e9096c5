/**
 * The one sheet for complaint, suggestion and praise: writes the opinion, the service record and a call back that was
 * promised together; F4 adds the call back.
 * From a reader, from a person without a card, or from nobody by name. Closed without saving, it is a draft.
 */

import { type RefObject, useMemo, useRef, useState } from "react";
import { lastChip } from "#shared/model/input/note-line.ts";
import { CHANNELS } from "#shared/model/interaction.ts";
import { offeredIn } from "#shared/model/place-channels.ts";
import { maskName } from "#shared/model/readers/mask.ts";
import { NoteChips } from "../../../acts/note-chips.tsx";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useHouse } from "../../../desk-services/use-house.ts";
import { useFormat, useRich, useT } from "../../../i18n/use-t.ts";
import { Checkbox, Radio } from "../../../ui/checkbox.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../../ui/field.tsx";
import { Kbd } from "../../../ui/kbd.tsx";
import { isIme, matchKeys } from "../../../ui/keyboard.ts";
import { Select } from "../../../ui/select.tsx";
import { TextArea, TextInput } from "../../../ui/text-input.tsx";
import { useDeskActions } from "../desk-context.ts";
import { useDeskNames } from "../desk-names.ts";
import type { Panel } from "../desk-store.ts";
import type { OpinionForm } from "../session/drafts.ts";
import { useReaderMask } from "../session/use-reader-mask.ts";
import { useOpinionSheet } from "./use-opinion.ts";

type OpinionPanel = Extract<Panel, { tag: "opinion" }>;

export function OpinionSheet({ panel }: { readonly panel: OpinionPanel }) {
  const t = useT();
  const format = useFormat();
  const actions = useDeskActions();
  const { form, set, submit, missing, due, dueUnread, callUnread, nobodyToCall, owner, call, callDay } =
    useOpinionSheet(panel);
  const [tried, setTried] = useState(false);
  const text = useRef<HTMLTextAreaElement>(null);
  const type = t(`words.opinion.${panel.type}`);
  const rich = useRich();
  const mask = useReaderMask(panel.reader);
  const who = {
    reader: mask,
    contact: form.name.trim() === "" ? t("words.no-card") : maskName(form.name.trim()),
    anonymous: t("words.anonymous"),
  }[form.who];

  const send = async (): Promise<void> => {
    setTried(true);
    if (missing) text.current?.focus();
    else if (nobodyToCall) focusPerson();
    else if (callUnread) words.current?.focus();
    else if (!dueUnread) await submit();
  };
  const person = useRef<HTMLInputElement>(null);
  const words = useRef<HTMLTextAreaElement>(null);
  /** Once it is drawn. */
  const focusPerson = (): void => void requestAnimationFrame(() => person.current?.focus());
  const promise = (callBack: string | undefined): void => {
    const isUnknown = callBack !== undefined && form.who === "anonymous";
    set({ callBack, ...(isUnknown && { who: "contact" }), ...(callBack !== undefined && { noReply: undefined }) });
    if (isUnknown) focusPerson();
    else if (callBack !== undefined) requestAnimationFrame(() => words.current?.focus());
  };

  return (
    <Dialog
      open
      wide
      onClose={actions.closePanel}
      title={rich("sheets.opinion-title", { type, who: <PersonName>{who}</PersonName> })}
      closeLabel={t("sheets.close-keep")}
      initialFocus={text}
      className="opinion-sheet"
      onKeyDown={(event) => {
        if (isIme(event)) return;
        if (matchKeys(event, "Ctrl+Enter")) void send();
        else if (matchKeys(event, "F4")) promise(form.callBack ?? "");
        else return;
        event.preventDefault();
      }}
      footer={
        <DialogButtons
          act={t("sheets.save-opinion")}
          cancel={t("desk.later")}
          keys="Ctrl+Enter"
          {...(form.callBack !== undefined && {
            beside: t(tried && nobodyToCall ? "sheets.call-nobody" : "sheets.one-act"),
          })}
          onAct={() => void send()}
          onCancel={actions.closePanel}
        />
      }
    >
      <form className="sheet" onSubmit={(event) => event.preventDefault()}>
        <From panel={panel} form={form} set={set} person={person} />
        <Field label={t("words.feedback.text")} {...(tried && missing && { error: t("sheets.text-missing") })}>
          {(control) => (
            <TextArea
              {...control}
              ref={text}
              rows={5}
              value={form.text}
              onChange={(event) => set({ text: event.currentTarget.value })}
            />
          )}
        </Field>
        <Circumstances form={form} set={set} due={due} dueUnread={dueUnread} owner={owner} />
        <section className={form.callBack === undefined ? "call-back" : "call-back call-back-on"}>
          <Checkbox
            checked={form.callBack !== undefined}
            onChange={(event) => promise(event.currentTarget.checked ? "" : undefined)}
          >
            <b>{t("sheets.call-back")}</b> <span className="meta">{t("sheets.call-back-hint")}</span> <Kbd keys="F4" />
          </Checkbox>
          {form.callBack !== undefined && (
            <>
              <TextArea
                ref={words}
                rows={1}
                aria-label={t("sheets.call-back-words")}
                placeholder={t("words.task-marks")}
                value={form.callBack}
                onChange={(event) => set({ callBack: event.currentTarget.value })}
              />
              <div className="row row-wrap" aria-live="polite">
                <NoteChips note={call} />
                {lastChip(call, "follow-up") === undefined && (
                  <span className="meta">{t("words.due-usual", { day: format.namedDay(callDay) })}</span>
                )}
              </div>
            </>
          )}
        </section>
        {form.who !== "anonymous" && (
          <Checkbox
            checked={form.noReply === true}
            onChange={(event) =>
              // who is to be called back wants to hear of it
              set(event.currentTarget.checked ? { noReply: true, callBack: undefined } : { noReply: undefined })
            }
          >
            <b>{t("words.feedback.noReply")}</b> <span className="meta">{t("sheets.no-reply-hint")}</span>
          </Checkbox>
        )}
      </form>
    </Dialog>
  );
}

interface FormProps {
  readonly form: OpinionForm;
  readonly set: (change: Partial<OpinionForm>) => void;
}

function From({
  panel,
  form,
  set,
  person,
}: FormProps & { readonly panel: OpinionPanel; readonly person: RefObject<HTMLInputElement | null> }) {
  const t = useT();
  const rich = useRich();
  const mask = useReaderMask(panel.reader);
  return (
    <fieldset className="sheet-from">
      <legend className="field-label">{t("sheets.from")}</legend>
      <div className="row row-wrap">
        {panel.reader !== null && (
          <Radio name="who" checked={form.who === "reader"} onChange={() => set({ who: "reader" })}>
            {rich("words.from-reader", { who: <PersonName>{mask}</PersonName> })}
          </Radio>
        )}
        <Radio name="who" checked={form.who === "contact"} onChange={() => set({ who: "contact" })}>
          {t("words.no-card")}
        </Radio>
        <Radio name="who" checked={form.who === "anonymous"} onChange={() => set({ who: "anonymous" })}>
          {t("sheets.from-nobody")}
        </Radio>
        {panel.reader === null && <span className="meta">{t("sheets.scan-to-name")}</span>}
      </div>
      {form.who === "contact" && (
        <div className="sheet-two">
          <Field label={t("words.contact-name")}>
            {(control) => (
              <TextInput
                {...control}
                ref={person}
                defaultValue={form.name}
                onInput={(event) => set({ name: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={t("words.contact-phone")}>
            {(control) => (
              <TextInput
                {...control}
                inputMode="tel"
                defaultValue={form.phone}
                onInput={(event) => set({ phone: event.currentTarget.value })}
              />
            )}
          </Field>
        </div>
      )}
    </fieldset>
  );
}

function Circumstances({
  form,
  set,
  due,
  dueUnread,
  owner,
}: FormProps & { readonly due: string | undefined; readonly dueUnread: boolean; readonly owner: string }) {
  const t = useT();
  const format = useFormat();
  const names = useDeskNames();
  const { place, staff } = useHouse();
  const channels = useMemo(
    () =>
      offeredIn(place, CHANNELS, (channel) => channel === form.channel).map((channel) => ({
        value: channel,
        label: t(`words.channel.${channel}`),
      })),
    [t, place, form.channel],
  );
  const topics = [
    { value: "", label: t("sheets.no-topic") },
    ...names.choices("topic").map(({ code, name }) => ({ value: code, label: name })),
  ];
  return (
    <div className="sheet-two">
      <Field label={t("words.feedback.channel")}>
        {(control) => (
          <Select {...control} options={channels} value={form.channel} onChange={(channel) => set({ channel })} />
        )}
      </Field>
      <Field label={t("words.feedback.topic")}>
        {(control) => <Select {...control} options={topics} value={form.topic} onChange={(topic) => set({ topic })} />}
      </Field>
      <Field
        label={t("words.feedback.due")}
        hint={due === undefined ? t("sheets.due-never") : t("sheets.due-computed")}
        {...(dueUnread && { error: t("sheets.day-unread") })}
      >
        {(control) => (
          <TextInput
            {...control}
            key={due}
            placeholder={due && format.shownDay(due)}
            defaultValue={format.shownDay(form.due || (due ?? ""))}
            onInput={(event) => set({ due: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t("words.feedback.owner")}>
        {(control) => (
          <Select
            {...control}
            value={owner}
            onChange={(chosen) => set({ owner: chosen })}
            options={[{ value: "", label: "—" }, ...[...staff].map(([value, label]) => ({ value, label }))]}
          />
        )}
      </Field>
      <Field label={t("words.feedback.paperRef")} hint={t("sheets.paper-hint")}>
        {(control) => (
          <TextInput
            {...control}
            defaultValue={form.paperRef}
            onInput={(event) => set({ paperRef: event.currentTarget.value })}
          />
        )}
      </Field>
    </div>
  );
}
