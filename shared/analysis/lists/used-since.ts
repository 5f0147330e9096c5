/** What a reader used since a day, in plain figures. */
import type { Activity } from "../../model/activity.ts";

interface UsedSince {
  /** On which anything was used, or somebody was served at the desk. */
  readonly days: number;
  readonly loans: number;
  readonly events: number;
}

/**
 * @param atDesk days on which a service record was taken at the desk, YYYY-MM-DD
 * @param from YYYY-MM-DD, itself counted
 */
export function usedSince(
  activity: readonly Pick<Activity, "on" | "kind" | "quantity">[],
  atDesk: readonly string[],
  from: string,
): UsedSince {
  const rows = activity.filter(({ on }) => on !== undefined && on >= from);
  const sum = (wanted: Activity["kind"]): number =>
    rows.reduce((total, { kind, quantity = 1 }) => total + (kind === wanted ? quantity : 0), 0);
  return {
    days: new Set([...rows.map(({ on }) => on), ...atDesk.filter((day) => day >= from)]).size,
    loans: sum("loan"),
    events: sum("event"),
  };
}
