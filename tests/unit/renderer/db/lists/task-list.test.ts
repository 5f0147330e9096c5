import "../../../../support/indexed-db.ts";
import { afterAll, expect, test } from "vitest";
import { sortTasks, TASK_VIEWS, type TaskView, type Viewer } from "#shared/analysis/lists/task-views.ts";
import { DeskDb } from "../../../../../renderer/db/database.ts";
import { viewRanges } from "../../../../../renderer/db/lists/task-list.ts";
import { taskViewOf } from "../../../../../renderer/features/tasks/task-queries.ts";

const CHEN = { staff: "chen", today: "2026-11-25" };
const NOBODY = { ...CHEN, staff: undefined };

const db = new DeskDb("task-views");
afterAll(() => db.close());

/** Which of these tasks, by their places, a view shows. */
async function shown(view: TaskView, rows: readonly object[], viewer: Viewer): Promise<readonly number[]> {
  await db.task.clear();
  await db.task.bulkPut(rows.map((row, place) => ({ ...row, id: String(place), w: ["s", 1, "0", ""] as const })));
  return (await viewRanges(db, viewer)[view].primaryKeys()).map(Number).sort();
}

test("shows promises of today and late ones apart, without tasks that were promised to nobody and those that were kept", async () => {
  const on = (due: string, more: object = {}) => ({ promisedTo: "reader-a", due, ...more });
  const rows = [
    on("2026-11-24"),
    on("2026-11-25"),
    on("2026-11-26"),
    { due: "2026-11-24" },
    on("2026-11-24", { done: 5 }),
    { promisedTo: "reader-a" },
    on("2026-11-24", { gone: 1 }),
    { contact: { name: "顾先生" }, due: "2026-11-24" },
  ];
  expect(await shown("promised-late", rows, NOBODY)).toEqual([0, 7]);
  expect(await shown("promised-today", rows, NOBODY)).toEqual([1]);
  expect([...TASK_VIEWS.map((view) => `view=${view}`), "", "view=none"].map(taskViewOf)).toEqual([
    ...TASK_VIEWS,
    "all",
    "all",
  ]);
});

test("shows mine, everybody's open ones, and what is done", async () => {
  const rows = [{ assignee: "chen" }, { assignee: "chen", done: 5 }, {}, { assignee: "chenxi", due: "2026-11-24" }];
  expect(await shown("mine", rows, CHEN)).toEqual([0]);
  expect(await shown("mine", rows, NOBODY)).toEqual([]);
  expect(await shown("all", rows, CHEN)).toEqual([0, 2, 3]);
  expect(await shown("done", rows, NOBODY)).toEqual([1]);
});

test("reads those first that are due first, without a day last, and of those that are done the latest", async () => {
  const rows = [{}, { due: "2026-12-01" }, { due: "2026-11-24" }, { done: 1 }, { done: 3 }];
  await shown("all", rows, CHEN);
  expect(await viewRanges(db, CHEN).all.primaryKeys()).toEqual(["2", "1", "0"]);
  expect(await viewRanges(db, CHEN).done.primaryKeys()).toEqual(["4", "3"]);
});

test("puts the earliest day first, of one day the urgent, and those without a day last", () => {
  const rows = [{}, { due: "2026-12-01" }, { due: "2026-11-24" }, { due: "2026-11-24", priority: "high" as const }];
  expect(sortTasks("all", rows)).toEqual([
    { due: "2026-11-24", priority: "high" },
    { due: "2026-11-24" },
    { due: "2026-12-01" },
    {},
  ]);
});

test("puts the latest finished first", () => {
  expect(sortTasks("done", [{ done: 1 }, { done: 3 }, { done: 2 }]).map(({ done }) => done)).toEqual([3, 2, 1]);
});
