/** Deadlines that were kept: opinions answered by their day, by month, and promises to readers. */
import { dueDay, type Feedback, isOpen, isOpinionLate } from "../model/feedback.ts";
import { isOver } from "../model/last-day.ts";
import { isPromise, type Task } from "../model/task.ts";

export interface MonthOfOpinions {
  /** YYYY-MM in which they came. */
  readonly month: string;
  readonly inTime: number;
  /** Answered after their day, or still open behind it. */
  readonly late: number;
}

export type Judged = Pick<Feedback, "status" | "due" | "externalOrder" | "receivedAt" | "steps">;

/** When it was answered, or closed without an answer; undefined while it is open, or where nobody has dated it. */
export const settledAt = ({ steps }: Pick<Judged, "steps">): number | undefined => {
  const times = [steps?.answered?.at, steps?.closed?.at].filter((at) => at !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
};

/** @param dayOf the day of an instant where the desk stands */
export function wasOpinionLate(row: Judged, dayOf: (at: number) => string, today: string): boolean {
  if (isOpen(row)) return isOpinionLate(row, today);
  const at = settledAt(row);
  return at !== undefined && isOver(dueDay(row), dayOf(at));
}

/** Null for an open one whose day is not over: it is neither yet. */
export function judgeOpinion(row: Judged, dayOf: (at: number) => string, today: string): "inTime" | "late" | null {
  if (wasOpinionLate(row, dayOf, today)) return "late";
  return isOpen(row) ? null : "inTime";
}

/**
 * @param months YYYY-MM, in the order in which they are shown; opinions of others are passed over
 */
export function opinionsInTime(
  rows: Iterable<Judged>,
  months: readonly string[],
  dayOf: (at: number) => string,
  today: string,
): readonly MonthOfOpinions[] {
  const counts = new Map(months.map((month) => [month, { inTime: 0, late: 0 }]));
  for (const row of rows) {
    const count = row.receivedAt === undefined ? undefined : counts.get(dayOf(row.receivedAt).slice(0, 7));
    const judged = judgeOpinion(row, dayOf, today);
    if (count !== undefined && judged !== null) count[judged] += 1;
  }
  return months.map((month) => ({ month, ...(counts.get(month) ?? { inTime: 0, late: 0 }) }));
}

export interface PromisesKept {
  readonly kept: number;
  /** All whose day has come. */
  readonly all: number;
}

type Promised = Pick<Task, "promisedTo" | "contact" | "due" | "done">;

/** Whether a promise was kept: done by its day. Null for what is none, and where its last day is not over yet. */
export function judgePromise(
  { due, done, ...row }: Promised,
  dayOf: (at: number) => string,
  today: string,
): "kept" | "late" | null {
  if (!isPromise(row) || due === undefined) return null;
  const doneOn = done === undefined ? undefined : dayOf(done);
  if (doneOn === undefined) return isOver(due, today) ? "late" : null;
  return isOver(due, doneOn) ? "late" : "kept";
}

/**
 * Promises whose day lies in a period.
 * @param from,to days, both included; days after `today` have not come
 */
export function promisesKept(
  rows: Iterable<Promised>,
  from: string,
  to: string,
  dayOf: (at: number) => string,
  today: string,
): PromisesKept {
  let [kept, all] = [0, 0];
  for (const row of rows) {
    const judged = row.due === undefined || row.due < from || row.due > to ? null : judgePromise(row, dayOf, today);
    if (judged !== null) all += 1;
    if (judged === "kept") kept += 1;
  }
  return { kept, all };
}
