/** Reads tasks and promises, with the names of the readers that wait for them. */
import { useLiveQuery } from "dexie-react-hooks";
import { useMemo } from "react";
import { readerOfTask } from "#shared/model/task.ts";
import { type Masked, maskedRows } from "../../db/masked.ts";
import type { House } from "../../db/read-house.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useReaderNames } from "../../desk-services/use-reader-names.ts";
import { inTaskView, sortTasks, TASK_VIEWS, type TaskView, type Viewer } from "./task-views.ts";

export type TaskRow = Masked<"task">;

export interface TaskList {
  readonly rows: readonly TaskRow[];
  readonly counts: Readonly<Record<TaskView, number>>;
  readonly house: House;
  readonly readers: ReadonlyMap<string, string>;
}

/** Of finished tasks only the latest are shown. */
const MOST = 300;

/** @param held a task that stays in the list although it has left the view: nobody has moved on from it yet */
export function useTasks(view: TaskView, { staff, today }: Viewer, held: string | null): TaskList | undefined {
  const { db } = useServices();
  const all = useLiveQuery(async () => maskedRows("task", await db.task.toArray()), [db]);
  const house = useHouse();
  const rows = useMemo(
    () =>
      all === undefined
        ? undefined
        : sortTasks(
            view,
            all.filter((row) => inTaskView(view, row, { staff, today }) || row.id === held),
          ).slice(0, MOST),
    [all, view, staff, today, held],
  );
  const readers = useReaderNames((rows ?? []).flatMap((row) => readerOfTask(row) ?? []));
  return useMemo(() => {
    if (rows === undefined || all === undefined) return undefined;
    const counts = Object.fromEntries(
      TASK_VIEWS.map((id) => [id, all.filter((row) => inTaskView(id, row, { staff, today })).length]),
    ) as Record<TaskView, number>; // one count per view
    return { rows, counts, house, readers };
  }, [rows, all, staff, today, house, readers]);
}
