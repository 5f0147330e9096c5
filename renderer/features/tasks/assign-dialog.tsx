/** Hands a task to a colleague, or to nobody. */
import type { RunAct } from "../../acts/use-acts.ts";
import { colleaguesToChoose, type House } from "../../db/read-house.ts";
import { assignTasks } from "../../db/write/task-form.ts";
import { useT } from "../../i18n/use-t.ts";
import { PickDialog } from "../../ui/dialogs/pick-dialog.tsx";

const NOBODY = "nobody";

export interface AssignDialogProps {
  readonly task: string;
  /** Who has it now. */
  readonly assignee: string | undefined;
  readonly house: House;
  readonly fold: (text: string) => string;
  readonly act: RunAct;
  readonly onClose: () => void;
}

export function AssignDialog({ task, assignee, house, fold, act, onClose }: AssignDialogProps) {
  const t = useT();
  return (
    <PickDialog
      title={t("tasks.assign")}
      fold={fold}
      closeLabel={t("tasks.cancel")}
      filterLabel={t("tasks.filter")}
      empty={t("tasks.no-match")}
      items={[
        ...colleaguesToChoose(house, assignee).map((item) => ({ ...item, chosen: item.value === assignee })),
        { value: NOBODY, label: t("tasks.nobody") },
      ]}
      onPick={(value) =>
        void act({
          command: "task.assign",
          changes: assignTasks([task], value === NOBODY ? null : value),
          said:
            value === NOBODY
              ? { id: "tasks.did-unassign" }
              : { id: "tasks.did-assign", values: { colleague: house.staff.get(value) ?? "" } },
        })
      }
      onClose={onClose}
    />
  );
}
