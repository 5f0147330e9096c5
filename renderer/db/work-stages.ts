/**
 * What is still to be done, and what is done, as indexes of tasks and opinions. An index knows only what stands in a
 * row, and what is open, nobody's or without a day lacks a value: on its way into the database each row is given these
 * values, on its way out it loses them. Nobody else knows of them, and a row is what its writes say, here as on every
 * other desk.
 */
import type { DBCore, DBCoreCursor, DBCoreTable, Middleware, Table, Transaction } from "dexie";
import { dueDay, type Feedback, isUntold, OPEN_STATUSES, responsibleStaff } from "#shared/model/feedback.ts";
import { isPromise, type Task } from "#shared/model/task.ts";
import type { RowMeta } from "#shared/replication/rows/row.ts";

type TaskRow = RowMeta & Task;
interface TaskStage {
  /** Of a task that is to be done: the day on which it is due. */
  readonly todo?: string;
  /** The same of a promise that is to be kept. */
  readonly owed?: string;
  /** The same of what a rule asks of a colleague. */
  readonly ruled?: string;
  /** Of one that is to be done: who does it. */
  readonly workOf?: string;
  /** Of one that is done: when, in epoch milliseconds. */
  readonly finished?: number;
}

type FeedbackRow = RowMeta & Feedback;
interface FeedbackStage {
  /** Of an open opinion: the day by which it is to be answered. */
  readonly unanswered?: string;
  /** Of an open opinion: whose work it is. */
  readonly workOf?: string;
  /** Of one that is open or to be told: until when it was put off. */
  readonly asleep?: string;
  /** Of one that is answered, closed by now or not, and its reader is still to be told: who tells it. */
  readonly untold?: string;
}

/** Of what has no day: after every day. */
export const NO_DAY = "no day";
/** Of what nobody in particular does. */
export const OF_NOBODY = "";

/** What is deleted stands in none of them. */
function withTaskStage(row: TaskRow): TaskRow & TaskStage {
  if (row.gone === 1) return row;
  if (row.done !== undefined) return { ...row, finished: row.done };
  const day = row.due ?? NO_DAY;
  return {
    ...row,
    todo: day,
    workOf: row.assignee ?? OF_NOBODY,
    ...(isPromise(row) && { owed: day }),
    ...(row.origin?.by === "rule" && { ruled: day }),
  };
}

function withoutTaskStage(row: TaskRow & TaskStage): TaskRow {
  const { todo: _todo, owed: _owed, ruled: _ruled, workOf: _workOf, finished: _finished, ...task } = row;
  return task;
}

function withFeedbackStage(row: FeedbackRow): FeedbackRow & FeedbackStage {
  if (row.gone === 1) return row;
  const workOf = responsibleStaff(row) ?? OF_NOBODY;
  const asleep = row.snoozedUntil !== undefined && { asleep: row.snoozedUntil };
  if (isUntold(row)) return { ...row, untold: workOf, ...asleep };
  if (row.status === undefined || !OPEN_STATUSES.includes(row.status)) return row;
  return { ...row, unanswered: dueDay(row) ?? NO_DAY, workOf, ...asleep };
}

function withoutFeedbackStage(row: FeedbackRow & FeedbackStage): FeedbackRow {
  const { unanswered: _unanswered, workOf: _workOf, asleep: _asleep, untold: _untold, ...opinion } = row;
  return opinion;
}

interface Staging {
  readonly into: (row: unknown) => unknown;
  readonly outOf: (row: unknown) => unknown;
}

// each table has rows of its own kind
const STAGED: Readonly<Record<string, Staging>> = {
  task: { into: withTaskStage, outOf: withoutTaskStage } as Staging,
  feedback: { into: withFeedbackStage, outOf: withoutFeedbackStage } as Staging,
};

/** A row as its writes say, of one that was read past this, as the browser's own database gives it. */
export const asWritten = (name: string, row: unknown): unknown => STAGED[name]?.outOf(row) ?? row;

/** For a database that was filled before there were these. */
export async function putAgain(transaction: Transaction, name: "task" | "feedback"): Promise<void> {
  const table: Table<RowMeta, string> = transaction.table(name);
  for (let last: string | undefined = ""; last !== undefined; ) {
    const rows: readonly RowMeta[] = await table.where("id").above(last).limit(RUN).toArray();
    if (rows.length > 0) await table.bulkPut(rows);
    last = rows.at(-1)?.id;
  }
}

const RUN = 1000;

/** Outermost, so that live queries hear of these indexes as of any other. */
export const STAGES: Middleware<DBCore> = {
  stack: "dbcore",
  name: "stages",
  create: (core) => ({
    ...core,
    table: (name) => {
      const staging = STAGED[name];
      return staging === undefined ? core.table(name) : staged(core.table(name), staging);
    },
  }),
};

function staged(table: DBCoreTable, { into, outOf }: Staging): DBCoreTable {
  const out = (row: unknown): unknown => (row === undefined ? undefined : outOf(row));
  return {
    ...table,
    mutate: (request) => table.mutate("values" in request ? { ...request, values: request.values.map(into) } : request),
    get: (request) => table.get(request).then(out),
    getMany: (request) => table.getMany(request).then((rows: readonly unknown[]) => rows.map(out)),
    query: (request) =>
      table
        .query(request)
        .then((found) => (request.values === true ? { ...found, result: found.result.map(out) } : found)),
    openCursor: (request) =>
      table
        .openCursor(request)
        .then((cursor) => (cursor === null || request.values !== true ? cursor : withoutStages(cursor, out))),
  };
}

/** A cursor of the browser answers only for itself. */
const withoutStages = (cursor: DBCoreCursor, out: (row: unknown) => unknown): DBCoreCursor =>
  Object.create(cursor, {
    key: { get: () => cursor.key as unknown },
    primaryKey: { get: () => cursor.primaryKey as unknown },
    value: { get: () => out(cursor.value) },
  }) as DBCoreCursor; // itself but for the value
