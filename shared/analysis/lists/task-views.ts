/** The views of the tasks, and in what order each has them: work by its day, finished ones by when they were finished. */
import { byLastDay } from "../../model/last-day.ts";
import type { Task } from "../../model/task.ts";

/** A promise that nobody has kept yet is due today, or is late. */
export const TASK_VIEWS = ["mine", "all", "promised-today", "promised-late", "done"] as const;
export type TaskView = (typeof TASK_VIEWS)[number];

type Asked = Pick<Task, "done" | "due" | "priority">;

/** For whom, and on which day (YYYY-MM-DD). */
export interface Viewer {
  readonly staff: string | undefined;
  readonly today: string;
}

const URGENCY = { high: 0, normal: 1, low: 2 } as const;

/** The earliest day first, without one last; of one day the urgent ones. */
function byDue(a: Asked, b: Asked): number {
  return byLastDay(a.due, b.due) || URGENCY[a.priority ?? "normal"] - URGENCY[b.priority ?? "normal"];
}

export const sortTasks = <T extends Asked>(view: TaskView, rows: readonly T[]): readonly T[] =>
  view === "done" ? rows.toSorted((a, b) => (b.done ?? 0) - (a.done ?? 0)) : rows.toSorted(byDue);
