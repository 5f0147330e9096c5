/**
 * A branch without any network: its news travel on a stick to the centre, which also has a share with
 * another branch. Branches that never meet learn of each other, and two trips make all three equal.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createFolderStore } from "../../electron/services/stores/folder-store.ts";
import { makeDevice } from "../support/desks.ts";
import { prepare } from "./exchange.ts";

it("a stick: branch and branch are equal by way of the centre after two trips", async () => {
  const folder = async (): Promise<ReturnType<typeof createFolderStore>> => {
    const path = await mkdtemp(join(tmpdir(), "reader-desk-stick-"));
    onTestFinished(() => rm(path, { recursive: true, force: true }));
    const store = createFolderStore(path);
    await prepare(store);
    return store;
  };
  const [stick, share] = [await folder(), await folder()];
  const clock = { ms: 1_700_000_000_000 };
  const [east, centre, west] = [makeDevice("east", clock), makeDevice("centre", clock), makeDevice("west", clock)];
  east.write("e1", { name: "met in the east" });
  west.write("w1", { name: "met in the west" });
  centre.write("c1", { name: "met in the centre" });

  const trip = async (): Promise<void> => {
    await east.sync(stick);
    await centre.sync(stick);
    await west.sync(share);
    await centre.sync(share);
    await west.sync(share);
    await centre.sync(stick);
    await east.sync(stick);
  };
  await trip();
  expect(east.replica.row("reader", "w1")?.name).toBe("met in the west");
  expect(west.replica.row("reader", "e1")?.name).toBe("met in the east");
  east.write("w1", { name: "as the east knows her" });
  west.write("w1", { name: "as the west knows her" });
  await trip();
  const lines = centre.replica.lines();
  expect(lines).toHaveLength(3);
  expect(east.replica.lines()).toEqual(lines);
  expect(west.replica.lines()).toEqual(lines);
  for (const { replica } of [east, centre, west]) expect(replica.row("reader", "w1")?.open).toBe(1);
});
