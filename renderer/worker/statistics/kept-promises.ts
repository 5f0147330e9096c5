/** Promises that were kept to each reader in a year. */
import { VALUE_DAYS } from "#shared/analysis/value.ts";
import { dayToNumber } from "#shared/kernel/day.ts";
import { isOver } from "#shared/model/last-day.ts";
import type { Row } from "../../db/database.ts";
import { localDay } from "../library-use/use-rows.ts";

/** Done on or before the day that was promised; where none was, done. */
export function keptByReader(tasks: readonly Row<"task">[], day: number): ReadonlyMap<string, number> {
  const kept = new Map<string, number>();
  for (const { promisedTo, due, done } of tasks) {
    if (promisedTo === undefined || done === undefined) continue;
    const doneOn = localDay(done);
    const on = dayToNumber(doneOn);
    if (on > day || on <= day - VALUE_DAYS || isOver(due, doneOn)) continue;
    kept.set(promisedTo, (kept.get(promisedTo) ?? 0) + 1);
  }
  return kept;
}
