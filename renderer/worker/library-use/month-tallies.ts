/** Use and service records counted by month, row by row: what reports add up. */
import { createMonthTally, type MonthTally } from "#shared/reports/month-counts.ts";
import type { Row } from "../../db/database.ts";
import { localDay } from "./use-rows.ts";

/** By month, YYYY-MM. */
export type MonthTallies = ReadonlyMap<string, MonthTally>;

/** Where a reader belonged on a day, YYYY-MM-DD, also one whose record was merged. */
export type BranchOf = (reader: string, day: string) => string | undefined;

interface MonthCount {
  readonly use: (row: Row<"activity">) => void;
  readonly contact: (row: Row<"interaction">) => void;
  readonly months: () => MonthTallies;
}

export function createMonthCount(branchOf: BranchOf): MonthCount {
  const months = new Map<string, MonthTally>();
  const at = (day: string): MonthTally => {
    const month = day.slice(0, 7);
    const tally = months.get(month) ?? createMonthTally();
    months.set(month, tally);
    return tally;
  };
  return {
    use(row) {
      if (row.gone !== 1 && row.on !== undefined) at(row.on).use(placeOfUse(row, branchOf), row);
    },
    contact(row) {
      if (row.gone !== 1 && row.at !== undefined) at(localDay(row.at)).contact(row.branch, row);
    },
    months: () => months,
  };
}

/** Where a use was, or else where the reader belonged on its day. */
export const placeOfUse = ({ branch, reader, on = "" }: Row<"activity">, branchOf: BranchOf): string | undefined =>
  branch ?? (reader === undefined ? undefined : branchOf(reader, on));
