/** The tasks of a view, and how many each view has, by the indexes of what is to be done and what is done. */
import { TASK_VIEWS, type TaskView, type Viewer } from "#shared/analysis/lists/task-views.ts";
import type { DeskDb } from "../database.ts";
import { type Masked, maskedRows } from "../masked.ts";

/** Of finished tasks only the latest are shown, of others those that are due first. */
const MOST = 300;

interface TasksOfView {
  readonly view: TaskView;
  readonly rows: readonly Masked<"task">[];
  readonly counts: Readonly<Record<TaskView, number>>;
}

export async function readTaskList(db: DeskDb, view: TaskView, viewer: Viewer): Promise<TasksOfView> {
  const ranges = viewRanges(db, viewer);
  const [rows, counts] = await Promise.all([
    ranges[view].limit(MOST).toArray(),
    Promise.all(TASK_VIEWS.map(async (id) => [id, await ranges[id].count()] as const)),
  ]);
  return {
    view,
    rows: maskedRows("task", rows),
    counts: Object.fromEntries(counts) as Record<TaskView, number>, // one count per view
  };
}

/** What comes first in its view comes first. */
export const viewRanges = ({ task }: DeskDb, { staff, today }: Viewer) =>
  ({
    mine: task.where("[assignee+todo]").between([staff ?? NO_COLLEAGUE], [staff ?? NO_COLLEAGUE, []]),
    all: task.orderBy("todo"),
    "promised-today": task.where("owed").equals(today),
    "promised-late": task.where("owed").below(today),
    done: task.orderBy("finished").reverse(),
  }) satisfies Readonly<Record<TaskView, unknown>>;

/** The id of none. */
const NO_COLLEAGUE = "";
