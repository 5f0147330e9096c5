import { expect, test } from "vitest";
import { inTaskView, sortTasks } from "../../../../../renderer/features/tasks/task-views.ts";

test("shows mine, everybody's open ones, and what is done", () => {
  const mine = { assignee: "chen" };
  const done = { assignee: "chen", done: 5 };
  expect([mine, done, {}].map((row) => inTaskView("mine", row, "chen"))).toEqual([true, false, false]);
  expect([mine, done, {}].map((row) => inTaskView("all", row, "chen"))).toEqual([true, false, true]);
  expect([mine, done, {}].map((row) => inTaskView("done", row, undefined))).toEqual([false, true, false]);
});

test("puts the earliest day first, of one day the urgent, and those without a day last", () => {
  const rows = [{}, { due: "2026-12-01" }, { due: "2026-11-24" }, { due: "2026-11-24", priority: "high" as const }];
  expect(sortTasks("all", rows)).toEqual([{ due: "2026-11-24", priority: "high" }, { due: "2026-11-24" }, { due: "2026-12-01" }, {}]);
});

test("puts the latest finished first", () => {
  expect(sortTasks("done", [{ done: 1 }, { done: 3 }, { done: 2 }]).map(({ done }) => done)).toEqual([3, 2, 1]);
});
