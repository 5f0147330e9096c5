/** What is being composed: its form, the draft that keeps it, for whom it is, what it still lacks, and saving it. */
import { useLiveQuery } from "dexie-react-hooks";
import { useState } from "react";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { addWorkingDays } from "#shared/model/calendar/working-days.ts";
import { lastChip, parseNoteLine } from "#shared/model/input/note-line.ts";
import { type CalledOut, maskName, nameless } from "#shared/model/readers/mask.ts";
import { useAct } from "../../acts/use-acts.ts";
import { createTask, isTaskReady } from "../../db/write/task-form.ts";
import { useCounter } from "../../desk-services/counter.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { COMPOSED, type ComposedForm, type ComposedKind, type TaskAsked } from "../../desk-services/open-task-sheet.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import { useOnce } from "../../ui/hooks/use-once.ts";
import { contactOf, useColleagueMeant, useMarked } from "./task-fields.tsx";

type Who = ComposedForm["who"];

/** For a promise somebody must wait; a task alone waits for no stranger. */
function choicesOf(kind: ComposedKind, reader: string | null): readonly Who[] {
  const others: readonly Who[] = kind === "note" ? ["contact", "nobody"] : kind === "task" ? ["nobody"] : ["contact"];
  return reader === null ? others : ["reader", ...others];
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
  const { about } = asked;
  const [reader, setReader] = useState(asked.reader ?? null);
  const [purposes] = useState(() => counter?.purposes() ?? []);
  const kinds: readonly ComposedKind[] = purposes.length === 0 ? COMPOSED.filter((kind) => kind !== "note") : COMPOSED;
  const [form, setForm] = useState<ComposedForm>(
    () =>
      counter?.draftOf(reader, about) ?? {
        kind: asked.kind ?? "task",
        who: reader !== null ? "reader" : "nobody",
        name: "",
        phone: "",
        text: "",
        due: "",
        purpose: purposes.find(({ purpose }) => purpose === USUAL_PURPOSE)?.purpose ?? purposes[0]?.purpose ?? "",
        promised: false,
      },
  );
  const row = useLiveQuery(() => (reader === null ? undefined : db.reader.get(reader)), [db, reader]);
  // of the form, not of the press: pressed once more it is the same record
  const [ids] = useState(() => ({ record: uuidV7(clock.now(), random), task: uuidV7(clock.now(), random) }));

  const choices = choicesOf(form.kind, reader);
  const who = choices.includes(form.who) ? form.who : (choices[0] ?? "nobody");
  const owner = who === "reader" && house.staff.has(row?.owner ?? "") ? row?.owner : undefined;
  const assignee = form.assignee ?? owner ?? staff ?? "";
  const { form: marks, note } =
    form.kind === "note"
      ? { form: { ...form, assignee }, note: parseNoteLine(form.text, today) }
      : marked({ ...form, assignee }, "");
  // without a day it could never be late
  const usual = form.kind === "call" && marks.due === "" ? nextWorkingDay : undefined;
  const read = { ...marks, due: usual ?? marks.due };
  const text = read.text.trim() === "" && form.kind === "call" ? t("tasks.call-back") : read.text;
  const contact = who === "contact" ? contactOf(form.name, form.phone) : undefined;

  const keep = (next: ComposedForm, of = reader): void => {
    setForm(next);
    counter?.keepDraft({ reader: of, ...(about !== undefined && { about }), form: next });
  };
  const drop = (): void => counter?.dropDraft({ reader, ...(about !== undefined && { about }) });
  const missing = missingIn({ form, who, isNamed: contact !== undefined, text, due: read.due });

  /** As a queue may hear it. */
  const calledOut = (): CalledOut => {
    if (who === "reader") return maskName(row?.name ?? "", row?.familyName);
    return contact?.name === undefined ? nameless(t("words.no-card")) : maskName(contact.name);
  };
  const write = (): Promise<boolean> => {
    const whose = who === "reader" ? reader : null;
    if (form.kind === "note")
      return (
        counter?.record({
          ids,
          reader: whose,
          contact,
          purpose: form.purpose,
          text: form.text,
          assignee: whoIs(lastChip(note, "colleague")?.typed ?? ""),
          promised: form.promised,
        }) ?? Promise.resolve(false)
      );
    const promised = form.kind !== "task";
    return act({
      command: promised ? "task.promise" : "task.add",
      changes: createTask(
        { ...read, text, promised, ...(contact !== undefined && { contact }) },
        {
          id: ids.task,
          about: about ?? (whose === null ? undefined : { kind: "reader", id: whose }),
          reader: whose ?? undefined,
          staff,
        },
      ),
      said: promised ? { id: "tasks.did-promise", values: { who: calledOut() } } : { id: "tasks.did-save" },
      ...(promised && read.due !== "" && { detail: t("tasks.did-promise-day", { day: format.namedDay(read.due) }) }),
    });
  };
  const save = useOnce(async (): Promise<void> => {
    if (missing !== null || !(await write())) return;
    drop();
    onClose();
  });

  return {
    form,
    set: (change: Partial<ComposedForm>) => keep({ ...form, ...change }),
    who,
    choices,
    kinds,
    purposes,
    /** As a queue may read it. */
    reader: row === undefined ? undefined : { name: maskName(row.name ?? "", row.familyName) },
    setReader: (id: string) => {
      drop();
      setReader(id);
      keep({ ...form, who: "reader" }, id);
    },
    assignee,
    read,
    /** The day that is meant where none is said. */
    usual,
    note,
    missing,
    save,
    leave: () => {
      if (counter !== null && form.text + form.name + form.phone !== "") show({ text: t("words.kept-draft") });
      onClose();
    },
  };
}

/** Of the branch of this desk. */
function useNextWorkingDay(today: string): string {
  const { db } = useServices();
  const { branch: own = "" } = useDeviceSettings();
  return addWorkingDays(today, 1, useLiveQuery(() => db.branch.get(own), [db, own]) ?? {});
}

const USUAL_PURPOSE = "reference";

interface Composed {
  readonly form: ComposedForm;
  readonly who: Who;
  readonly isNamed: boolean;
  readonly text: string;
  readonly due: string;
}

/** What it cannot be saved without. */
function missingIn({ form, who, isNamed, text, due }: Composed) {
  if (form.kind === "note") return null;
  if (who === "contact" && !isNamed) return "tasks.missing-person" as const;
  if (text.trim() === "") return "tasks.missing-words" as const;
  return isTaskReady({ text, due, assignee: "", promised: false }) ? null : ("tasks.day-unread" as const);
}
