/** Which tasks a view shows and in what order: work by its day, finished ones by when they were finished. */
import type { Task } from "#shared/model/task.ts";

export const TASK_VIEWS = ["mine", "all", "done"] as const;
export type TaskView = (typeof TASK_VIEWS)[number];

type Asked = Pick<Task, "done" | "due" | "assignee" | "priority">;

export function inTaskView(view: TaskView, row: Asked, staff: string | undefined): boolean {
  if (view === "done") return row.done !== undefined;
  return row.done === undefined && (view === "all" || (staff !== undefined && row.assignee === staff));
}

const URGENCY = { high: 0, normal: 1, low: 2 } as const;

/** The earliest day first, without one last; of one day the urgent ones. */
function byDue(a: Asked, b: Asked): number {
  const dueA = a.due ?? "9999";
  const dueB = b.due ?? "9999";
  return dueA === dueB ? URGENCY[a.priority ?? "normal"] - URGENCY[b.priority ?? "normal"] : dueA < dueB ? -1 : 1;
}

export const sortTasks = <T extends Asked>(view: TaskView, rows: readonly T[]): readonly T[] => (view === "done" ? rows.toSorted((a, b) => (b.done ?? 0) - (a.done ?? 0)) : rows.toSorted(byDue));
