/** A task or promise about a reader: what, by when, who. A promise is one that the reader was told of. */
import { useEffect, useState } from "react";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { useAct } from "../../db/acts.ts";
import { useDeviceSettings } from "../../db/device-settings.ts";
import { reveal } from "../../db/masked.ts";
import { useServices } from "../../db/services.ts";
import { createTask, editTask, finishTasks, formOfTask, isTaskReady, NEW_TASK, type TaskForm } from "../../db/task-form.ts";
import { useT } from "../../i18n/use-t.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { DialogButtons } from "../../ui/dialog-buttons.tsx";
import { Field } from "../../ui/field.tsx";
import { Select } from "../../ui/select.tsx";
import { TextArea, TextInput } from "../../ui/text-input.tsx";
import { useHouse } from "./reader-queries.ts";

/** @param task absent: a new one */
export function TaskDialog({ reader, task, onClose }: { reader: string; task?: string; onClose: () => void }) {
  const t = useT();
  const act = useAct();
  const services = useServices();
  const { staff } = useDeviceSettings();
  const house = useHouse();
  const [form, setForm] = useState<TaskForm | null>(task === undefined ? { ...NEW_TASK, assignee: staff ?? "" } : null);

  useEffect(() => {
    if (task === undefined) return;
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
    const now = services.clock.now();
    const changes = task === undefined ? createTask(form, { id: uuidV7(now, services.random), about: { kind: "reader", id: reader }, reader, staff }) : editTask(task, form, reader);
    const said = { id: form.promised ? ("readers.did-promise" as const) : ("readers.did-task" as const) };
    if (await act({ command: task === undefined ? "task.add" : "task.edit", changes, said })) onClose();
  };
  const finish = async (): Promise<void> => {
    if (task !== undefined && (await act({ command: "task.done", changes: finishTasks([task], services.clock.now(), staff), said: { id: "readers.did-finish" } }))) onClose();
  };
  return (
    <Dialog
      open
      title={t(task === undefined ? "readers.new-task" : "readers.edit-task")}
      closeLabel={t("readers.cancel")}
      onClose={onClose}
      footer={<DialogButtons act={t("readers.save")} cancel={t("readers.cancel")} disabled={!isTaskReady(form)} onAct={() => void save()} onCancel={onClose} />}
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
        <Checkbox checked={form.promised} onChange={(event) => set({ promised: event.target.checked })}>
          {t("readers.promised")}
        </Checkbox>
        {task !== undefined && <Button onClick={() => void finish()}>{t("readers.finish")}</Button>}
      </div>
    </Dialog>
  );
}
