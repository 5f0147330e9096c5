/**
 * A fault or a cancel at every single call while a checkpoint is made, published, fetched or taken over: no
 * name ever gets a second content, no manifest stands without its parts, and the next sync goes on.
 */
import { describe, expect, it } from "vitest";
import { equalBytes } from "#shared/kernel/bytes.ts";
import { CHECKPOINT_RULE, type CheckpointRule } from "#shared/replication/checkpoints/checkpoint-due.ts";
import type { Replica } from "#shared/replication/exchange/ports.ts";
import { sync } from "#shared/replication/exchange/sync.ts";
import { manifestName, parseName, partName } from "#shared/replication/files/names.ts";
import { type Device, makeDevice, markedShare, settleAll } from "../../../support/desks.ts";
import { withFault } from "../../../support/faults.ts";
import { createMemoryStore, type MemoryStore } from "../../../support/memory-store.ts";
import { proofCalls, proofScale } from "../../../support/proof-scale.ts";

const CALLS = proofCalls(29);
/** Two calls after one another cut off a taking over half-way: one of them is always among these. */
const TAKING = proofCalls(2);

const EAGER: CheckpointRule = { ...CHECKPOINT_RULE, tailBatches: 2, tailOps: 4, partBytes: 700 };
const NEVER: CheckpointRule = { ...CHECKPOINT_RULE, tailBatches: 1e9, tailOps: 1e9 };
const LONG = { timeout: 180_000 };

interface Scene {
  readonly share: MemoryStore;
  readonly a: Device;
  readonly b: Device;
}

const copyOf = ({ share, a, b }: Scene): Scene => ({
  share: createMemoryStore(new Map(share.files)),
  a: a.clone(),
  b: b.clone(),
});

/** a has a long tail behind it and an older checkpoint; b has never synced here and has something of its own. */
async function scene(): Promise<Scene> {
  const clock = { ms: 1_700_000_000_000 };
  const share = markedShare();
  const [a, b, c] = [makeDevice("a", clock), makeDevice("b", clock), makeDevice("c", clock)];
  for (let n = 0; n < 8; n++) a.write(`r${n}`, { name: `reader ${n}` });
  await a.sync(share, { checkpoints: EAGER });
  c.write("r1", { note: "of c" });
  await c.sync(share, { checkpoints: NEVER });
  b.write("r1", { name: "of b, before it joined" });
  return { share, a, b };
}

/** Each manifest that stands in a store has all of its parts beside it. */
function expectWhole(store: MemoryStore): void {
  for (const name of store.files.keys()) {
    const parsed = parseName(name);
    if (parsed?.tag !== "manifest") continue;
    const parts = [...store.files.keys()].filter(
      (other) => parseName(other)?.tag === "part" && other.startsWith(manifestName(parsed).replace("manifest", "")),
    );
    expect(parts.length).toBeGreaterThan(0);
    expect(parts).toEqual(parts.map((_, index) => partName(parsed, index)));
  }
}

/** What a store held keeps its content, or is gone. */
function expectOneContent(before: MemoryStore, after: MemoryStore): void {
  const others = [...before.files].filter(([name, bytes]) => !equalBytes(after.files.get(name) ?? bytes, bytes));
  expect(others.map(([name]) => name)).toEqual([]);
}

describe.each([
  ["before", true],
  ["after", false],
] as const)("a fault %s any call (everything after it fails too: %s)", (mode, lasting) => {
  it("while a checkpoint is made and published", LONG, async () => {
    const start = await scene();
    for (let n = 0; n < 9; n++) start.a.write(`late${n}`, { name: `late ${n}` });
    for (let at = CALLS.first; ; at += CALLS.each) {
      const tried = copyOf(start);
      const { ports, calls } = withFault(tried.a.ports(tried.share), { at, mode, lasting });
      await sync(ports, { checkpoints: EAGER });
      for (const store of [tried.share, tried.a.local]) expectWhole(store);
      const afterFault = {
        share: createMemoryStore(new Map(tried.share.files)),
        local: createMemoryStore(new Map(tried.a.local.files)),
      };
      tried.a.write("again", { name: "later" });
      expect((await tried.a.sync(tried.share, { checkpoints: EAGER })).outcome.tag).toBe("done");
      expectOneContent(afterFault.share, tried.share);
      for (const store of [tried.share, tried.a.local]) expectWhole(store);
      await settleAll([tried.a, tried.b], tried.share);
      expect(tried.b.replica.lines()).toEqual(tried.a.replica.lines());
      if (calls() < at) break;
      expect(at).toBeLessThan(400);
    }
  });

  it("while one is fetched and taken over", LONG, async () => {
    const start = await scene();
    let resumed = 0;
    for (let at = TAKING.first; ; at += TAKING.each) {
      const tried = copyOf(start);
      const { ports, calls } = withFault(tried.b.ports(tried.share), { at, mode, lasting });
      await sync(ports, { checkpoints: NEVER });
      expectWhole(tried.b.local);
      resumed += (await tried.b.replica.state()).unfinished ? 1 : 0;
      await settleAll([tried.b, tried.a], tried.share);
      expect((await tried.b.replica.state()).unfinished).toBe(false);
      expect(tried.b.replica.lines()).toEqual(tried.a.replica.lines());
      expect(tried.b.replica.row("reader", "r1")?.open).toBe(1);
      if (calls() < at) break;
    }
    expect(resumed).toBeGreaterThanOrEqual(proofScale(1, 2));
  });
});

it(
  "a cancel at any point of joining loses nothing and leaves nothing that the next sync does not end",
  LONG,
  async () => {
    const start = await scene();
    for (let at = CALLS.first; ; at += CALLS.each) {
      const tried = copyOf(start);
      let asked = 0;
      const report = await tried.b.sync(tried.share, { checkpoints: NEVER, isCancelled: () => ++asked >= at });
      expectWhole(tried.b.local);
      await settleAll([tried.b, tried.a], tried.share);
      expect(tried.b.replica.lines()).toEqual(tried.a.replica.lines());
      if (report.outcome.tag !== "stopped") break;
      expect(report.outcome.stop).toEqual({ tag: "cancelled" });
    }
  },
);

it(
  "R2: no own number is sealed twice where the copy of a checkpoint is spoilt here, and an older one had to do",
  LONG,
  async () => {
    const { share, a, b } = await scene();
    await b.sync(share, { checkpoints: NEVER });
    for (let n = 0; n < 4; n++) {
      b.write(`b${n}`, { name: `b${n}` });
      await b.sync(share, { checkpoints: NEVER });
    }
    const before = new Set(share.files.keys());
    for (let n = 0; n < 9; n++) {
      a.write(`late${n}`, { name: `late ${n}` });
      await a.sync(share, { checkpoints: n < 8 ? NEVER : EAGER });
    }
    const news = [...share.files.keys()].filter((name) => !before.has(name));
    const parts = news.filter((name) => name.endsWith(".part"));
    expect(parts.length).toBeGreaterThan(1);
    // what b lacks of a's batches is gone but for the last, and of the checkpoint that stands for it a part came to b's
    // disk torn
    for (const name of news.filter((name) => name.endsWith(".batch")).slice(0, -1)) share.files.delete(name);
    b.local.files.set(parts[0] ?? "", new Uint8Array(9));
    const stream = b.replica.stream;
    const sealed = (await b.replica.state()).own.sealed.no;
    b.write("b4", { name: "b4" });
    const report = await b.sync(share, { checkpoints: NEVER });
    expect(report.warnings).toContainEqual(expect.objectContaining({ tag: "file-refused", file: parts[0] }));
    expect((await b.replica.state()).own.sealed.no).toBeGreaterThan(sealed);
    await settleAll([b, a], share);
    expect(b.replica.stream).toBe(stream);
    const numbers = [...b.local.files.keys(), ...share.files.keys()].flatMap((name) => {
      const parsed = parseName(name);
      return parsed?.tag === "batch" && parsed.stream === stream ? [`${parsed.no} ${parsed.hash}`] : [];
    });
    expect(new Set(numbers).size).toBe(new Set(numbers.map((number) => number.split(" ")[0])).size);
    for (const device of [a, b])
      for (let n = 0; n < 5; n++) expect(device.replica.row("reader", `b${n}`)?.name).toBe(`b${n}`);
    expect(b.replica.lines()).toEqual(a.replica.lines());
  },
);

it("what is written while the rows are read stands in the checkpoint as it is at its end", async () => {
  const { share, a, b } = await scene();
  for (let n = 0; n < 9; n++) a.write(`late${n}`, { name: `late ${n}` });
  const ports = a.ports(share);
  let pages = 0;
  const stateRows: Replica["stateRows"] = async (after) => {
    const page = await a.replica.stateRows(after);
    // the rows of this page are read by now, and a person changes one of them
    if (pages++ === 0) a.write("r1", { name: "while it was made" });
    return page;
  };
  const { replica } = withFault(ports, { at: 0, mode: "before", lasting: false }).ports;
  const busy = { ...ports, replica: { ...replica, stateRows } };
  expect((await sync(busy, { checkpoints: EAGER })).outcome.tag).toBe("done");
  expect(pages).toBeGreaterThan(0);
  const joiner = makeDevice("joiner", { ms: 1_700_000_100_000 });
  const report = await joiner.sync(share, { checkpoints: NEVER });
  expect(report.takenOver?.stream).toBe(a.replica.stream);
  expect(report.warnings).toEqual([]);
  expect(joiner.replica.row("reader", "r1")?.name).toBe("while it was made");
  await settleAll([a, b, joiner], share);
  expect(joiner.replica.lines()).toEqual(a.replica.lines());
});
