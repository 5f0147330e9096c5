/**
 * A fault at every call of the sync in which a copied profile leaves its stream. What others had seen of the stream
 * was judged by batches that are left behind: all is applied anew, in that sync or in a later one.
 */
import { expect, it } from "vitest";
import { sync } from "#shared/replication/exchange/sync.ts";
import { type Device, makeDevice, markedShare } from "../../../support/desks.ts";
import { type FaultMode, withFault } from "../../../support/faults.ts";
import { createMemoryStore, type MemoryStore } from "../../../support/memory-store.ts";
import { proofCalls } from "../../../support/proof-scale.ts";

const CALLS = proofCalls(29);

interface Scene {
  readonly devices: { readonly first: Device; readonly copy: Device; readonly other: Device };
  readonly share: MemoryStore;
  readonly stick: MemoryStore;
}

/**
 * On the stick the copy has written a name that the other desk has seen and replaced; on the share stands the first
 * one's line.
 */
async function scene(): Promise<Scene> {
  const clock = { ms: 1_700_000_000_000 };
  const [share, stick] = [markedShare(), markedShare()];
  const first = makeDevice("first", clock);
  first.write("r0", { name: "x" });
  await first.sync(share);
  await first.sync(stick);
  const copy = first.clone();
  first.write("r1", { name: "of the first" });
  await first.sync(share);
  copy.write("r2", { name: "of the copy" });
  await copy.sync(stick);
  const other = makeDevice("other", clock);
  await other.sync(stick);
  other.write("r2", { name: "of the other" });
  await other.sync(stick);
  await copy.sync(stick);
  expect(copy.replica.row("reader", "r2")).toMatchObject({ name: "of the other" });
  return { devices: { first, copy, other }, share, stick };
}

const copyOf = ({ devices: { first, copy, other }, share, stick }: Scene): Scene => ({
  devices: { first: first.clone(), copy: copy.clone(), other: other.clone() },
  share: createMemoryStore(new Map(share.files)),
  stick: createMemoryStore(new Map(stick.files)),
});

it.each([
  ["before", false],
  ["after", false],
  ["before", true],
  ["after", true],
] as const)(
  "a fault %s any of its calls (everything after it fails too: %s) leaves all desks with one state",
  { timeout: 300_000 },
  async (mode: FaultMode, lasting: boolean) => {
    const start = await scene();
    for (let at = CALLS.first; ; at += CALLS.each) {
      const tried = copyOf(start);
      const { first, copy, other } = tried.devices;
      const { ports, calls } = withFault(copy.ports(tried.share), { at, mode, lasting });
      await sync(ports);
      if (calls() < at) {
        expect(at).toBeGreaterThan(20);
        break;
      }
      for (let round = 0; round < 3; round++)
        for (const device of [copy, other, first])
          for (const store of [tried.share, tried.stick]) await device.sync(store);
      expect({ at, lines: copy.replica.lines() }).toEqual({ at, lines: other.replica.lines() });
      expect(first.replica.lines()).toEqual(other.replica.lines());
      for (const [id, name] of [
        ["r1", "of the first"],
        ["r2", "of the other"],
      ] as const)
        expect(JSON.stringify(other.replica.row("reader", id))).toContain(name);
    }
  },
);
