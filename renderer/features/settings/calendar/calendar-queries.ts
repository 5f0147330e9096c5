/** What the calendar's sections know of the library beside its branches, and what a change of the days would move. */
import { useCallback } from "react";
import { type MarkedDay, markDays, withYear } from "#shared/model/calendar/day-marks.ts";
import { type CountDue, type MovedDeadline, movedDeadlines } from "#shared/model/calendar/moved-deadlines.ts";
import { opinionDue } from "#shared/model/calendar/working-days.ts";
import { OPEN_STATUSES } from "#shared/model/feedback.ts";
import { DEADLINES_ID, type DeadlineDays, deadlineDaysOf } from "#shared/model/settings/deadline-days.ts";
import { settingValue } from "#shared/model/settings/setting-value.ts";
import type { DeskDb, Row } from "../../../db/database.ts";
import { type Change, edit } from "../../../db/write/changes.ts";
import { readSetting } from "../../../db/write/library-setting.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useSharedQuery } from "../../../desk-services/shared-query.ts";
import { useFormat } from "../../../i18n/use-t.ts";

/** Branches before and after a change of their days. */
export interface BranchesChange {
  readonly before: readonly Row<"branch">[];
  readonly after: readonly Row<"branch">[];
}

const readSealedMonths = async (db: DeskDb): Promise<ReadonlySet<string>> =>
  new Set(
    (await db["month-seal"].toArray()).flatMap(({ month, gone }) => (month === undefined || gone === 1 ? [] : [month])),
  );

const NONE: ReadonlySet<string> = new Set();

/** Months that are closed, as `2026-07`. */
export const useSealedMonths = (): ReadonlySet<string> => useSharedQuery(useServices().db, readSealedMonths) ?? NONE;

/** A change of working days, of deadlines, or of both. */
export interface DuesChange extends BranchesChange {
  /** By what opinions were due before, and are afterwards; left out where that is no part of the change. */
  readonly within?: { readonly before: DeadlineDays; readonly after: DeadlineDays };
}

/** @returns what a change does to the deadlines of open opinions */
export function useMovedDues(): (change: DuesChange) => Promise<readonly MovedDeadline[]> {
  const { db } = useServices();
  const { day } = useFormat();
  return useCallback(
    async ({ before, after, within }) => {
      const stored = deadlineDaysOf(settingValue(await readSetting(db, DEADLINES_ID)));
      const rows = (await db.feedback.where("status").anyOf(OPEN_STATUSES).toArray()).filter(
        ({ gone, as }) => gone !== 1 && as === undefined,
      );
      return movedDeadlines(
        rows,
        day,
        countedIn(before, within?.before ?? stored),
        countedIn(after, within?.after ?? stored),
      );
    },
    [db, day],
  );
}

function countedIn(branches: readonly Row<"branch">[], within: DeadlineDays): CountDue {
  const byId = new Map(branches.map((row) => [row.id, row]));
  return ({ type, branch }, receivedOn) => opinionDue(type, receivedOn, byId.get(branch ?? "") ?? {}, within);
}

/** Written with the days themselves, so that one undo takes both back. */
export const duesChanged = (moved: readonly MovedDeadline[]): readonly Change[] =>
  moved.map(({ id, to }) => edit("feedback", id, { due: to ?? null }));

/** Marks days in some branches. */
export function markedIn(
  rows: readonly Row<"branch">[],
  given: readonly MarkedDay[],
): BranchesChange & { readonly changes: readonly Change[] } {
  const marked = rows.map((row) => ({ row, patch: markDays(row, given) }));
  return {
    before: rows,
    after: marked.map(({ row, patch }) => withYear(row, patch)),
    changes: marked.flatMap(({ row, patch }) => (patch === null ? [] : [edit("branch", row.id, patch)])),
  };
}
