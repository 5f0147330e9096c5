/** What was done in a branch stays there once it is closed: its use, and the days on which it was not open. */
import { expect, test } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import { type Change, create, edit } from "../../../../../renderer/db/write/changes.ts";
import { createLibraryViews } from "../../../../../renderer/worker/library-use/library-view.ts";
import { createReportsApi } from "../../../../../renderer/worker/reports/serve-reports.ts";
import { createSegmentsApi } from "../../../../../renderer/worker/segments/serve-segments.ts";
import { createStatisticsApi } from "../../../../../renderer/worker/statistics/serve-statistics.ts";
import type { WorkerDeps } from "../../../../../renderer/worker/worker-deps.ts";
import { closure } from "../../../../support/life-calendar.ts";
import { openDesk } from "../../db/desk.ts";

const TODAY = "2026-11-25";
const noonOf = (day: string): number => new Date(`${day}T12:00`).getTime();
const quiet = (): void => undefined;

let ids = 0;
const visits = (reader: string, ...days: readonly string[]): readonly Change[] =>
  days.map((on) => create("activity", `visit-${++ids}`, { reader, on, kind: "visit" }));
const reader = (id: string, branch: string): Change =>
  create("reader", id, { name: id, card: id, enrolledOn: "2025-01-10", branch });

async function library(...changes: readonly Change[]) {
  const { db, writer } = await openDesk();
  const write = async (...more: readonly Change[]): Promise<void> => {
    for (let from = 0; from < more.length; from += 50)
      await (await writer.run("test", more.slice(from, from + 50))).confirmed;
  };
  await write(
    ...["west", "main", "north"].map((id) => create("branch", id, { name: id })),
    reader("r1", "west"),
    reader("r2", "main"),
    ...changes,
  );
  let now = noonOf(TODAY);
  const deps = {
    db,
    clock: { now: () => now },
    random: (length: number) => new Uint8Array(length).fill(++ids),
    writer: async () => writer,
    search: { keep: quiet },
  } as unknown as WorkerDeps; // of the others nothing is asked
  const views = createLibraryViews(deps);
  const statistics = createStatisticsApi(deps, views);
  const [reports, segments] = [createReportsApi(deps, views, statistics), createSegmentsApi(deps, views)];
  return {
    write,
    statistics,
    on: (day: string): void => {
      now = noonOf(day);
    },
    undo: (batchId: string) => segments.undo(batchId, "", quiet),
    async close(closes: string, branch: string, batchId: string): Promise<void> {
      const act = { tag: "set-branch", branch, closes } as const;
      await segments.change({ batchId, ids: await segments.readersOf(closes), act, staff: "" }, quiet);
    },
    /** Visits of a month by branch, as the branches are compared. */
    async visitsIn(month: string): Promise<Readonly<Record<string, number>>> {
      const sheets = await reports.branches({ span: "month", month }, quiet);
      return Object.fromEntries(
        sheets.flatMap(({ branch, cells }) =>
          cells.flatMap(({ figure, value }) =>
            figure === "visits" && value.tag === "known" ? [[branch ?? "all", value.value]] : [],
          ),
        ),
      );
    },
    rowsOf: async (branch: string, month: string) =>
      (await reports.rows({ branch, period: { span: "month", month } }, "visits", 9)).rows.map(({ id }) => id),
    notSeen: async () =>
      (await statistics.readers({ branch: null, month: "2026-11" }, { tag: "stage", state: "not-seen" })).map(
        ({ id }) => id,
      ),
  };
}

test("counts what its readers did before under its name, also what is imported later, and what follows where they go", async () => {
  const desk = await library(
    ...visits("r1", "2026-08-03", "2026-08-04", TODAY),
    ...visits("r2", "2026-08-05", "2026-11-02"),
  );
  expect(await desk.visitsIn("2026-08")).toEqual({ all: 3, west: 2, main: 1 });
  await desk.close("west", "main", "b");
  expect(await desk.visitsIn("2026-08")).toEqual({ all: 3, main: 1, west: 2 });
  expect(await desk.visitsIn("2026-11")).toEqual({ all: 2, main: 1, west: 1 });
  expect([await desk.rowsOf("west", "2026-08"), await desk.rowsOf("main", "2026-08")]).toEqual([["r1"], ["r2"]]);
  await desk.write(...visits("r1", "2026-08-06", "2026-11-26"));
  expect(await desk.visitsIn("2026-08")).toEqual({ all: 4, main: 1, west: 3 });
  expect(await desk.visitsIn("2026-11")).toEqual({ all: 3, main: 2, west: 1 });
});

test("leaves each part of the past where it was when the next branch closes too, and brings it back with its readers", async () => {
  const desk = await library(...visits("r1", "2026-08-03"));
  await desk.close("west", "main", "b");
  await desk.write(...visits("r1", "2026-11-26"));
  desk.on("2026-11-30");
  await desk.close("main", "north", "c");
  expect(await desk.visitsIn("2026-08")).toEqual({ all: 1, west: 1 });
  expect(await desk.visitsIn("2026-11")).toEqual({ all: 1, main: 1 });
  expect(await desk.undo("c")).toBe(0);
  // the day's second closing finds her where the first has put her
  desk.on(TODAY);
  await desk.close("main", "north", "d");
  expect(await desk.visitsIn("2026-08")).toEqual({ all: 1, west: 1 });
  expect(await desk.undo("d")).toBe(0);
  expect(await desk.undo("b")).toBe(0);
  await desk.write(edit("reader", "r1", { branch: "north" }));
  // moved by hand she was always there
  expect(await desk.visitsIn("2026-08")).toEqual({ all: 1, north: 1 });
});

test("asks nobody why she stayed away while her branch was shut, wherever she belongs now", async () => {
  const last = addDays(TODAY, -22);
  const daily = (id: string): readonly Change[] =>
    visits(id, ...Array.from({ length: 60 }, (_, back) => addDays(last, -back)));
  const desk = await library(...daily("r1"), ...daily("r2"));
  await desk.write(edit("branch", "west", { exceptions: closure(addDays(TODAY, -21), 21) }));
  expect(await desk.notSeen()).toEqual(["r2"]);
  await desk.close("west", "main", "b");
  expect(await desk.notSeen()).toEqual(["r2"]);
  // and the closed days taken away again are looked at beforehand
  expect(
    await desk.statistics.previewCalendar([{ id: "west", openDays: [], exceptions: {}, vacations: {} }]),
  ).toMatchObject({ moved: 1, notSeenNow: 1, notSeenThen: 2 });
});
