/**
 * Whom a task concerns: who was promised it, else whom it is about, or whose record or opinion. A person without a card
 * is none.
 */
import { isPromise, readerOfTask } from "#shared/model/task.ts";
import type { DeskDb, Row } from "../database.ts";

type Asked = Pick<Row<"task">, "id" | "promisedTo" | "contact" | "about">;

/** @returns the reader's id by the id of the task */
export async function readReadersOfTasks(db: DeskDb, tasks: readonly Asked[]): Promise<ReadonlyMap<string, string>> {
  const behind = (kind: "interaction" | "feedback"): readonly string[] =>
    tasks.flatMap((task) => (!isPromise(task) && task.about?.kind === kind ? [task.about.id] : []));
  const records = (
    await Promise.all([
      db.interaction.bulkGet([...behind("interaction")]),
      db.feedback.bulkGet([...behind("feedback")]),
    ])
  ).flat();
  const whose = new Map(records.map((row) => [row?.id, row?.reader]));
  return new Map(
    tasks.flatMap((task) => {
      const reader = readerOfTask(task) ?? (isPromise(task) ? undefined : whose.get(task.about?.id));
      return reader === undefined ? [] : [[task.id, reader] as const];
    }),
  );
}
