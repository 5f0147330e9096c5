/** A line of batches is followed by what each of them names as the one before it. */
import { expect, it } from "vitest";
import { createRun } from "#shared/replication/exchange/sync-run.ts";
import { createBatchIndex } from "#shared/replication/files/batch-index.ts";
import { createCards } from "#shared/replication/files/cards.ts";
import { streamLine } from "#shared/replication/files/chain.ts";
import { type Device, makeDevice, markedShare } from "../../../../support/desks.ts";
import { createMemoryStore, type MemoryStore } from "../../../../support/memory-store.ts";

async function work(device: Device, share: MemoryStore): Promise<void> {
  for (const name of ["1", "2", "3"]) {
    device.write("r1", { name });
    await device.sync(share);
  }
}

it("ends where a batch is missing, though one of another line stands alone under its number", async () => {
  const [share, stick] = [markedShare(), markedShare()];
  const a = makeDevice("a", { ms: 1_700_000_000_000 });
  a.write("r0", { name: "common" });
  await a.sync(share);
  const twin = a.clone();
  await work(a, share);
  await work(twin, stick);
  const tip = (await twin.replica.state()).own.sealed;
  const folder = `streams/${twin.replica.stream}/0000/`;
  const second = [...stick.files.keys()].find((name) => name.startsWith(`${folder}00000002-`)) ?? "";
  const local = createMemoryStore(new Map([...share.files, ...stick.files]));
  const run = createRun({ ...a.ports(share), local }, {});
  const card = await createCards(run, false).get(twin.replica.stream);
  if (card === null) throw new Error("a has a card");
  const whole = await streamLine(run, run.local, createBatchIndex(run.local), card, tip, 1);
  expect([...whole.keys()]).toEqual([4, 3, 2, 1]);
  local.files.delete(second);
  const line = await streamLine(run, run.local, createBatchIndex(run.local), card, tip, 1);
  expect([...line.keys()]).toEqual([4, 3]);
});
