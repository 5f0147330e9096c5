/** A task in its form. Its words are protected, so opening one that is there is a recorded look. */
import { useEffect, useState } from "react";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { useAct } from "../../db/acts.ts";
import { useDeviceSettings } from "../../db/device-settings.ts";
import type { House } from "../../db/house.ts";
import { reveal } from "../../db/masked.ts";
import { useServices } from "../../db/services.ts";
import { createTask, editTask, formOfTask, isTaskReady, NEW_TASK, type TaskForm } from "../../db/task-form.ts";
import { useT } from "../../i18n/use-t.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { DialogButtons } from "../../ui/dialog-buttons.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { TextArea, TextInput } from "../../ui/text-input.tsx";

/** @param task null: a new one */
export function TaskEditDialog({ task, house, onClose }: { task: string | null; house: House; onClose: () => void }) {
  const t = useT();
  const act = useAct();
  const services = useServices();
  const { staff } = useDeviceSettings();
  const [form, setForm] = useState<TaskForm | null>(task === null ? { ...NEW_TASK, assignee: staff ?? "" } : null);
  useEffect(() => {
    if (task === null) return;
    const load = async (): Promise<void> => {
      const row = await services.db.task.get(task);
      if (row === undefined) return;
      await reveal(services, staff, { kind: "task", id: task, fields: ["text"] });
      setForm(formOfTask(row));
    };
    void load();
  }, [services, staff, task]);
  if (form === null) return null;
  const set = (change: Partial<TaskForm>): void => setForm({ ...form, ...change });
  const save = async (): Promise<void> => {
    if (!isTaskReady(form)) return;
    const changes = task === null ? createTask(form, { id: uuidV7(services.clock.now(), services.random), about: undefined, reader: undefined, staff }) : editTask(task, form, undefined);
    if (await act({ command: task === null ? "task.add" : "task.edit", changes, said: { id: "tasks.did-save" } })) onClose();
  };
  return (
    <Dialog
      open
      title={t(task === null ? "tasks.new" : "tasks.edit")}
      closeLabel={t("tasks.cancel")}
      onClose={onClose}
      footer={<DialogButtons act={t("tasks.save")} cancel={t("tasks.cancel")} disabled={!isTaskReady(form)} onAct={() => void save()} onCancel={onClose} />}
    >
      <div className="stack">
        <Field label={t("words.task.text")}>
          {(control) => <TextArea {...control} rows={2} value={form.text} onChange={(event) => set({ text: event.target.value })} onEnter={() => void save()} />}
        </Field>
        <div className="row">
          <Field label={t("words.task.due")}>
            {(control) => <TextInput {...control} type="date" value={form.due} onChange={(event) => set({ due: event.target.value })} onEnter={() => void save()} />}
          </Field>
          <Field label={t("words.task.assignee")}>
            {(control) => (
              <Select
                {...control}
                value={form.assignee}
                onChange={(assignee) => set({ assignee })}
                options={[{ value: "", label: "—" }, ...[...house.staff].map(([value, label]) => ({ value, label }))]}
              />
            )}
          </Field>
        </div>
      </div>
    </Dialog>
  );
}
