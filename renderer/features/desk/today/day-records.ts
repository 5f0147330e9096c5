/** A day's service records as they are counted, and by purpose and hour. */
import { useMemo } from "react";
import { type DayTally, tallyDay } from "#shared/analysis/day-tally.ts";
import type { Row } from "../../../db/database.ts";
import { hourOf, useDayRows } from "../../../desk-services/day/use-day-rows.ts";

export type CountedRecord = Pick<Row<"interaction">, "at" | "purpose" | "count">;

/** Undefined until they are read. @param day in the computer's time zone */
export const useDayRecords = (day: string): readonly CountedRecord[] | undefined => useDayRows(day, onlyCounted);

const onlyCounted = ({ at, purpose, count }: CountedRecord): CountedRecord => ({
  ...(at !== undefined && { at }),
  ...(purpose !== undefined && { purpose }),
  ...(count !== undefined && { count }),
});

/** What has been logged at all desks. @param day whose records count, in the computer's time zone */
export function useDayTally(purposes: readonly string[], day: string, hourNow: number): DayTally | undefined {
  const records = useDayRecords(day);
  return useMemo(
    () => (records === undefined ? undefined : tallyDay(records, purposes, hourOf, hourNow)),
    [records, purposes, hourNow],
  );
}
