/**
 * What is still to be done, and what is done, as indexes of the tasks. An index knows only what stands in a row, and a
 * task that nobody has done lacks a value: on its way into the database each is given `todo`, a promise `owed` too, or
 * `finished`, on its way out it loses them. Nobody else knows of them, and a row is what its writes say, here as on every other desk.
 */
import type { DBCore, DBCoreCursor, DBCoreTable, Middleware, Table, Transaction } from "dexie";
import { isPromise, type Task } from "#shared/model/task.ts";
import type { RowMeta } from "#shared/replication/rows/row.ts";

type TaskRow = RowMeta & Task;
interface Stage {
  /** Of a task that is to be done: the day on which it is due. */
  readonly todo?: string;
  /** The same of a promise that is to be kept. */
  readonly owed?: string;
  /** Of one that is done: when, in epoch milliseconds. */
  readonly finished?: number;
}

/** Of a task without a day: after every day. */
export const NO_DAY = "no day";

/** A deleted one stands in neither. */
function withStage(row: TaskRow): TaskRow & Stage {
  if (row.gone === 1) return row;
  if (row.done !== undefined) return { ...row, finished: row.done };
  const day = row.due ?? NO_DAY;
  return isPromise(row) ? { ...row, todo: day, owed: day } : { ...row, todo: day };
}

function withoutStage<T extends (TaskRow & Stage) | undefined>(row: T): T {
  if (row === undefined) return row;
  const { todo: _todo, owed: _owed, finished: _finished, ...task } = row;
  return task as T; // the same row
}

/** For a database that was filled before there were these. */
export async function putTasksAgain(transaction: Transaction): Promise<void> {
  const tasks: Table<TaskRow, string> = transaction.table("task");
  for (let last: string | undefined = ""; last !== undefined; ) {
    const rows: readonly TaskRow[] = await tasks.where("id").above(last).limit(RUN).toArray();
    if (rows.length > 0) await tasks.bulkPut(rows);
    last = rows.at(-1)?.id;
  }
}

const RUN = 1000;

/** Outermost, so that live queries hear of these indexes as of any other. */
export const TASK_STAGE: Middleware<DBCore> = {
  stack: "dbcore",
  name: "task-stage",
  create: (core) => ({
    ...core,
    table: (name) => (name === "task" ? staged(core.table(name)) : core.table(name)),
  }),
};

const staged = (table: DBCoreTable): DBCoreTable => ({
  ...table,
  mutate: (request) =>
    table.mutate("values" in request ? { ...request, values: request.values.map(withStage) } : request),
  get: (request) => table.get(request).then(withoutStage),
  getMany: (request) => table.getMany(request).then((rows: readonly (TaskRow | undefined)[]) => rows.map(withoutStage)),
  query: (request) =>
    table
      .query(request)
      .then((found) => (request.values === true ? { ...found, result: found.result.map(withoutStage) } : found)),
  openCursor: (request) =>
    table
      .openCursor(request)
      .then((cursor) => (cursor === null || request.values !== true ? cursor : withoutStages(cursor))),
});

/** A cursor of the browser answers only for itself. */
const withoutStages = (cursor: DBCoreCursor): DBCoreCursor =>
  Object.create(cursor, {
    key: { get: () => cursor.key as unknown },
    primaryKey: { get: () => cursor.primaryKey as unknown },
    value: { get: () => withoutStage(cursor.value as TaskRow) },
  }) as DBCoreCursor; // itself but for the value
