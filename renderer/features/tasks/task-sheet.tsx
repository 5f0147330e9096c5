/**
 * A task or promise in its form, over whatever screen asks for it: what, by when, who; day, colleague and priority may
 * stand in the words, as in a note. A promise is one that the reader was told of. The words are protected, so opening one that is there is a recorded look.
 */
import { type Ref, useEffect, useLayoutEffect, useRef, useState } from "react";
import { isDay } from "#shared/kernel/day.ts";
import { lastChip, parseNoteLine, readDay } from "#shared/model/input/note-line.ts";
import { useAct } from "../../acts/use-acts.ts";
import { useNewId } from "../../acts/use-new-id.ts";
import { useReveal } from "../../acts/use-reveal.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { colleaguesToChoose } from "../../db/read-house.ts";
import {
  createTask,
  editTask,
  finishTasks,
  formOfTask,
  isTaskReady,
  NEW_TASK,
  type OpenedTask,
  openTask,
  type TaskForm,
} from "../../db/write/task-form.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { matchColleague, useColleagues } from "../../desk-services/known-colleagues.ts";
import type { TaskAsked } from "../../desk-services/open-task-sheet.ts";
import { useServices } from "../../desk-services/services.ts";
import { TemplateChoice, withTemplate } from "../../desk-services/template-choice.tsx";
import { useHouse } from "../../desk-services/use-house.ts";
import { useNameFold } from "../../desk-services/use-name-fold.ts";
import { useFormat, useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialogs/dialog.tsx";
import { DialogButtons } from "../../ui/dialogs/dialog-buttons.tsx";
import { Field } from "../../ui/field.tsx";
import { useOnce } from "../../ui/hooks/use-once.ts";
import { Select } from "../../ui/select.tsx";
import { TextArea, TextInput } from "../../ui/text-input.tsx";
import { taskText } from "../../words/things-named.ts";

interface Loaded {
  readonly form: TaskForm;
  /** As it was opened: marks are read in what is typed. */
  readonly words: string;
  /** Who may be promised it. */
  readonly reader: string | undefined;
  /** Null for a new one. */
  readonly opened: OpenedTask | null;
  /** What a rule's task says as long as nobody has written other words. */
  readonly unwritten?: string;
}

export function TaskSheet({ asked, onClose }: { asked: TaskAsked; onClose: () => void }) {
  const { task, about } = asked;
  const t = useT();
  const act = useAct();
  const newId = useNewId();
  const reveal = useReveal();
  const services = useServices();
  const { staff } = useDeviceSettings();
  const first = useRef<HTMLTextAreaElement>(null);
  const close = useRef(onClose);
  useLayoutEffect(() => {
    close.current = onClose;
  });
  const [loaded, setLoaded] = useState<Loaded | null>(
    task === undefined
      ? { form: { ...NEW_TASK, assignee: staff ?? "" }, reader: asked.reader, opened: null, words: "" }
      : null,
  );
  useEffect(() => {
    if (task === undefined) return;
    const load = async (): Promise<void> => {
      const row = await services.db.task.get(task);
      if (row === undefined) return;
      // without the look on record, which has been said, its words are not shown
      if ((await reveal({ kind: "task", id: task, fields: ["text"] })) === undefined) return close.current();
      const text = taskText(row, t);
      setLoaded({
        form: { ...formOfTask(row), text },
        words: text,
        reader: await readerOf(services.db, row),
        opened: openTask(row),
        ...(row.text === undefined && { unwritten: text }),
      });
    };
    void load();
  }, [services, reveal, task, t]);
  const marked = useMarked();
  const save = useOnce(async (): Promise<void> => {
    if (loaded === null) return;
    const { reader, opened, unwritten } = loaded;
    const form = marked(loaded.form, loaded.words);
    if (!isTaskReady(form)) return;
    const changes =
      opened === null
        ? createTask(form, { id: newId.get(), about, reader, staff })
        : editTask(opened, form, reader, unwritten);
    const said = { id: form.promised ? ("tasks.did-promise" as const) : ("tasks.did-save" as const) };
    if (await act({ command: opened === null ? "task.add" : "task.edit", changes, said })) onClose();
  });
  if (loaded === null) return null;
  const { form, reader } = loaded;
  const read = marked(form, loaded.words);
  const set = (change: Partial<TaskForm>): void => setLoaded({ ...loaded, form: { ...form, ...change } });
  const finish = async (id: string): Promise<void> => {
    if (
      await act({
        command: "task.done",
        changes: finishTasks([id], services.clock.now(), staff),
        said: { id: "tasks.did-finish" },
      })
    )
      onClose();
  };
  return (
    <Dialog
      open
      title={t(task !== undefined ? "tasks.edit" : reader === undefined ? "tasks.new" : "tasks.new-or-promise")}
      closeLabel={t("tasks.cancel")}
      onClose={onClose}
      initialFocus={first}
      footer={
        <DialogButtons
          act={t("tasks.save")}
          cancel={t("tasks.cancel")}
          disabled={!isTaskReady(read)}
          onAct={() => void save()}
          onCancel={onClose}
        />
      }
    >
      <div className="stack">
        <Fields first={first} form={form} read={read} set={set} onSave={() => void save()} />
        {reader !== undefined && (
          <Checkbox checked={form.promised} onChange={(event) => set({ promised: event.target.checked })}>
            {t("tasks.promised")}
          </Checkbox>
        )}
        {task !== undefined && <Button onClick={() => void finish(task)}>{t("tasks.finish")}</Button>}
      </div>
    </Dialog>
  );
}

function Fields({
  first,
  form,
  read,
  set,
  onSave,
}: {
  first: Ref<HTMLTextAreaElement>;
  form: TaskForm;
  /** With what stands in the words. */
  read: TaskForm;
  set: (change: Partial<TaskForm>) => void;
  onSave: () => void;
}) {
  const t = useT();
  const { clock } = useServices();
  const house = useHouse();
  const format = useFormat();
  const today = format.day(clock.now());
  const [typed, setTyped] = useState(() => format.shownDay(form.due));
  const isRead = form.due === "" || isDay(form.due);
  const isTyped = [form.due, format.shownDay(form.due)].includes(typed.trim());
  const understood = [
    read.due !== form.due && isDay(read.due) && format.longDay(read.due),
    read.assignee !== form.assignee && house.staff.get(read.assignee),
    read.priority !== undefined && t(`words.priority.${read.priority}`),
  ]
    .filter((part) => typeof part === "string")
    .join(" · ");
  return (
    <>
      <Field label={t("words.task.text")} hint={understood === "" ? t("tasks.text-hint") : understood}>
        {(control) => (
          <TextArea
            {...control}
            ref={first}
            rows={2}
            value={form.text}
            onChange={(event) => set({ text: event.target.value })}
            onEnter={onSave}
          />
        )}
      </Field>
      <TemplateChoice
        use="task"
        values={{ due: isDay(form.due) ? format.longDay(form.due) : undefined }}
        onText={(text) => set({ text: withTemplate(form.text, text) })}
      />
      <div className="two-fields">
        <Field
          label={t("words.task.due")}
          hint={isRead && !isTyped ? format.shownDay(form.due) : t("tasks.due-hint")}
          {...(!isRead && { error: t("tasks.day-unread") })}
        >
          {(control) => (
            <TextInput
              {...control}
              value={typed}
              onChange={(event) => {
                const text = event.target.value;
                setTyped(text);
                set({ due: readDay(text.normalize("NFKC").trim(), today) ?? text.trim() });
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
    </>
  );
}

/** The form with the day, the colleague and the priority that stand in its words; an unknown colleague stays there. */
function useMarked(): (form: TaskForm, before: string) => TaskForm {
  const { clock } = useServices();
  const today = useFormat().day(clock.now());
  const colleagues = useColleagues();
  const fold = useNameFold([...colleagues.values()].map((row) => row.name));
  return (form, before) => {
    if (form.text === before) return form;
    const whoIs = (typed: string): string | undefined => matchColleague(typed, colleagues.values(), fold)?.id;
    const note = parseNoteLine(
      form.text,
      today,
      (chip) =>
        chip.kind === "follow-up" ||
        chip.kind === "priority" ||
        (chip.kind === "colleague" && whoIs(chip.typed) !== undefined),
    );
    if (note.chips.length === 0) return form;
    const priority = lastChip(note, "priority")?.priority;
    return {
      ...form,
      text: note.text,
      due: lastChip(note, "follow-up")?.due ?? form.due,
      assignee: whoIs(lastChip(note, "colleague")?.typed ?? "") ?? form.assignee,
      ...(priority !== undefined && { priority }),
    };
  };
}

/** Whom a task concerns: who was promised it, or whose record or opinion it is about. */
async function readerOf(db: DeskDb, { promisedTo, about }: Row<"task">): Promise<string | undefined> {
  if (promisedTo !== undefined || about === undefined) return promisedTo;
  switch (about.kind) {
    case "reader":
      return about.id;
    case "feedback":
      return (await db.feedback.get(about.id))?.reader;
    case "interaction":
      return (await db.interaction.get(about.id))?.reader;
    default:
      return undefined;
  }
}
