/** What a desk does at its start, where the simulated program must do as the real one does. */
import { expect, it } from "vitest";
import { Desk } from "./desk.ts";
import { CALM } from "./weather.ts";
import { World } from "./world.ts";

it("erases again what the ledger's own file names, where the database is an old one", async () => {
  const world = new World({ seed: 1, minDesks: 2, maxDesks: 2, erases: true });
  world.weather = CALM;
  const desk = new Desk(world, "d1", world.shares, { offsetMs: 0, drift: 0 });
  const begun = async (): Promise<void> => {
    desk.start();
    await world.schedule.runWhile(() => desk.isStarting);
  };
  await begun();
  for (const id of ["r1", "r2"]) desk.replica.write([{ kind: "reader", id, cells: { name: id } }]);
  desk.backups.push(desk.disk());
  const erasing = {
    seq: 1,
    hlc: "018bcfe568000000",
    pulls: 0,
    staff: "s",
    command: "reader.erase",
    ops: [{ kind: "erased", id: "r1", cells: { at: 1 } }],
  };
  await desk.replica.apply({
    stream: "a".repeat(16),
    entries: [erasing],
    ends: { no: 1, hash: "0".repeat(12), at: 1 },
  });
  expect(desk.ageDatabase()).toBe(true);
  expect(desk.replica.row("reader", "r1")).toBeDefined();
  await begun();
  expect(desk.replica.row("reader", "r1")).toBeUndefined();
  expect(desk.replica.row("reader", "r2")).toBeDefined();
  expect(world.breaches).toEqual([]);
});
