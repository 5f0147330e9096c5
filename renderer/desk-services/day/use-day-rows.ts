/**
 * A day's service records: all are read once, after that only those that were written since. A day has a thousand of
 * them, and each new one counts.
 */
import { useEffect, useState } from "react";
import { addDays } from "#shared/kernel/day.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { isClosedUnder } from "../../db/presence.ts";
import { onRowsChanged } from "../../db/row-changes.ts";
import { useServices } from "../services.ts";
import { calmMs } from "../use-calm-query.ts";

/** What is kept of a row: one function for all drawings. */
type PickOf<T> = (row: Row<"interaction">) => T;

interface DayRows<T> {
  readonly day: string;
  readonly rows: readonly T[];
}

/** Rows that come at once: more would hold the page for longer than a frame or two. */
const PAGE = 250;

/** Undefined until they are read. @param day in the computer's time zone */
export function useDayRows<T>(day: string, pick: PickOf<T>): readonly T[] | undefined {
  const { db } = useServices();
  const [read, setRead] = useState<DayRows<T> | undefined>(undefined);
  useEffect(
    () =>
      followDay(
        db,
        day,
        pick,
        (rows) => setRead({ day, rows }),
        (error) =>
          setRead(() => {
            throw error;
          }),
      ),
    [db, day, pick],
  );
  // those of another day are not this one's
  return read?.day === day ? read.rows : undefined;
}

/** @returns follows no more */
function followDay<T>(
  db: DeskDb,
  day: string,
  pick: PickOf<T>,
  say: (rows: readonly T[]) => void,
  fail: (error: unknown) => void,
): () => void {
  const held = new Map<string, T>();
  /** Written since they were read; null: all are to be read. */
  let written: Set<string> | null = null;
  let isReading = false;
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const read = async (): Promise<void> => {
    timer = undefined;
    isReading = true;
    const ids = written;
    written = new Set();
    try {
      if (ids === null) {
        const all = await readDay(db, day);
        held.clear();
        for (const row of all) keep(row.id, row);
      } else {
        const rows = await db.interaction.bulkGet([...ids]);
        for (const [place, id] of [...ids].entries()) keep(id, rows[place]);
      }
      if (!isOver) say([...held.values()]);
    } catch (error) {
      written = null;
      // a page that is left closes its database, and shows nothing more; closed by the browser, it is opened again
      if (isOver || db.hasBeenClosed()) return;
      if (!isClosedUnder(error)) return fail(error);
    } finally {
      isReading = false;
    }
    if (written === null || written.size > 0) readSoon();
  };
  const readSoon = (): void => {
    if (!isOver && !isReading) timer ??= setTimeout(() => void read(), calmMs());
  };
  const [from, to] = rangeOf(day);
  const keep = (id: string, row: Row<"interaction"> | undefined): void => {
    if (row === undefined || row.gone === 1 || row.at === undefined || row.at < from || row.at >= to) held.delete(id);
    else held.set(id, pick(row));
  };
  const unfollow = onRowsChanged(db, "interaction", (ids) => {
    if (ids?.length === 0) return;
    written =
      ids === null || written === null || written.size + ids.length > PAGE ? null : new Set([...written, ...ids]);
    readSoon();
  });
  void read();
  return () => {
    isOver = true;
    clearTimeout(timer);
    unfollow();
  };
}

/** A page at a time, each row once. */
async function readDay(db: DeskDb, day: string): Promise<readonly Row<"interaction">[]> {
  const [from, to] = rangeOf(day);
  const read = new Map<string, Row<"interaction">>();
  let lower = from;
  /** Those of the last moment that was read. */
  let known = 0;
  for (;;) {
    const rows = await db.interaction
      .where("at")
      .between(lower, to)
      .limit(PAGE + known)
      .toArray();
    for (const row of rows) read.set(row.id, row);
    if (rows.length < PAGE + known) return [...read.values()];
    const last = rows.at(-1)?.at ?? to;
    known = rows.filter(({ at }) => at === last).length;
    lower = last;
  }
}

const rangeOf = (day: string): readonly [from: number, to: number] => [startOfDay(day), startOfDay(addDays(day, 1))];
export const startOfDay = (day: string): number => new Date(`${day}T00:00:00`).getTime();
/** Where this computer stands. */
export const hourOf = (at: number): number => new Date(at).getHours();
