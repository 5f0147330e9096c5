/**
 * A day's service records: all are read once, after that only those that were written since. A day has a thousand of
 * them, and each new one counts.
 */
import { useEffect, useState } from "react";
import type { DeskDb, Row } from "../../db/database.ts";
import { DAY_PAGE, isOfDay, readRecordsOf } from "../../db/lists/records-of-day.ts";
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
        const all = await readRecordsOf(db, day);
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
  const keep = (id: string, row: Row<"interaction"> | undefined): void => {
    if (row !== undefined && isOfDay(row, day)) held.set(id, pick(row));
    else held.delete(id);
  };
  const unfollow = onRowsChanged(db, "interaction", (ids) => {
    if (ids?.length === 0) return;
    written =
      ids === null || written === null || written.size + ids.length > DAY_PAGE ? null : new Set([...written, ...ids]);
    readSoon();
  });
  void read();
  return () => {
    isOver = true;
    clearTimeout(timer);
    unfollow();
  };
}

/** Where this computer stands. */
export const hourOf = (at: number): number => new Date(at).getHours();
