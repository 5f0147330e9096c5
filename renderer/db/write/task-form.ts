/** What a task's form changes, wherever the form stands: on the reader's page or in the list of tasks. */
import { isDay } from "#shared/kernel/day.ts";
import type { PRIORITIES } from "#shared/model/feedback.ts";
import { giverOf, type Task } from "#shared/model/task.ts";
import type { Row } from "../database.ts";
import { type Change, create, edit } from "./changes.ts";
import { type OpenedForm, openForm, saveForm } from "./opened-form.ts";

export interface TaskForm {
  readonly text: string;
  /** `YYYY-MM-DD` or empty. */
  readonly due: string;
  readonly assignee: string;
  readonly promised: boolean;
  /** Who was promised it and has no card; absent: as it is, null: nobody such any more. */
  readonly contact?: Task["contact"] | null;
  /** Of a promise: whoever it was made to need not hear that it was kept. Absent: as it is. */
  readonly noReply?: boolean;
  /** Absent: as it is. */
  readonly priority?: (typeof PRIORITIES)[number];
}

export const NEW_TASK: TaskForm = { text: "", due: "", assignee: "", promised: false };

export type OpenedTask = OpenedForm<"task">;

export const openTask = (row: Row<"task">): OpenedTask =>
  openForm("task", row, ["text", "due", "assignee", "accepted", "promisedTo", "contact", "noReply", "priority"]);

export const formOfTask = (row: Row<"task">): TaskForm => ({
  text: row.text ?? "",
  due: row.due ?? "",
  assignee: row.assignee ?? "",
  promised: row.promisedTo !== undefined,
  noReply: row.noReply === true,
});

export const isTaskReady = ({ text, due }: TaskForm): boolean => text.trim() !== "" && (due === "" || isDay(due));

export interface NewTask {
  readonly id: string;
  readonly about: { readonly kind: string; readonly id: string } | undefined;
  /** Who is promised it when the form says so. */
  readonly reader: string | undefined;
  readonly staff: string | undefined;
}

export function createTask(
  { text, due, assignee, promised, contact, noReply, priority }: TaskForm,
  { id, about, reader, staff }: NewTask,
): readonly Change[] {
  return [
    create("task", id, {
      text: text.trim(),
      origin: staff === undefined ? { by: "person" } : { by: "person", id: staff },
      ...(about !== undefined && { about }),
      ...(due !== "" && { due }),
      ...(assignee !== "" && { assignee }),
      ...(priority !== undefined && { priority }),
      ...(promised && reader !== undefined && { promisedTo: reader }),
      ...(promised && reader === undefined && contact != null && { contact }),
      ...(promised && noReply === true && { noReply }),
    }),
  ];
}

/** @param unwritten words that stand for the rule that made the task, and are nobody's own */
export const editTask = (
  opened: OpenedTask,
  { text, due, assignee, promised, contact, noReply, priority }: TaskForm,
  reader: string | undefined,
  unwritten?: string,
): readonly Change[] =>
  saveForm(opened, {
    ...(text.trim() !== unwritten && { text: text.trim() }),
    due: due === "" ? null : due,
    assignee: assignee === "" ? null : assignee,
    ...(priority !== undefined && { priority }),
    ...(assignee !== (opened.values.assignee ?? "") && { accepted: null }),
    ...(reader !== undefined && { promisedTo: promised ? reader : null }),
    ...(contact !== undefined && { contact }),
    ...(noReply !== undefined && { noReply: noReply ? true : null }),
  });

export const finishTasks = (ids: readonly string[], now: number, staff: string | undefined): readonly Change[] =>
  ids.map((id) => edit("task", id, { done: now, ...(staff !== undefined && { doneBy: staff }) }));

export const reopenTasks = (ids: readonly string[]): readonly Change[] =>
  ids.map((id) => edit("task", id, { done: null, doneBy: null }));

/** Whoever is given it anew has not accepted it yet. */
export const assignTasks = (ids: readonly string[], assignee: string | null): readonly Change[] =>
  ids.map((id) => edit("task", id, { assignee, accepted: null }));

export const acceptTask = (id: string): readonly Change[] => [edit("task", id, { accepted: "accepted" })];

/** Back to the colleague who gave it, or to nobody where a rule or a stranger did. */
export const returnTask = (row: Pick<Row<"task">, "id" | "origin" | "assignee">): readonly Change[] => [
  edit("task", row.id, { accepted: "returned", assignee: giverOf(row) ?? null }),
];
