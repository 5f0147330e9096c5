import { expect, it } from "vitest";
import { create } from "../../../../renderer/db/write/changes.ts";
import { openDesk } from "./desk.ts";

it.each([
  ["activity.quantity", create("activity", "a", { on: "2026-11-02", kind: "visit", quantity: -3 })],
  ["interaction.count", create("interaction", "a", { count: -2 })],
  ["interaction.minutes", create("interaction", "a", { minutes: -30 })],
  ["branch.population", create("branch", "a", { population: -500 })],
])("writes no negative %s, and nothing beside it", async (field, change) => {
  const { db, writer } = await openDesk();
  await expect(writer.run("test", [create("reader", "r", { name: "李" }), change])).rejects.toThrow(field);
  expect([
    await db.reader.count(),
    await db.activity.count(),
    await db.interaction.count(),
    await db.branch.count(),
  ]).toEqual([0, 0, 0, 0]);
});
