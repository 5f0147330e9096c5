/** What is due today at this desk, and what has been logged today at all desks. */
import { useLiveQuery } from "dexie-react-hooks";
import { useMemo } from "react";
import { type DayTally, tallyDay } from "#shared/analysis/day-tally.ts";
import { addDays } from "#shared/kernel/day.ts";
import { dueDay, OPEN_STATUSES } from "#shared/model/feedback.ts";
import { byLastDay } from "#shared/model/last-day.ts";
import { readerOfTask } from "#shared/model/task.ts";
import type { Row } from "../../../db/database.ts";
import { rowsWith } from "../../../db/erasing/rows-with.ts";
import { type Masked, masked, maskedRows } from "../../../db/masked.ts";
import { useServices } from "../../../desk-services/services.ts";
import { hourOf } from "../../../desk-services/use-day-rows.ts";
import { useDayRecords } from "./day-records.ts";

/** A short list does the work; the rest is a number. */
const SHOWN = 8;
/** What a rule asks of a colleague is for today: its day is only the last one on which it still makes sense. */
const RULE_AHEAD_DAYS = 14;

export type Due =
  | {
      readonly tag: "task";
      readonly due: string;
      readonly row: Masked<"task">;
      readonly readerName: string | undefined;
    }
  | { readonly tag: "opinion"; readonly due: string; readonly row: Masked<"feedback"> };

export interface DueList {
  readonly shown: readonly Due[];
  readonly total: number;
}

/**
 * Tasks and opinions due by today and what rules ask of this colleague, latest first to be late; undefined while
 * reading.
 */
export function useDueToday(today: string, staff: string | undefined): DueList | undefined {
  const { db } = useServices();
  return useLiveQuery(async () => {
    const mine = (who: string | undefined): boolean => who === undefined || staff === undefined || who === staff;
    const [due, open] = await Promise.all([
      db.task.where("todo").belowOrEqual(addDays(today, RULE_AHEAD_DAYS)).toArray(),
      rowsWith(db.feedback, "status", OPEN_STATUSES),
    ]);
    const isNow = (row: Row<"task">): boolean =>
      (row.due ?? "") <= today
        ? mine(row.assignee)
        : row.origin?.by === "rule" && staff !== undefined && row.assignee === staff;
    const tasks = due.filter(isNow);
    const opinions = open.filter((row) => row.gone !== 1 && (dueDay(row) ?? "9999") <= today && mine(row.owner));
    const readers = await db.reader.bulkGet([...new Set(tasks.flatMap((row) => readerOfTask(row) ?? []))]);
    const nameOf = new Map(readers.map((row) => [row?.id, row?.name]));
    const all: Due[] = [
      ...tasks.map((row) => ({
        tag: "task" as const,
        due: row.due ?? today,
        row: masked("task", row),
        readerName: nameOf.get(readerOfTask(row) ?? ""),
      })),
      ...maskedRows("feedback", opinions).map((row) => ({ tag: "opinion" as const, due: dueDay(row) ?? today, row })),
    ];
    return {
      shown: all.toSorted((a, b) => byLastDay(a.due, b.due)).slice(0, SHOWN),
      total: all.length,
    };
  }, [db, today, staff]);
}

/** @param today the day whose records count, in the computer's time zone */
export function useTodayTally(purposes: readonly string[], today: string, hourNow: number): DayTally | undefined {
  const records = useDayRecords(today);
  return useMemo(
    () => (records === undefined ? undefined : tallyDay(records, purposes, hourOf, hourNow)),
    [records, purposes, hourNow],
  );
}
