/** Reads tasks and promises, with the names of the readers that wait for them. */
import { useLiveQuery } from "dexie-react-hooks";
import { useMemo } from "react";
import { readerOfTask } from "#shared/model/task.ts";
import { type Masked, maskedRows } from "../../db/masked.ts";
import type { House } from "../../db/read-house.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useReaderNames } from "../../desk-services/use-reader-names.ts";
import { sortTasks, TASK_VIEWS, type TaskView, type Viewer, viewRanges } from "./task-views.ts";

export type TaskRow = Masked<"task">;

export interface TaskList {
  readonly view: TaskView;
  readonly rows: readonly TaskRow[];
  readonly counts: Readonly<Record<TaskView, number>>;
  readonly house: House;
  readonly readers: ReadonlyMap<string, string>;
}

/** Of finished tasks only the latest are shown, of others those that are due first. */
const MOST = 300;

/**
 * Of the view that was asked for last, until the next is read.
 * @param held a task that stays in the list although it has left the view: nobody has moved on from it yet
 */
export function useTasks(view: TaskView, { staff, today }: Viewer, held: string | null): TaskList | undefined {
  const { db } = useServices();
  const found = useLiveQuery(async () => {
    const ranges = viewRanges(db, { staff, today });
    const [rows, counts] = await Promise.all([
      ranges[view].limit(MOST).toArray(),
      Promise.all(TASK_VIEWS.map(async (id) => [id, await ranges[id].count()] as const)),
    ]);
    return {
      view,
      rows: maskedRows("task", rows),
      counts: Object.fromEntries(counts) as Record<TaskView, number>, // one count per view
    };
  }, [db, view, staff, today]);
  const kept = useLiveQuery(() => (held === null ? undefined : db.task.get(held)), [db, held]);
  const house = useHouse();
  const rows = useMemo(() => {
    if (found === undefined) return undefined;
    const isLeft = kept?.id === held && found.rows.every(({ id }) => id !== held);
    return sortTasks(found.view, isLeft ? [...found.rows, ...maskedRows("task", [kept])] : found.rows);
  }, [found, kept, held]);
  const readers = useReaderNames((rows ?? []).flatMap((row) => readerOfTask(row) ?? []));
  return useMemo(
    () =>
      rows === undefined || found === undefined
        ? undefined
        : { view: found.view, counts: found.counts, rows, house, readers },
    [rows, found, house, readers],
  );
}
