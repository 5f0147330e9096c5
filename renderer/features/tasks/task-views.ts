/**
 * Which tasks a view shows and in what order: work by its day, finished ones by when they were finished. A view stands
 * in the address.
 */
import { byLastDay } from "#shared/model/last-day.ts";
import { isTaskLate, type Task } from "#shared/model/task.ts";

/** A promise that nobody has kept yet is due today, or is late. */
export const TASK_VIEWS = ["mine", "all", "promised-today", "promised-late", "done"] as const;
export type TaskView = (typeof TASK_VIEWS)[number];

type Asked = Pick<Task, "done" | "due" | "assignee" | "priority" | "promisedTo">;

/** For whom, and on which day (YYYY-MM-DD). */
export interface Viewer {
  readonly staff: string | undefined;
  readonly today: string;
}

export const taskViewOf = (search: string): TaskView =>
  TASK_VIEWS.find((view) => view === new URLSearchParams(search).get("view")) ?? "all";

export function inTaskView(view: TaskView, task: Asked, { staff, today }: Viewer): boolean {
  const { done, due, assignee, promisedTo } = task;
  if (view === "done") return done !== undefined;
  if (done !== undefined) return false;
  switch (view) {
    case "mine":
      return staff !== undefined && assignee === staff;
    case "all":
      return true;
    case "promised-today":
      return promisedTo !== undefined && due === today;
    case "promised-late":
      return promisedTo !== undefined && isTaskLate(task, today);
  }
}

const URGENCY = { high: 0, normal: 1, low: 2 } as const;

/** The earliest day first, without one last; of one day the urgent ones. */
function byDue(a: Asked, b: Asked): number {
  return byLastDay(a.due, b.due) || URGENCY[a.priority ?? "normal"] - URGENCY[b.priority ?? "normal"];
}

export const sortTasks = <T extends Asked>(view: TaskView, rows: readonly T[]): readonly T[] =>
  view === "done" ? rows.toSorted((a, b) => (b.done ?? 0) - (a.done ?? 0)) : rows.toSorted(byDue);
