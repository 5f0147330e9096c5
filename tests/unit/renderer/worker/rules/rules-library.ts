/** A library in memory with its rules, and readers whose absence they name. */
import { createHmac } from "node:crypto";
import type { Host } from "#shared/host/contract.ts";
import { addDays } from "#shared/kernel/day.ts";
import { ok } from "#shared/kernel/result.ts";
import { RULES_AUTHOR } from "#shared/rules/rule.ts";
import { type Change, create } from "../../../../../renderer/db/write/changes.ts";
import { createWriter } from "../../../../../renderer/db/write/writer.ts";
import type { RulesApi } from "../../../../../renderer/platform/worker/rules-api.ts";
import { createLibraryViews, type LibraryViews } from "../../../../../renderer/worker/library-use/library-view.ts";
import { createRulesApi } from "../../../../../renderer/worker/rules/serve-rules.ts";
import { createSegmentsApi } from "../../../../../renderer/worker/segments/serve-segments.ts";
import { createStatisticsApi } from "../../../../../renderer/worker/statistics/serve-statistics.ts";
import type { WorkerDeps } from "../../../../../renderer/worker/worker-deps.ts";
import { OWN, openDesk, type TestDesk } from "../../db/desk.ts";
import { activities, daysUpTo, TODAY } from "../statistics/small-library.ts";

export const NOON = new Date(`${TODAY}T12:00`).getTime();
const LIBRARY = "one library";
const host = (async (_name: string, { texts }: { texts: readonly string[] }) =>
  ok(texts.map((text) => createHmac("sha256", LIBRARY).update(text).digest("hex")))) as unknown as Host; // the one call that rules make

export interface Library extends TestDesk {
  readonly rules: RulesApi;
  readonly views: LibraryViews;
  readonly at: { day: string };
  readonly write: (...changes: readonly Change[]) => Promise<void>;
}

export async function openRules(of: Host = host, stream = OWN): Promise<Library> {
  const desk = await openDesk(undefined, undefined, 0, stream);
  const at = { day: TODAY };
  const clock = { now: () => NOON + (Date.parse(at.day) - Date.parse(TODAY)) };
  const deps = {
    db: desk.db,
    host: of,
    clock,
    writer: async (staff: string) =>
      staff === RULES_AUTHOR ? createWriter({ db: desk.db, stream, clock, journal: desk.journal, staff }) : desk.writer,
  };
  const views = createLibraryViews(deps);
  const write = async (...changes: readonly Change[]): Promise<void> => {
    for (let from = 0; from < changes.length; from += 50)
      await (await desk.writer.run("test", changes.slice(from, from + 50))).confirmed;
  };
  return {
    ...desk,
    at,
    write,
    views,
    rules: createRulesApi(
      deps,
      views,
      createStatisticsApi(deps, views),
      createSegmentsApi(deps as unknown as WorkerDeps, views),
    ),
  }; // what segments take of it
}

/** Came every day for half a year, the last time so many days ago. */
export const regular = (id: string, ago: number): readonly Change[] => [
  create("reader", id, { name: "张素琴", card: id, enrolledOn: "2020-01-01", owner: "m1" }),
  ...activities(id, "visit", ...daysUpTo(addDays(TODAY, -ago), 180)),
];
export const tasksOf = async ({ db }: Library) => (await db.task.toArray()).filter(({ gone }) => gone !== 1);
