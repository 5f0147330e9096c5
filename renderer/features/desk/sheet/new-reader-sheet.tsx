/**
 * F2: a new reader in few fields, the scanned number filled in. Warns while typing of readers who may be
 * the same person; a card that somebody has cannot be given again. Closed without saving, it is a draft;
 * "cancel" keeps nothing.
 */

import { TriangleAlert } from "lucide-react";
import { type KeyboardEvent, type RefObject, useRef, useState } from "react";
import { groupCard } from "#shared/model/input/card-number.ts";
import { maskName, maskText } from "#shared/model/readers/mask.ts";
import { PersonName } from "../../../desk-services/person-name.tsx";
import { useFormat, useT } from "../../../i18n/use-t.ts";
import { Button } from "../../../ui/button.tsx";
import { Checkbox } from "../../../ui/checkbox.tsx";
import { Dialog } from "../../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../../ui/field.tsx";
import { Icon } from "../../../ui/icon.tsx";
import { isIme, TAKES_SCAN } from "../../../ui/keyboard.ts";
import { Select } from "../../../ui/select.tsx";
import { TextInput } from "../../../ui/text-input.tsx";
import { useDeskActions } from "../desk-context.ts";
import { useDeskNames } from "../desk-names.ts";
import type { Panel } from "../desk-store.ts";
import type { NewReaderForm } from "../session/drafts.ts";
import { type Likely, type NewReader, useNewReader } from "./use-new-reader.ts";

export function NewReaderSheet({ panel }: { readonly panel: Extract<Panel, { tag: "new-reader" }> }) {
  const t = useT();
  const actions = useDeskActions();
  const { form, set, likely, left, setHers, cardTaken, dayUnread, phoneUnread, submit, discard } = useNewReader(panel);
  const [tried, setTried] = useState(false);
  const name = useRef<HTMLInputElement>(null);
  const phone = useRef<HTMLInputElement>(null);
  const noName = form.name.trim() === "";
  const send = async (): Promise<void> => {
    setTried(true);
    if (noName) name.current?.focus();
    else if (phoneUnread) phone.current?.focus();
    else if (!cardTaken && !dayUnread) await submit();
  };
  return (
    <Dialog
      open
      wide
      onClose={actions.closePanel}
      title={t("sheets.new-reader-title")}
      closeLabel={t("sheets.close-keep")}
      initialFocus={name}
      className="new-reader"
      onKeyDown={(event) => {
        if (isIme(event) || event.key !== "Enter" || !isSend(event)) return;
        event.preventDefault();
        void send();
      }}
      footer={
        <DialogButtons
          act={t("sheets.save-reader")}
          cancel={t("sheets.cancel")}
          keys="Ctrl+Enter"
          disabled={cardTaken}
          onAct={() => void send()}
          onCancel={discard}
        />
      }
    >
      <form
        className="sheet"
        onSubmit={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (isIme(event) || event.key !== "Enter" || isSend(event)) return;
          event.preventDefault();
          focusNext(event.currentTarget, event.target);
        }}
      >
        <Fields
          form={form}
          set={set}
          nameRef={name}
          nameError={tried && noName}
          phoneRef={phone}
          phoneError={tried && phoneUnread}
          cardTaken={cardTaken}
          dayUnread={dayUnread}
        />
        <LeftBefore left={left} setHers={setHers} />
        <Duplicates likely={likely} onOpen={(id) => actions.openReader(id)} />
      </form>
    </Dialog>
  );
}

const isSend = (event: KeyboardEvent): boolean => event.ctrlKey || event.metaKey;

/** Enter goes to the next field, as in the desk systems that people know. */
function focusNext(form: HTMLFormElement, from: EventTarget): void {
  const fields = [...form.querySelectorAll<HTMLElement>("input, select")];
  const next =
    fields[from instanceof HTMLElement ? fields.indexOf(from) + 1 : 0] ??
    form.closest('[role="dialog"]')?.querySelector<HTMLElement>(".btn-primary");
  next?.focus();
}

interface FieldsProps {
  readonly form: NewReaderForm;
  readonly set: (change: Partial<NewReaderForm>) => void;
  readonly nameRef: RefObject<HTMLInputElement | null>;
  readonly nameError: boolean;
  readonly phoneRef: RefObject<HTMLInputElement | null>;
  readonly phoneError: boolean;
  readonly cardTaken: boolean;
  readonly dayUnread: boolean;
}

function Fields({ form, set, nameRef, nameError, phoneRef, phoneError, cardTaken, dayUnread }: FieldsProps) {
  const t = useT();
  const format = useFormat();
  const names = useDeskNames();
  const categories = [
    { value: "", label: t("sheets.no-category") },
    ...names.choices("category").map(({ code, name }) => ({ value: code, label: name })),
  ];
  return (
    <div className="sheet-two">
      <Field label={t("words.reader.name")} {...(nameError && { error: t("sheets.name-missing") })}>
        {(control) => (
          <TextInput
            {...control}
            ref={nameRef}
            defaultValue={form.name}
            onInput={(event) => set({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field
        label={t("words.reader.card")}
        hint={t("sheets.card-hint")}
        {...(cardTaken && { error: t("sheets.card-taken") })}
      >
        {(control) => (
          <TextInput
            {...control}
            {...TAKES_SCAN}
            className="mono"
            key={form.scanned}
            defaultValue={form.card}
            onInput={(event) => set({ card: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t("words.reader.category")}>
        {(control) => (
          <Select {...control} options={categories} value={form.category} onChange={(category) => set({ category })} />
        )}
      </Field>
      <Field label={t("words.reader.phones")} {...(phoneError && { error: t("words.not-a-phone") })}>
        {(control) => (
          <TextInput
            {...control}
            ref={phoneRef}
            inputMode="tel"
            defaultValue={form.phone}
            onInput={(event) => set({ phone: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t("words.reader.organisation")}>
        {(control) => (
          <TextInput
            {...control}
            defaultValue={form.organisation}
            onInput={(event) => set({ organisation: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t("words.reader.expiresOn")} {...(dayUnread && { error: t("sheets.day-unread") })}>
        {(control) => (
          <TextInput
            {...control}
            defaultValue={format.shownDay(form.expiresOn)}
            onInput={(event) => set({ expiresOn: event.currentTarget.value })}
          />
        )}
      </Field>
    </div>
  );
}

/** What she left with her number before she was a reader: hers from now on, unless it was another's. */
function LeftBefore({ left, setHers }: Pick<NewReader, "left" | "setHers">) {
  const t = useT();
  if (left.length === 0) return null;
  return (
    <section aria-live="polite" aria-label={t("sheets.left-before")}>
      <p>
        <b>{t("sheets.left-before")}</b>
      </p>
      {left.map(({ kind, row, isHers }) => (
        <Checkbox key={row.id} checked={isHers} onChange={(event) => setHers(row.id, event.currentTarget.checked)}>
          {t("sheets.left-one", {
            kind: t(kind === "task" ? "words.kind.promise" : "words.kind.feedback"),
            who: maskName(row.contact?.name ?? ""),
            text: maskText(row.text ?? ""),
          })}
        </Checkbox>
      ))}
    </section>
  );
}

function Duplicates({ likely, onOpen }: { readonly likely: readonly Likely[]; readonly onOpen: (id: string) => void }) {
  const t = useT();
  const names = useDeskNames();
  if (likely.length === 0) return null;
  return (
    <section className="duplicates" aria-live="polite" aria-label={t("sheets.perhaps-same")}>
      <p className="row">
        <Icon icon={TriangleAlert} />
        <b>{t("sheets.perhaps-same")}</b>
      </p>
      <ul className="list">
        {likely.map(({ row, why }) => (
          <li key={row.id} className="line">
            <b>
              <PersonName>{row.name ?? t("words.no-name")}</PersonName>
            </b>
            <span className="mono">{row.card === undefined ? t("desk.no-card") : groupCard(row.card)}</span>
            <span className="soft">{row.category === undefined ? "" : names.code("category", row.category)}</span>
            <span className="grow meta">{t(`sheets.same.${why}`)}</span>
            <Button size="small" onClick={() => onOpen(row.id)}>
              {t("sheets.open")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
