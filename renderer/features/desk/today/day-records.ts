/** A day's service records as they are counted. */
import type { Row } from "../../../db/database.ts";
import { useDayRows } from "../../../desk-services/use-day-rows.ts";

export type CountedRecord = Pick<Row<"interaction">, "at" | "purpose" | "count">;

/** Undefined until they are read. @param day in the computer's time zone */
export const useDayRecords = (day: string): readonly CountedRecord[] | undefined => useDayRows(day, onlyCounted);

const onlyCounted = ({ at, purpose, count }: CountedRecord): CountedRecord => ({
  ...(at !== undefined && { at }),
  ...(purpose !== undefined && { purpose }),
  ...(count !== undefined && { count }),
});
