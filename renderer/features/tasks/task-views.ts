/**
 * Which tasks a view shows and in what order: work by its day, finished ones by when they were finished. A view stands
 * in the address.
 */
import { byLastDay } from "#shared/model/last-day.ts";
import type { Task } from "#shared/model/task.ts";
import type { DeskDb } from "../../db/database.ts";

/** A promise that nobody has kept yet is due today, or is late. */
export const TASK_VIEWS = ["mine", "all", "promised-today", "promised-late", "done"] as const;
export type TaskView = (typeof TASK_VIEWS)[number];

type Asked = Pick<Task, "done" | "due" | "priority">;

/** For whom, and on which day (YYYY-MM-DD). */
export interface Viewer {
  readonly staff: string | undefined;
  readonly today: string;
}

export const taskViewOf = (search: string): TaskView =>
  TASK_VIEWS.find((view) => view === new URLSearchParams(search).get("view")) ?? "all";

/** By the indexes of what is to be done and what is done; what comes first in its view comes first. */
export const viewRanges = ({ task }: DeskDb, { staff, today }: Viewer) =>
  ({
    mine: task.where("[assignee+todo]").between([staff ?? NO_COLLEAGUE], [staff ?? NO_COLLEAGUE, []]),
    all: task.orderBy("todo"),
    "promised-today": task.where("[todo+promisedTo]").between([today], [today, []]),
    "promised-late": task.where("[todo+promisedTo]").below([today]),
    done: task.orderBy("finished").reverse(),
  }) satisfies Readonly<Record<TaskView, unknown>>;

/** The id of none. */
const NO_COLLEAGUE = "";

const URGENCY = { high: 0, normal: 1, low: 2 } as const;

/** The earliest day first, without one last; of one day the urgent ones. */
function byDue(a: Asked, b: Asked): number {
  return byLastDay(a.due, b.due) || URGENCY[a.priority ?? "normal"] - URGENCY[b.priority ?? "normal"];
}

export const sortTasks = <T extends Asked>(view: TaskView, rows: readonly T[]): readonly T[] =>
  view === "done" ? rows.toSorted((a, b) => (b.done ?? 0) - (a.done ?? 0)) : rows.toSorted(byDue);
