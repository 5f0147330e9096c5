/**
 * Where a day's log stands: the day, what it is narrowed to, and the record in hand, as the address says it. Whoever
 * counts records makes of each number a way to the rows behind it.
 */
import { LOG_GROUPS, type LogFilter } from "#shared/analysis/day-log.ts";
import { isDay } from "#shared/kernel/day.ts";
import { fromOf } from "../way-back.ts";

export interface DayLogPlace {
  /** Today where absent. */
  readonly day?: string | undefined;
  readonly filter: LogFilter;
  /** The record in hand. */
  readonly record?: string | undefined;
  /** Where the number stands whose rows these are; gone once it is narrowed otherwise. */
  readonly from?: string | undefined;
}

const PATH = "/day-log";

export function dayLogPath({ day, filter, record, from }: DayLogPlace): string {
  const said = new URLSearchParams();
  if (day !== undefined) said.set("day", day);
  for (const group of LOG_GROUPS) for (const key of filter[group] ?? []) said.append(group, key);
  if (record !== undefined) said.set("record", record);
  if (from !== undefined) said.set("from", from);
  const search = said.toString();
  return search === "" ? PATH : `${PATH}?${search}`;
}

/** What cannot be read is left out. */
export function readDayLogPlace(search: string): DayLogPlace {
  const said = new URLSearchParams(search);
  const day = said.get("day") ?? "";
  const record = said.get("record");
  const from = fromOf(search, "/");
  const filter = Object.fromEntries(
    LOG_GROUPS.flatMap((group) => {
      const keys = [...new Set(said.getAll(group))];
      return keys.length === 0 ? [] : [[group, keys]];
    }),
  );
  return { filter, ...(isDay(day) && { day }), ...(record !== null && { record }), ...(from !== null && { from }) };
}
