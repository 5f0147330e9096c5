/** Where the log stands, and a day's records as it shows them: masked, read once, then only what was written since. */
import { useMemo } from "react";
import { useSearch } from "wouter";
import { type LogDay, type LogFilter, sumLogDay } from "#shared/analysis/day-log.ts";
import type { Row } from "../../db/database.ts";
import { type Masked, masked } from "../../db/masked.ts";
import { type DayLogPlace, readDayLogPlace } from "../../desk-services/day/day-log-place.ts";
import { hourOf, useDayRows } from "../../desk-services/day/use-day-rows.ts";

export type LoggedRecord = Masked<"interaction">;

export interface LoggedDay {
  /** Under the filter. */
  readonly day: LogDay<LoggedRecord>;
  /** Of the whole day. */
  readonly whole: LogDay<LoggedRecord>;
}

export function useDayLogPlace(): DayLogPlace {
  const search = useSearch();
  return useMemo(() => readDayLogPlace(search), [search]);
}

/** Undefined until it is read. */
export function useLogDay(day: string, filter: LogFilter): LoggedDay | undefined {
  const rows = useDayRows(day, pick);
  const whole = useMemo(() => (rows === undefined ? undefined : sumLogDay(rows, {}, hourOf)), [rows]);
  return useMemo(
    () => (rows === undefined || whole === undefined ? undefined : { whole, day: sumLogDay(rows, filter, hourOf) }),
    [rows, whole, filter],
  );
}

const pick = (row: Row<"interaction">): LoggedRecord => masked("interaction", row);
