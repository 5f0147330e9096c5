/**
 * A fault at every single call of the sync in which somebody learns who is out, or comes back: the next syncs end it.
 */
import { describe, expect, it } from "vitest";
import { sync } from "#shared/replication/exchange/sync.ts";
import { type Device, makeDevice, markedShare, settleAll, type TestClock } from "../../../support/desks.ts";
import { type FaultMode, withFault } from "../../../support/faults.ts";
import { createMemoryStore, type MemoryStore } from "../../../support/memory-store.ts";
import { proofCalls } from "../../../support/proof-scale.ts";
import { takeOut } from "../../../support/removing.ts";

interface Scene {
  readonly a: Device;
  readonly b: Device;
  readonly c: Device;
  readonly share: MemoryStore;
}

/** a has taken b out; c had taken over of b what a had not seen, and has work of its own; so has b. */
async function scene(way: "removed" | "retired"): Promise<Scene> {
  const clock: TestClock = { ms: 1_700_000_000_000 };
  const share = markedShare();
  const [a, b, c] = [makeDevice("一楼", clock), makeDevice("书车", clock), makeDevice("儿童馆", clock)];
  a.write("r1", { name: "一楼" });
  b.write("r2", { name: "书车" });
  await settleAll([a, b, c], share);
  b.write("r1", { name: "书车改的" });
  await b.sync(share);
  await c.sync(share);
  c.write("r1", { note: "儿童馆" });
  b.write("r3", { name: "没有送出" });
  await takeOut(a, b.replica.stream, way);
  // it has not heard of b's last batch
  await a.sync({
    ...share,
    list: async (folder) =>
      folder === "heads"
        ? { ok: true, value: [...heads(share)].filter((name) => !name.startsWith(b.replica.stream)) }
        : share.list(folder),
  });
  return { a, b, c, share };
}

const heads = ({ files }: MemoryStore): readonly string[] =>
  [...files.keys()].flatMap((name) => (name.startsWith("heads/") ? [name.slice("heads/".length)] : []));

const copyOf = ({ a, b, c, share }: Scene): Scene => ({
  a: a.clone(),
  b: b.clone(),
  c: c.clone(),
  share: createMemoryStore(new Map(share.files)),
});

async function expectRemoved({ a, c, share }: Scene): Promise<void> {
  await settleAll([a, c], share);
  for (const { replica } of [a, c]) {
    expect(replica.row("reader", "r1")).toMatchObject({ name: "一楼", note: "儿童馆" });
    expect(replica.row("reader", "r2")?.name).toBe("书车");
  }
  expect(c.replica.lines()).toEqual(a.replica.lines());
}

async function expectBack({ a, b, c, share }: Scene): Promise<void> {
  await settleAll([b, a, c], share);
  for (const { replica } of [a, b, c]) {
    expect(replica.row("reader", "r3")?.name).toBe("没有送出");
    expect(replica.row("reader", "r1")).toMatchObject({ name: "书车改的", note: "儿童馆" });
  }
  for (const { replica } of [b, c]) expect(replica.lines()).toEqual(a.replica.lines());
}

const CALLS = proofCalls(29);

const cases = [
  ["a colleague who applies all anew", "removed", "c", expectRemoved],
  ["a retired computer that comes back", "retired", "b", expectBack],
] as const;

describe.each(cases)("%s", (_, way, who, expectWhole) => {
  it.each([
    ["after", false],
    ["before", true],
  ] as const)(
    "survives a fault %s any of its calls (everything after it fails too: %s)",
    { timeout: 240_000 },
    async (mode: FaultMode, lasting: boolean) => {
      const start = await scene(way);
      for (let at = CALLS.first; ; at += CALLS.each) {
        const tried = copyOf(start);
        const { ports, calls } = withFault(tried[who].ports(tried.share), { at, mode, lasting });
        await sync(ports);
        if (calls() < at) {
          expect(at).toBeGreaterThan(20);
          break;
        }
        await expectWhole(tried);
      }
    },
  );
});
