import { expect, test } from "vitest";
import { inTaskView, sortTasks, TASK_VIEWS, taskViewOf } from "../../../../../renderer/features/tasks/task-views.ts";

const CHEN = { staff: "chen", today: "2026-11-25" };
const NOBODY = { ...CHEN, staff: undefined };

test("shows promises of today and late ones apart, without tasks that were promised to nobody and those that were kept", () => {
  const on = (due: string, more: object = {}) => ({ promisedTo: "reader-a", due, ...more });
  const rows = [
    on("2026-11-24"),
    on("2026-11-25"),
    on("2026-11-26"),
    { due: "2026-11-24" },
    on("2026-11-24", { done: 5 }),
    { promisedTo: "reader-a" },
  ];
  expect(rows.map((row) => inTaskView("promised-late", row, NOBODY))).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
  expect(rows.map((row) => inTaskView("promised-today", row, NOBODY))).toEqual([
    false,
    true,
    false,
    false,
    false,
    false,
  ]);
  expect([...TASK_VIEWS.map((view) => `view=${view}`), "", "view=none"].map(taskViewOf)).toEqual([
    ...TASK_VIEWS,
    "all",
    "all",
  ]);
});

test("shows mine, everybody's open ones, and what is done", () => {
  const mine = { assignee: "chen" };
  const done = { assignee: "chen", done: 5 };
  expect([mine, done, {}].map((row) => inTaskView("mine", row, CHEN))).toEqual([true, false, false]);
  expect([mine, done, {}].map((row) => inTaskView("all", row, CHEN))).toEqual([true, false, true]);
  expect([mine, done, {}].map((row) => inTaskView("done", row, NOBODY))).toEqual([false, true, false]);
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
