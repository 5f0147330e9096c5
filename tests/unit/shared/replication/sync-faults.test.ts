/**
 * A fault or a cancel at every single call of a sync: nothing is lost, nothing is published twice, and the
 * next sync goes on as if nothing had been.
 */
import { describe, expect, it } from "vitest";
import { sync } from "#shared/replication/exchange/sync.ts";
import { parseName } from "#shared/replication/files/names.ts";
import { type Device, makeDevice, markedShare, settleAll } from "../../../support/desks.ts";
import { type FaultMode, withFault } from "../../../support/faults.ts";
import { createMemoryStore, type MemoryStore } from "../../../support/memory-store.ts";
import { proofCalls } from "../../../support/proof-scale.ts";

const CALLS = proofCalls(29);

interface Scene {
  readonly a: Device;
  readonly b: Device;
  readonly share: MemoryStore;
}

/** b has own entries to publish, a's to pull, and a share that has lost one of its batches. */
async function scene(isClone: boolean): Promise<Scene> {
  const clock = { ms: 1_700_000_000_000 };
  const share = markedShare();
  const [a, first] = [makeDevice("a", clock), makeDevice("b", clock)];
  a.write("r1", { name: "a" });
  await a.sync(share);
  first.write("r1", { name: "b" });
  await first.sync(share);
  const b = isClone ? first.clone() : first;
  if (isClone) {
    first.write("r5", { name: "of the first" });
    await first.sync(share);
  }
  a.write("r2", { name: "later" });
  a.write("r1", { note: "n" });
  await a.sync(share);
  clock.ms += 25 * 60 * 60_000;
  b.write("r3", { name: "b too" });
  b.write("r1", { name: "b again" });
  return { a, b, share };
}

const copyOf = ({ a, b, share }: Scene): Scene => ({
  a: a.clone(),
  b: b.clone(),
  share: createMemoryStore(new Map(share.files)),
});

/** At no moment does a head name a batch that is not there, or one number stand for two batches. */
function expectSound(share: MemoryStore): void {
  const names = [...share.files.keys()].map(parseName);
  const numbers = names.flatMap((name) => (name?.tag === "batch" ? [`${name.stream} ${name.no}`] : []));
  expect(new Set(numbers).size).toBe(numbers.length);
  for (const name of names) if (name?.tag === "head") expect(numbers).toContain(`${name.stream} ${name.no}`);
}

/** Equal states, all work there, each own number sealed once. */
async function expectWhole({ a, b, share }: Scene, isClone: boolean): Promise<void> {
  await settleAll([a, b], share);
  expect(a.replica.lines()).toEqual(b.replica.lines());
  expect(a.replica.row("reader", "r3")?.name).toBe("b too");
  expect(b.replica.row("reader", "r2")?.name).toBe("later");
  expect(a.replica.row("reader", "r1")?.name).toBe("b again");
  if (isClone) expect(b.replica.row("reader", "r5")?.name).toBe("of the first");
  for (const store of [share, a.local, b.local]) expectSound(store);
}

/** Some forty syncs each, with real seals. */
const LONG = { timeout: 120_000 };

describe.each([
  ["an ordinary sync", false],
  ["the sync of a cloned profile", true],
] as const)("%s", (_, isClone) => {
  it.each([
    ["before", false],
    ["after", false],
    ["before", true],
    ["after", true],
  ] as const)(
    "survives a fault %s any of its calls (everything after it fails too: %s)",
    LONG,
    async (mode: FaultMode, lasting: boolean) => {
      const start = await scene(isClone);
      for (let at = CALLS.first; ; at += CALLS.each) {
        const tried = copyOf(start);
        const { ports, calls } = withFault(tried.b.ports(tried.share), { at, mode, lasting });
        const report = await sync(ports);
        if (calls() < at) {
          expect(at).toBeGreaterThan(20);
          break;
        }
        expect(report.outcome.tag).not.toBe("nothing-new");
        expectSound(tried.share);
        await expectWhole(tried, isClone);
      }
    },
  );

  it("may be cancelled at any point", LONG, async () => {
    const start = await scene(isClone);
    for (let at = CALLS.first; ; at += CALLS.each) {
      const tried = copyOf(start);
      let asked = 0;
      const report = await tried.b.sync(tried.share, { isCancelled: () => ++asked >= at });
      if (report.outcome.tag !== "stopped") {
        expect(at).toBeGreaterThan(20);
        break;
      }
      expect(report.outcome.stop).toEqual({ tag: "cancelled" });
      expect(report.devices.length).toBeGreaterThan(0);
      expectSound(tried.share);
      await expectWhole(tried, isClone);
    }
  });
});

describe("progress", () => {
  it("names step, device and file, and counts up to what it announced", async () => {
    const { b, share } = await scene(false);
    const heard: string[] = [];
    let last = { step: "look", done: 0, total: 0 };
    await b.sync(share, {
      onProgress: (progress) => {
        if (progress.file !== null) heard.push(`${progress.step} ${progress.device}`);
        if (progress.step === "read") last = progress;
      },
    });
    expect(heard).toContain("read a");
    expect(heard).toContain("write b");
    expect(last.total).toBeGreaterThan(0);
    expect(last.done).toBe(last.total);
  });
});
