/** A task is accepted, or goes back to who gave it, by the colleague whom it was given to. */
import { giverOf } from "#shared/model/task.ts";
import { useAct } from "../../acts/use-acts.ts";
import { acceptTask, returnTask } from "../../db/write/task-form.ts";
import { useDeviceSettings } from "../../desk-services/device-settings.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useT } from "../../i18n/use-t.ts";
import { useToasts } from "../../ui/dialogs/toast.tsx";
import type { TaskRow } from "./task-queries.ts";

export const TASK_ANSWERS = ["accept", "return"] as const;
export type TaskAnswer = (typeof TASK_ANSWERS)[number];

export function useTaskAnswer(): (task: TaskRow, answer: TaskAnswer) => void {
  const t = useT();
  const act = useAct();
  const house = useHouse();
  const { show } = useToasts();
  const { staff } = useDeviceSettings();
  return (task, answer) => {
    const giver = giverOf(task);
    if (staff === undefined || task.assignee !== staff || task.done !== undefined)
      show({ text: t("tasks.only-assignee"), tone: "failed" });
    else if (answer === "accept")
      void act({ command: "task.accept", changes: acceptTask(task.id), said: { id: "tasks.did-accept" } });
    else
      void act({
        command: "task.accept",
        changes: returnTask(task),
        said:
          giver === undefined
            ? { id: "tasks.did-return-nobody" }
            : { id: "tasks.did-return", values: { colleague: house.staff.get(giver) ?? "" } },
      });
  };
}
