/** What a reader used since a day, in plain figures. */
import type { Activity } from "../../model/activity.ts";

interface UsedSince {
  readonly rows: number;
  /** On which anything was used. */
  readonly days: number;
  readonly loans: number;
  readonly events: number;
}

/** @param from YYYY-MM-DD, itself counted */
export function usedSince(activity: readonly Pick<Activity, "on" | "kind" | "quantity">[], from: string): UsedSince {
  const rows = activity.filter(({ on }) => on !== undefined && on >= from);
  const sum = (wanted: Activity["kind"]): number =>
    rows.reduce((total, { kind, quantity = 1 }) => total + (kind === wanted ? quantity : 0), 0);
  return {
    rows: rows.length,
    days: new Set(rows.map(({ on }) => on)).size,
    loans: sum("loan"),
    events: sum("event"),
  };
}
