/** What is being composed: its form, the draft that keeps it, for whom it is, what it still lacks, and saving it. */
import { useLiveQuery } from "dexie-react-hooks";
import { useRef, useState } from "react";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { addWorkingDays } from "#shared/model/calendar/working-days.ts";
import { lastChip, type NoteLine, parseNoteLine } from "#shared/model/input/note-line.ts";
import { type CalledOut, maskName, nameless } from "#shared/model/readers/mask.ts";
import { useAct } from "../../acts/use-acts.ts";
import type { Row } from "../../db/database.ts";
import { createTask, isTaskReady } from "../../db/write/task-form.ts";
import { useCounter } from "../../desk-services/counter.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useQuietReaders } from "../../desk-services/library/use-quiet-readers.ts";
import {
  type About,
  COMPOSED,
  type ComposedForm,
  type ComposedKind,
  type TaskAsked,
} from "../../desk-services/open-task-sheet.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import { useOnce } from "../../ui/hooks/use-once.ts";
import { contactOf, useColleagueMeant, useMarked } from "./task-fields.tsx";
import type { LookingUp } from "./use-scanned-reader.ts";

type Who = ComposedForm["who"];

/** For a promise somebody must wait; a task alone waits for no stranger. */
function choicesOf(kind: ComposedKind, reader: string | null): readonly Who[] {
  const others: readonly Who[] = kind === "note" ? ["contact", "nobody"] : kind === "task" ? ["nobody"] : ["contact"];
  return reader === null ? others : ["reader", ...others];
}

interface Composing {
  readonly reader: string | null;
  readonly about: About | undefined;
  readonly form: ComposedForm;
}

export function useComposing(asked: TaskAsked, onClose: () => void) {
  const t = useT();
  const { db, clock, random } = useServices();
  const counter = useCounter();
  const act = useAct();
  const { show } = useToasts();
  const { staff } = useDeviceSettings();
  const house = useHouse();
  const marked = useMarked();
  const whoIs = useColleagueMeant();
  const format = useFormat();
  const today = format.day(clock.now());
  const nextWorkingDay = useNextWorkingDay(today);
  const [purposes] = useState(() => counter?.purposes() ?? []);
  const kinds: readonly ComposedKind[] = purposes.length === 0 ? COMPOSED.filter((kind) => kind !== "note") : COMPOSED;
  const [composed, setComposed] = useState<Composing>(() => {
    const { reader = null, about, kind = "task" } = asked;
    const purpose = purposes.find((preset) => preset.purpose === USUAL_PURPOSE)?.purpose ?? purposes[0]?.purpose ?? "";
    return { reader, about, form: counter?.draftOf(reader, about) ?? emptyForm(kind, reader, purpose) };
  });
  /** For an answer that comes later than what is drawn. */
  const latest = useRef(composed);
  const lookingUp: LookingUp = useRef(null);
  const { reader, form } = composed;
  const found = useLiveQuery(async () => (reader === null ? undefined : await db.reader.get(reader)), [db, reader]);
  const quiet = useQuietReaders(reader === null ? [] : [reader]);
  // until the next is read the answer is still of the one before
  const row = found?.id === reader ? found : undefined;
  // of the form, not of the press: pressed once more it is the same record
  const [ids] = useState(() => ({ record: uuidV7(clock.now(), random), task: uuidV7(clock.now(), random) }));

  const meantBy = ({ reader: whose, form: typed }: Composing, person: Row<"reader"> | undefined) => {
    const choices = choicesOf(typed.kind, whose);
    const who = choices.includes(typed.who) ? typed.who : (choices[0] ?? "nobody");
    const owner = who === "reader" && house.staff.has(person?.owner ?? "") ? person?.owner : undefined;
    const assignee = typed.assignee ?? owner ?? staff ?? "";
    const { form: marks, note } =
      typed.kind === "note"
        ? { form: { ...typed, assignee }, note: parseNoteLine(typed.text, today) }
        : marked({ ...typed, assignee }, "");
    // without a day it could never be late
    const usual = typed.kind === "call" && marks.due === "" ? nextWorkingDay : undefined;
    const read = { ...marks, due: usual ?? marks.due };
    const text = read.text.trim() === "" && typed.kind === "call" ? t("tasks.call-back") : read.text;
    const contact = who === "contact" ? contactOf(typed.name, typed.phone) : undefined;
    const missing = missingIn({ form: typed, who, isNamed: contact !== undefined, text, due: read.due, note });
    return { choices, who, assignee, note, usual, read, text, contact, missing };
  };
  const meant = meantBy(composed, row);

  const keep = (next: Composing): void => {
    latest.current = next;
    setComposed(next);
    counter?.keepDraft({ ...keyOf(next), form: next.form });
  };

  const write = (
    { reader: of, about, form: typed }: Composing,
    { who, note, read, text, contact }: ReturnType<typeof meantBy>,
    person: Row<"reader"> | undefined,
  ): Promise<boolean> => {
    const whose = who === "reader" ? of : null;
    if (typed.kind === "note")
      return (
        counter?.record({
          ids,
          reader: whose,
          contact,
          purpose: typed.purpose,
          text: typed.text,
          assignee: whoIs(lastChip(note, "colleague")?.typed ?? ""),
          promised: typed.promised,
        }) ?? Promise.resolve(false)
      );
    const promised = typed.kind !== "task";
    /** As a queue may hear it. */
    const calledOut = (): CalledOut => {
      if (who === "reader") return maskName(person?.name ?? "", person?.familyName);
      return contact?.name === undefined ? nameless(t("words.no-card")) : maskName(contact.name);
    };
    return act({
      command: promised ? "task.promise" : "task.add",
      changes: createTask(
        {
          ...read,
          text,
          promised,
          noReply: typed.kind === "promise" && typed.noReply === true,
          ...(contact !== undefined && { contact }),
        },
        {
          id: ids.task,
          about: about ?? (whose === null ? undefined : { kind: "reader", id: whose }),
          reader: whose ?? undefined,
          staff,
        },
      ),
      said: promised ? { id: "tasks.did-promise", values: { who: calledOut() } } : { id: "tasks.did-save" },
      ...(promised && read.due !== "" && { detail: t("tasks.did-promise-day", { day: format.namedDay(read.due) }) }),
      ...(whose !== null && { options: { whose: [whose] } }),
    });
  };
  const save = useOnce(async (): Promise<void> => {
    // whose card was scanned right before the key, hers it is; one that is nobody's has been told
    if ((await lookingUp.current) === false) return;
    const { current: pressed } = latest;
    const isDrawn = pressed.reader === null || pressed.reader === row?.id;
    const person = isDrawn ? row : await db.reader.get(pressed.reader ?? "");
    const wanted = meantBy(pressed, person);
    if (wanted.missing !== null || !(await write(pressed, wanted, person))) return;
    // what was typed meanwhile is not saved yet
    if (counter?.draftOf(pressed.reader, pressed.about) === pressed.form) counter.dropDraft(keyOf(pressed));
    if (latest.current === pressed) onClose();
  });

  return {
    form,
    ...meant,
    set: (change: Partial<ComposedForm>) => keep({ ...latest.current, form: { ...latest.current.form, ...change } }),
    kinds,
    purposes,
    /** She has asked not to be contacted. */
    isQuiet: quiet.length > 0,
    /** As a queue may read it. */
    reader: row === undefined ? undefined : { name: maskName(row.name ?? "", row.familyName) },
    lookingUp,
    /** What was begun for her before is taken up here: there is one draft of each reader. */
    setReader: (id: string) => {
      const { current: before } = latest;
      const about = before.about?.kind === "reader" ? { kind: "reader", id } : before.about;
      const begun = before.reader === id ? undefined : counter?.draftOf(id, about);
      if (before.reader !== id) counter?.dropDraft(keyOf(before));
      keep({ reader: id, about, form: { ...joined(before.form, begun), who: "reader" } });
      if (begun !== undefined) show({ text: t("tasks.draft-joined") });
    },
    save,
    leave: () => {
      if (counter !== null && hasWords(form)) show({ text: t("words.kept-draft") });
      onClose();
    },
  };
}

const emptyForm = (kind: ComposedKind, reader: string | null, purpose: string): ComposedForm => ({
  kind,
  who: reader !== null ? "reader" : "nobody",
  name: "",
  phone: "",
  text: "",
  due: "",
  purpose,
  promised: false,
});

const keyOf = ({ reader, about }: Composing) => ({ reader, ...(about !== undefined && { about }) });

const hasWords = ({ text, name, phone }: ComposedForm): boolean => text + name + phone !== "";

/** The words that were typed last stand first, and the keys stay in them. */
function joined(form: ComposedForm, begun: ComposedForm | undefined): ComposedForm {
  if (begun === undefined) return form;
  if (!hasWords(form)) return begun;
  return {
    ...form,
    text: [form.text, begun.text].filter((text) => text.trim() !== "").join("\n"),
    name: form.name || begun.name,
    phone: form.phone || begun.phone,
    due: form.due || begun.due,
    assignee: form.assignee ?? begun.assignee,
    promised: form.promised || begun.promised,
  };
}

/** Of the branch of this desk. */
function useNextWorkingDay(today: string): string {
  const { db } = useServices();
  const { branch: own = "" } = useDeviceSettings();
  return addWorkingDays(today, 1, useLiveQuery(async () => await db.branch.get(own), [db, own]) ?? {});
}

const USUAL_PURPOSE = "reference";

interface Composed {
  readonly form: ComposedForm;
  readonly who: Who;
  readonly isNamed: boolean;
  readonly text: string;
  readonly due: string;
  readonly note: NoteLine;
}

/** What it cannot be saved without. */
function missingIn({ form, who, isNamed, text, due, note }: Composed) {
  if (form.kind === "note") return note.noDay === undefined ? null : ("tasks.day-unread" as const);
  if (who === "contact" && !isNamed) return "tasks.missing-person" as const;
  if (text.trim() === "") return "tasks.missing-words" as const;
  return isTaskReady({ text, due, assignee: "", promised: false }) ? null : ("tasks.day-unread" as const);
}
