/** What has been logged today at all desks. */
import { useMemo } from "react";
import { type DayTally, tallyDay } from "#shared/analysis/day-tally.ts";
import { hourOf } from "../../../desk-services/use-day-rows.ts";
import { useDayRecords } from "./day-records.ts";

/** @param today the day whose records count, in the computer's time zone */
export function useTodayTally(purposes: readonly string[], today: string, hourNow: number): DayTally | undefined {
  const records = useDayRecords(today);
  return useMemo(
    () => (records === undefined ? undefined : tallyDay(records, purposes, hourOf, hourNow)),
    [records, purposes, hourNow],
  );
}
