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
const answeredAt = ({ steps }: Judged): number | undefined => {
  const times = [steps?.answered?.at, steps?.closed?.at].filter((at) => at !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
};

/** @param dayOf the day of an instant where the desk stands */
export function isLate(row: Judged, dayOf: (at: number) => string, today: string): boolean {
  if (isOpen(row)) return isOpinionLate(row, today);
  const at = answeredAt(row);
  return at !== undefined && isOver(dueDay(row), dayOf(at));
}

/**
 * An open one whose day is not over is neither yet.
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
    if (count === undefined) continue;
    if (isLate(row, dayOf, today)) count.late += 1;
    else if (!isOpen(row)) count.inTime += 1;
  }
  return months.map((month) => ({ month, ...(counts.get(month) ?? { inTime: 0, late: 0 }) }));
}

export interface PromisesKept {
  readonly kept: number;
  /** All whose day has come. */
  readonly all: number;
}

/**
 * Promises whose day lies in a period: kept is done by that day.
 * @param from,to days, both included; days after `today` have not come
 */
export function promisesKept(
  rows: Iterable<Pick<Task, "promisedTo" | "contact" | "due" | "done">>,
  from: string,
  to: string,
  dayOf: (at: number) => string,
  today: string,
): PromisesKept {
  let [kept, all] = [0, 0];
  for (const { due, done, ...row } of rows) {
    if (!isPromise(row) || due === undefined || due < from || due > to) continue;
    const doneOn = done === undefined ? undefined : dayOf(done);
    // its last day is not over yet
    if (doneOn === undefined && !isOver(due, today)) continue;
    all += 1;
    if (doneOn !== undefined && !isOver(due, doneOn)) kept += 1;
  }
  return { kept, all };
}
