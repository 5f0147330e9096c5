/** Workload and its cost, of service records: by hour, branch, channel and effort. Never by colleague. */
import type { Interaction } from "../model/interaction.ts";

export const WORK_BY = ["hour", "branch", "channel", "effort"] as const;
export type WorkBy = (typeof WORK_BY)[number];

export interface WorkLine {
  /** An hour 0–23, a branch, a channel, an effort; empty where it was not noted. */
  readonly key: string;
  /** As often as tallies say. */
  readonly records: number;
  readonly minutes: number;
  /** Undefined without a rate. */
  readonly cost: number | undefined;
}

export interface Workload {
  readonly all: Omit<WorkLine, "key">;
  /** Records whose minutes were noted; the cost is of these alone. */
  readonly timed: number;
  readonly by: Readonly<Record<WorkBy, readonly WorkLine[]>>;
}

export type WorkRow = Pick<Interaction, "at" | "branch" | "channel" | "effort" | "count" | "minutes">;

const MINUTES_OF_HOUR = 60;

/** Under which line a record counts. */
export function workKey(row: WorkRow, by: WorkBy, hourOf: (at: number) => number): string {
  if (by === "hour") return row.at === undefined ? "" : String(hourOf(row.at));
  return String(row[by] ?? "");
}

/**
 * @param hourOf hour of an instant where the desk stands
 * @param rate what an hour costs
 */
export function workloadOf(
  rows: Iterable<WorkRow>,
  hourOf: (at: number) => number,
  rate: number | undefined,
): Workload {
  const sums: Record<WorkBy, Map<string, { records: number; minutes: number }>> = {
    hour: new Map(),
    branch: new Map(),
    channel: new Map(),
    effort: new Map(),
  };
  const all = { records: 0, minutes: 0 };
  let timed = 0;
  for (const row of rows) {
    const { count = 1, minutes } = row;
    for (const by of WORK_BY) add(sums[by], workKey(row, by, hourOf), count, minutes ?? 0);
    all.records += count;
    all.minutes += minutes ?? 0;
    if (minutes !== undefined) timed += count;
  }
  const costOf = (minutes: number): number | undefined =>
    rate === undefined ? undefined : (minutes / MINUTES_OF_HOUR) * rate;
  const linesOf = (by: WorkBy): readonly WorkLine[] =>
    [...sums[by]].map(([key, sum]) => ({ key, ...sum, cost: costOf(sum.minutes) })).toSorted(ORDER[by]);
  return {
    all: { ...all, cost: costOf(all.minutes) },
    timed,
    by: { hour: linesOf("hour"), branch: linesOf("branch"), channel: linesOf("channel"), effort: linesOf("effort") },
  };
}

const byNumber = (a: WorkLine, b: WorkLine): number =>
  Number(a.key === "") - Number(b.key === "") || Number(a.key) - Number(b.key);
const byMinutes = (a: WorkLine, b: WorkLine): number =>
  b.minutes - a.minutes || b.records - a.records || (a.key < b.key ? -1 : 1);
const ORDER: Readonly<Record<WorkBy, (a: WorkLine, b: WorkLine) => number>> = {
  hour: byNumber,
  branch: byMinutes,
  channel: byMinutes,
  effort: byNumber,
};

function add(
  sums: Map<string, { records: number; minutes: number }>,
  key: string,
  records: number,
  minutes: number,
): void {
  const sum = sums.get(key) ?? { records: 0, minutes: 0 };
  sum.records += records;
  sum.minutes += minutes;
  sums.set(key, sum);
}
