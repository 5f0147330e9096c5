/** A library in memory, asked for its statistics at noon of Wednesday, 25 November 2026. */
import { addDays } from "#shared/kernel/day.ts";
import { type Change, create } from "../../../../../renderer/db/write/changes.ts";
import type { StatisticsAsked } from "../../../../../renderer/platform/worker/statistics-api.ts";
import { createStatisticsApi } from "../../../../../renderer/worker/statistics/serve-statistics.ts";
import { openDesk } from "../../db/desk.ts";

export const TODAY = "2026-11-25";
export const NOW = new Date(`${TODAY}T12:00`).getTime();
export const NOVEMBER: StatisticsAsked = { branch: null, month: "2026-11" };
export const quiet = (): void => undefined;

let ids = 0;
export const freshId = (): string => `00000000-0000-7000-8000-${String(++ids).padStart(12, "0")}`;

export const activities = (
  reader: string,
  kind: "visit" | "loan" | "event",
  ...days: readonly string[]
): readonly Change[] => days.map((on) => create("activity", freshId(), { reader, on, kind }));

/** So many days, each so many after the next, the last one first. */
export const daysUpTo = (last: string, count: number, apart = 1): readonly string[] =>
  Array.from({ length: count }, (_, back) => addDays(last, -back * apart));

export async function openLibrary(changes: readonly Change[]) {
  const { db, writer } = await openDesk();
  for (let from = 0; from < changes.length; from += 50)
    await (await writer.run("test", changes.slice(from, from + 50))).confirmed;
  return { db, writer, statistics: createStatisticsApi({ db, clock: { now: () => NOW } }) };
}
