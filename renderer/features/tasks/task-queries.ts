/** Reads tasks and promises, with the names of the readers that wait for them. */
import { useLiveQuery } from "dexie-react-hooks";
import { useMemo } from "react";
import { sortTasks, TASK_VIEWS, type TaskView, type Viewer } from "#shared/analysis/lists/task-views.ts";
import { readReadersOfTasks } from "../../db/lists/readers-of-tasks.ts";
import { readTaskList } from "../../db/lists/task-list.ts";
import { type Masked, maskedRows } from "../../db/masked.ts";
import type { House } from "../../db/read-house.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useReaderNames } from "../../desk-services/use-reader-names.ts";

export type TaskRow = Masked<"task">;

export interface TaskList {
  readonly view: TaskView;
  readonly rows: readonly TaskRow[];
  readonly counts: Readonly<Record<TaskView, number>>;
  readonly house: House;
  /** Whom each task concerns, by its id. */
  readonly whose: ReadonlyMap<string, string>;
  /** What they are called. */
  readonly readers: ReadonlyMap<string, string>;
}

const NOBODY: ReadonlyMap<string, string> = new Map();

/** A view stands in the address. */
export const taskViewOf = (search: string): TaskView =>
  TASK_VIEWS.find((view) => view === new URLSearchParams(search).get("view")) ?? "all";

/**
 * Of the view that was asked for last, until the next is read.
 * @param held a task that stays in the list although it has left the view: nobody has moved on from it yet
 */
export function useTasks(view: TaskView, { staff, today }: Viewer, held: string | null): TaskList | undefined {
  const { db } = useServices();
  const found = useLiveQuery(async () => await readTaskList(db, view, { staff, today }), [db, view, staff, today]);
  const kept = useLiveQuery(async () => (held === null ? undefined : await db.task.get(held)), [db, held]);
  const house = useHouse();
  const rows = useMemo(() => {
    if (found === undefined) return undefined;
    const isLeft = kept?.id === held && found.rows.every(({ id }) => id !== held);
    return sortTasks(found.view, isLeft ? [...found.rows, ...maskedRows("task", [kept])] : found.rows);
  }, [found, kept, held]);
  const whose = useLiveQuery(async () => await readReadersOfTasks(db, rows ?? []), [db, rows], NOBODY);
  const readers = useReaderNames([...new Set(whose.values())]);
  return useMemo(
    () =>
      rows === undefined || found === undefined
        ? undefined
        : { view: found.view, counts: found.counts, rows, house, whose, readers },
    [rows, found, house, whose, readers],
  );
}
