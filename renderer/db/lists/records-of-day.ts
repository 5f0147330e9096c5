/** The service records of one day in the computer's time zone. */
import { addDays } from "#shared/kernel/day.ts";
import type { DeskDb, Row } from "../database.ts";

/** Rows that come at once: more would hold the page for longer than a frame or two. */
export const DAY_PAGE = 250;

/** @param day YYYY-MM-DD */
export function isOfDay({ at, gone }: Row<"interaction">, day: string): boolean {
  const [from, to] = rangeOf(day);
  return gone !== 1 && at !== undefined && at >= from && at < to;
}

/** A page at a time, each row once. */
export async function readRecordsOf(db: DeskDb, day: string): Promise<readonly Row<"interaction">[]> {
  const [from, to] = rangeOf(day);
  const read = new Map<string, Row<"interaction">>();
  let lower = from;
  /** Those of the last moment that was read. */
  let known = 0;
  for (;;) {
    const rows = await db.interaction
      .where("at")
      .between(lower, to)
      .limit(DAY_PAGE + known)
      .toArray();
    for (const row of rows) read.set(row.id, row);
    if (rows.length < DAY_PAGE + known) return [...read.values()];
    const last = rows.at(-1)?.at ?? to;
    known = rows.filter(({ at }) => at === last).length;
    lower = last;
  }
}

/** YYYY-MM-DD @param at epoch milliseconds */
export function dayOfInstant(at: number): string {
  const date = new Date(at);
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

const rangeOf = (day: string): readonly [from: number, to: number] => [startOfDay(day), startOfDay(addDays(day, 1))];
export const startOfDay = (day: string): number => new Date(`${day}T00:00:00`).getTime();

/** @returns readers whom a desk has served since an instant, the latest first */
export async function readSeen(db: DeskDb, desk: string, from: number, most: number): Promise<readonly string[]> {
  const rows = await db.interaction
    .where("at")
    .aboveOrEqual(from)
    .reverse()
    .filter((row) => row.desk === desk && row.reader !== undefined && row.gone !== 1)
    .limit(most)
    .toArray();
  return [...new Set(rows.flatMap(({ reader }) => reader ?? []))];
}
