/**
 * What a task says, by when and who does it. Day, colleague and priority may stand in the words, as in a note: what is
 * understood of them stands beside.
 */
import { type Ref, useState } from "react";
import { isDay } from "#shared/kernel/day.ts";
import { lastChip, type NoteLine, parseNoteLine, readDay } from "#shared/model/input/note-line.ts";
import { NoteChips } from "../../acts/note-chips.tsx";
import { colleaguesToChoose } from "../../db/read-house.ts";
import type { TaskForm } from "../../db/write/task-form.ts";
import { matchColleague, useColleagues } from "../../desk-services/known-colleagues.ts";
import { useServices } from "../../desk-services/services.ts";
import { TemplateChoice, withTemplate } from "../../desk-services/template-choice.tsx";
import { useHouse } from "../../desk-services/use-house.ts";
import { useNameFold } from "../../desk-services/use-name-fold.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { TextArea, TextInput } from "../../ui/text-input.tsx";

type Written = Pick<TaskForm, "text" | "due" | "assignee" | "priority">;

interface WordsProps {
  readonly first?: Ref<HTMLTextAreaElement>;
  readonly text: string;
  readonly hint: string;
  /** What is understood of them. */
  readonly note: NoteLine;
  /** Of what use the library's templates are. */
  readonly due?: string;
  readonly onText: (text: string) => void;
  readonly onSave: () => void;
}

export function WordsField({ first, text, hint, note, due, onText, onSave }: WordsProps) {
  const t = useT();
  const format = useFormat();
  return (
    <>
      <Field label={t("words.task.text")} hint={hint}>
        {(control) => (
          <TextArea
            {...control}
            {...(first !== undefined && { ref: first })}
            rows={2}
            value={text}
            onChange={(event) => onText(event.target.value)}
            onEnter={onSave}
          />
        )}
      </Field>
      {(note.chips.length > 0 || note.noDay !== undefined) && (
        <div className="row row-wrap" aria-live="polite">
          <NoteChips note={note} />
        </div>
      )}
      {due !== undefined && (
        <TemplateChoice
          use="task"
          values={{ due: isDay(due) ? format.longDay(due) : undefined }}
          onText={(template) => onText(withTemplate(text, template))}
        />
      )}
    </>
  );
}

interface DueProps {
  readonly form: Pick<Written, "due" | "assignee">;
  /** The day that is meant where none is said. */
  readonly usual?: string | undefined;
  readonly set: (change: Partial<Pick<Written, "due" | "assignee">>) => void;
  readonly onSave: () => void;
}

export function DueFields({ form, usual, set, onSave }: DueProps) {
  const t = useT();
  const { clock } = useServices();
  const house = useHouse();
  const format = useFormat();
  const today = format.day(clock.now());
  const [typed, setTyped] = useState({ text: format.shownDay(form.due), due: form.due });
  // with a draft that is taken up comes its day
  const text = typed.due === form.due ? typed.text : format.shownDay(form.due);
  const isRead = form.due === "" || isDay(form.due);
  const isTyped = [form.due, format.shownDay(form.due)].includes(text.trim());
  const meant = usual === undefined ? t("tasks.due-hint") : t("words.due-usual", { day: format.namedDay(usual) });
  const hint = isRead && !isTyped ? format.shownDay(form.due) : meant;
  return (
    <div className="two-fields">
      <Field label={t("words.task.due")} hint={hint} {...(!isRead && { error: t("tasks.day-unread") })}>
        {(control) => (
          <TextInput
            {...control}
            value={text}
            placeholder={usual && format.shownDay(usual)}
            onChange={(event) => {
              const { value } = event.target;
              const due = readDay(value.normalize("NFKC").trim(), today) ?? value.trim();
              setTyped({ text: value, due });
              set({ due });
            }}
            onEnter={onSave}
          />
        )}
      </Field>
      <Field label={t("words.task.assignee")}>
        {(control) => (
          <Select
            {...control}
            value={form.assignee}
            onChange={(assignee) => set({ assignee })}
            options={[{ value: "", label: "—" }, ...colleaguesToChoose(house, form.assignee)]}
          />
        )}
      </Field>
    </div>
  );
}

interface Marked<F> {
  /** With the day, the colleague and the priority that stand in its words. */
  readonly form: F;
  readonly note: NoteLine;
}

/** A colleague whom nobody knows stays in the words. @returns by form and its words as they were opened */
export function useMarked(): <F extends Written>(form: F, before: string) => Marked<F> {
  const { clock } = useServices();
  const today = useFormat().day(clock.now());
  const whoIs = useColleagueMeant();
  return (form, before) => {
    if (form.text === before) return { form, note: { text: before, chips: [] } };
    const note = parseNoteLine(
      form.text,
      today,
      (chip) =>
        chip.kind === "follow-up" ||
        chip.kind === "priority" ||
        (chip.kind === "colleague" && whoIs(chip.typed) !== undefined),
    );
    if (note.chips.length === 0 && note.noDay === undefined) return { form, note };
    const priority = lastChip(note, "priority")?.priority;
    return {
      note,
      form: {
        ...form,
        text: note.text,
        // what is written as a day and is none is said as in the field of the day
        due: note.noDay ?? lastChip(note, "follow-up")?.due ?? form.due,
        assignee: whoIs(lastChip(note, "colleague")?.typed ?? "") ?? form.assignee,
        ...(priority !== undefined && { priority }),
      },
    };
  };
}

/** The colleague whom a typed `@name` means. */
export function useColleagueMeant(): (typed: string) => string | undefined {
  const colleagues = useColleagues();
  const fold = useNameFold([...colleagues.values()].map((row) => row.name));
  return (typed) => matchColleague(typed, colleagues.values(), fold)?.id;
}

interface PersonProps {
  readonly name: string;
  readonly phone: string;
  readonly first?: Ref<HTMLInputElement>;
  readonly onChange: (change: { readonly name?: string; readonly phone?: string }) => void;
}

/** Somebody without a card: what she is called, and where she can be called. */
export function PersonFields({ name, phone, first, onChange }: PersonProps) {
  const t = useT();
  return (
    <div className="two-fields">
      <Field label={t("words.contact-name")}>
        {(control) => (
          <TextInput
            {...control}
            {...(first !== undefined && { ref: first })}
            value={name}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t("words.contact-phone")}>
        {(control) => (
          <TextInput
            {...control}
            inputMode="tel"
            value={phone}
            onChange={(event) => onChange({ phone: event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}

/** Undefined where nothing is said of her. */
export function contactOf(
  name: string,
  phone: string,
): { readonly name?: string; readonly phone?: string } | undefined {
  const [called, number] = [name.trim(), phone.normalize("NFKC").trim()];
  return called === "" && number === ""
    ? undefined
    : { ...(called !== "" && { name: called }), ...(number !== "" && { phone: number }) };
}
