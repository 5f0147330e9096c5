/**
 * What a day of a branch's year is marked as, and what a mark writes. Three things are apart: whether the doors are
 * open (rhythms go by it), whether it is worked (deadlines go by it), and whether readers are there (a school's
 * vacation).
 */
import { isDay, weekdayOf } from "../../kernel/day.ts";
import type { Branch } from "../house.ts";

export type BranchYear = Pick<
  Branch,
  "openDays" | "workingDays" | "exceptions" | "workdays" | "vacations" | "dayNames"
>;

/** As a person gives them. `rest-closed`: a holiday on which the house is closed too; `usual`: as its weekday says. */
export const DAY_MARKS = ["closed", "rest", "rest-closed", "work", "away", "open", "usual"] as const;
export type DayMark = (typeof DAY_MARKS)[number];

export interface DayState {
  readonly isOpen: boolean;
  /** Only where they differ from the weekday, or say so of themselves. */
  readonly doors: "open" | "closed" | undefined;
  readonly workday: "work" | "rest" | undefined;
  readonly isAway: boolean;
  readonly name: string | undefined;
}

export function dayState(branch: BranchYear, day: string): DayState {
  const doors = branch.exceptions?.[day];
  return {
    isOpen: doors === undefined ? isOpenWeekday(branch, day) : doors === "open",
    doors,
    workday: branch.workdays?.[day],
    isAway: branch.vacations?.[day] !== undefined,
    name: branch.dayNames?.[day],
  };
}

/** The one word of a day's cell: what touches readers first. */
export function shownMark({ doors, workday, isAway }: DayState): Exclude<DayMark, "usual" | "rest-closed"> | null {
  if (doors === "closed") return "closed";
  if (workday !== undefined) return workday;
  if (doors === "open") return "open";
  return isAway ? "away" : null;
}

const MAPS = ["exceptions", "workdays", "vacations", "dayNames"] as const;
/** By day; null clears. */
export type YearPatch = Readonly<Record<(typeof MAPS)[number], Readonly<Record<string, string | null>>>>;

export interface MarkedDay {
  readonly day: string;
  readonly mark: DayMark;
  /** Undefined leaves the name that the day has, null takes it away. */
  readonly name: string | null | undefined;
}

/** Only what differs from what stands there, as a branch's patch; null where nothing does. */
export function markDays(branch: BranchYear, given: readonly MarkedDay[]): YearPatch | null {
  const patch: Record<(typeof MAPS)[number], Record<string, string | null>> = {
    exceptions: {},
    workdays: {},
    vacations: {},
    dayNames: {},
  };
  let differs = false;
  const write = (map: (typeof MAPS)[number], day: string, value: string | null): void => {
    if ((branch[map]?.[day] ?? null) === value) return;
    patch[map][day] = value;
    differs = true;
  };
  for (const { day, mark, name } of given) {
    if (!isDay(day)) continue;
    if (mark === "closed" || mark === "rest-closed") write("exceptions", day, "closed");
    if (mark === "open") write("exceptions", day, isOpenWeekday(branch, day) ? null : "open");
    if (mark === "rest" || mark === "rest-closed") write("workdays", day, "rest");
    if (mark === "work") write("workdays", day, "work");
    if (mark === "away") write("vacations", day, "away");
    if (mark === "usual") for (const map of MAPS) write(map, day, null);
    else if (name !== undefined) write("dayNames", day, name);
  }
  return differs ? patch : null;
}

/** As it would stand with the patch. */
export function withYear<B extends BranchYear>(branch: B, patch: YearPatch | null): B {
  if (patch === null) return branch;
  const maps = MAPS.map((map) => [
    map,
    Object.fromEntries(Object.entries({ ...branch[map], ...patch[map] }).filter(([, value]) => value !== null)),
  ]);
  return { ...branch, ...Object.fromEntries(maps) };
}

const isOpenWeekday = ({ openDays = [] }: BranchYear, day: string): boolean =>
  openDays.length === 0 || openDays.includes(String(weekdayOf(day)));
