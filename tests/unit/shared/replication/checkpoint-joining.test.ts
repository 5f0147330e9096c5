/** Joining by a checkpoint, in whole devices: what it brings, what it spares, and what is refused. */
import { describe, expect, it } from "vitest";
import { CHECKPOINT_RULE, type CheckpointRule } from "#shared/replication/checkpoints/checkpoint-due.ts";
import { sync } from "#shared/replication/exchange/sync.ts";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import type { SyncOptions } from "#shared/replication/exchange/sync-run.ts";
import { parseName } from "#shared/replication/files/names.ts";
import { type Device, makeDevice, markedShare, settleAll } from "../../../support/desks.ts";
import { createMemoryStore, type MemoryStore } from "../../../support/memory-store.ts";

const EAGER: CheckpointRule = { ...CHECKPOINT_RULE, tailBatches: 2, tailOps: 4, partBytes: 900 };
const eager: SyncOptions = { checkpoints: EAGER };
const never: SyncOptions = { checkpoints: { ...CHECKPOINT_RULE, tailBatches: 1e9, tailOps: 1e9 } };
const DAY = 24 * 60 * 60_000;

interface Scene {
  readonly clock: { ms: number };
  readonly share: MemoryStore;
  readonly a: Device;
  readonly b: Device;
}

/** Two desks have worked for a while; a has made a checkpoint, after which both have written a little. */
async function library(): Promise<Scene> {
  const clock = { ms: 1_700_000_000_000 };
  const share = markedShare();
  const [a, b] = [makeDevice("a", clock), makeDevice("b", clock)];
  for (let round = 0; round < 4; round++) {
    for (let n = 0; n < 6; n++) a.write(`r${round}-${n}`, { name: `reader ${round} ${n}`, "tags/x": true });
    await a.sync(share, never);
    b.write(`r${round}-0`, { note: `of b ${round}` });
    await b.sync(share, never);
  }
  b.write("r0-1", { ".deleted": true });
  a.write("r0-1", { name: "kept by a" });
  await b.sync(share, never);
  await a.sync(share, eager);
  b.write("r9", { name: "after the checkpoint" });
  await b.sync(share, never);
  return { clock, share, a, b };
}

const checkpointFiles = (store: MemoryStore): readonly string[] =>
  [...store.files.keys()].filter((name) => ["part", "manifest"].includes(parseName(name)?.tag ?? ""));
const batchesIn = (store: MemoryStore): number =>
  [...store.files.keys()].filter((name) => parseName(name)?.tag === "batch").length;
const isDone = (report: SyncReport): void => expect(["done", "nothing-new"]).toContain(report.outcome.tag);

describe("a desk that joins", () => {
  it("takes over the newest checkpoint, applies only what follows, and shows the same records", async () => {
    const { clock, share, a, b } = await library();
    expect(checkpointFiles(share).length).toBeGreaterThan(3);
    const c = makeDevice("c", clock);
    const progress: string[] = [];
    const report = await c.sync(share, {
      ...never,
      onProgress: ({ step, device, done, total, unit }) => progress.push(`${step} ${device} ${done}/${total} ${unit}`),
    });
    isDone(report);
    expect(report.takenOver).toMatchObject({ device: "a", stream: a.replica.stream });
    expect(report.warnings).toEqual([]);
    expect(batchesIn(c.local)).toBeLessThan(batchesIn(share) / 3);
    await settleAll([a, b, c], share);
    expect(c.replica.lines()).toEqual(a.replica.lines());
    expect(b.replica.lines()).toEqual(a.replica.lines());
    expect(c.replica.row("reader", "r9")?.name).toBe("after the checkpoint");
    expect(progress.some((line) => /^read a \d+\/\d+ files/.test(line))).toBe(true);
    expect(progress.some((line) => /^merge a (\d+)\/(\d+) records/.test(line))).toBe(true);
    expect(report.devices.find(({ device }) => device === "b")?.joined).toBe(true);
  });

  it("goes on as if it had applied every batch: later edits of others find the same frontiers", async () => {
    const { clock, share, a, b } = await library();
    const c = makeDevice("c", clock);
    c.write("own", { name: "written before joining" });
    c.write("r0-2", { name: "the same reader, not seen yet" });
    isDone(await c.sync(share, never));
    b.write("r0-2", { name: "by b at the same time" });
    a.write("r0-1", { note: "a again" });
    c.write("r1-0", { note: "c has seen it" });
    await settleAll([a, b, c], share);
    for (const desk of [b, c]) expect(desk.replica.lines()).toEqual(a.replica.lines());
    expect(a.replica.row("reader", "r1-0")?.note).toBe("c has seen it");
    expect(a.replica.row("reader", "r1-0")?.open).toBeUndefined();
    expect(c.replica.row("reader", "r0-2")?.open).toBe(1);
    expect(c.replica.row("reader", "own")?.name).toBe("written before joining");
    // everybody else told apart what c wrote before and after
    expect(a.replica.row("reader", "r0-2")?.f).toEqual(c.replica.row("reader", "r0-2")?.f);
  });

  it("does not fetch again what is there when it was cancelled while fetching", async () => {
    const { clock, share, a, b } = await library();
    const c = makeDevice("c", clock);
    let fetched = 0;
    const get: MemoryStore["get"] = (name) => {
      if (parseName(name)?.tag === "part") fetched += 1;
      return share.get(name);
    };
    const counted = { ...share, get };
    const first = await c.sync(counted, { ...never, isCancelled: () => fetched >= 2 });
    expect(first.outcome).toMatchObject({ tag: "stopped", stop: { tag: "cancelled" } });
    expect(c.replica.rows.size).toBe(0);
    isDone(await c.sync(counted, never));
    // the one that was on its way came twice
    expect(fetched).toBeLessThanOrEqual(checkpointFiles(share).length);
    await settleAll([a, b, c], share);
    expect(c.replica.lines()).toEqual(a.replica.lines());
  });

  it("goes on where it was cancelled while the parts were taken over", async () => {
    const { clock, share, a, b } = await library();
    const c = makeDevice("c", clock);
    let records = 0;
    const stopAt = 12;
    const first = await c.sync(share, {
      ...never,
      onProgress: (told) => (records = told.step === "merge" ? told.done : records),
      isCancelled: () => records >= stopAt,
    });
    expect(first.outcome).toMatchObject({ tag: "stopped", stop: { tag: "cancelled" } });
    const half = c.replica.rows.size;
    expect(half).toBeGreaterThan(0);
    expect((await c.replica.state()).unfinished).toBe(true);
    expect(first.warnings).toEqual([{ tag: "unfinished", stream: a.replica.stream, device: "a" }]);
    let opened = 0;
    const ports = c.ports(share);
    const parts = checkpointFiles(share).length - 1;
    const openState: typeof ports.seal.openState = (place, ...rest) => {
      if (place.index !== "manifest") opened += 1;
      return ports.seal.openState(place, ...rest);
    };
    isDone(await sync({ ...ports, seal: { ...ports.seal, openState } }, never));
    expect(opened).toBeLessThan(parts);
    await settleAll([a, b, c], share);
    expect(c.replica.lines()).toEqual(a.replica.lines());
    expect((await c.replica.state()).unfinished).toBe(false);
  });

  it("passes over a checkpoint with a missing, cut, swapped or foreign file, and takes the batches where none is left", async () => {
    const { share, clock, a, b } = await library();
    const files = checkpointFiles(share);
    const [part = "", other = ""] = files.filter((name) => parseName(name)?.tag === "part");
    const manifest = files.find((name) => name.endsWith("manifest")) ?? "";
    const bytes = (name: string): Uint8Array => share.files.get(name) ?? new Uint8Array();
    const spoilings: readonly (readonly [string, (files: Map<string, Uint8Array>) => void])[] = [
      ["part missing", (kept) => kept.delete(part)],
      ["part cut", (kept) => kept.set(part, bytes(part).subarray(0, 700))],
      ["parts swapped", (kept) => kept.set(part, bytes(other)).set(other, bytes(part))],
      [
        "part flipped",
        (kept) =>
          kept.set(
            part,
            bytes(part).map((byte, at) => (at === 900 ? byte ^ 4 : byte)),
          ),
      ],
      ["manifest cut", (kept) => kept.set(manifest, bytes(manifest).subarray(0, 300))],
      ["manifest is a part", (kept) => kept.set(manifest, bytes(part))],
      ["manifest empty", (kept) => kept.set(manifest, new Uint8Array())],
    ];
    for (const [what, spoil] of spoilings) {
      const spoilt = createMemoryStore(new Map(share.files));
      spoil(spoilt.files);
      const c = makeDevice("c", clock);
      const report = await c.sync(spoilt, never);
      isDone(report);
      expect(report.takenOver, what).toBeUndefined();
      expect(report.warnings.length, what).toBeGreaterThan(0);
      expect(c.replica.lines(), what).toEqual(b.replica.lines());
    }
    expect(a.replica.lines().length).toBeGreaterThan(0);
  });

  it("refuses a checkpoint whose lines are not those that the batches go on with", async () => {
    const { share, clock, a, b } = await library();
    const twin = b.clone();
    for (let n = 0; n < 20; n++) b.write(`b${n}`, { name: `seen by the checkpoint ${n}` });
    await b.sync(share, never);
    const before = new Set(checkpointFiles(share));
    await a.sync(share, eager);
    const made = checkpointFiles(share).filter((name) => !before.has(name));
    expect(made.length).toBeGreaterThan(0);
    // the share loses that line's end and all older checkpoints, and the twin's grows there instead
    const last = (await b.replica.state()).own.sealed;
    const kept = [...share.files].filter(([name]) => {
      const parsed = parseName(name);
      const isLast =
        (parsed?.tag === "batch" || parsed?.tag === "head") &&
        parsed.stream === b.replica.stream &&
        parsed.no >= last.no;
      return !isLast && !before.has(name);
    });
    const bent = createMemoryStore(new Map(kept));
    for (const name of ["t1", "t2"]) {
      twin.write(name, { name: "of the twin" });
      await twin.sync(bent, never);
    }
    const c = makeDevice("c", clock);
    const report = await c.sync(bent, never);
    isDone(report);
    expect(report.takenOver).toBeUndefined();
    expect(report.warnings).toContainEqual(
      expect.objectContaining({ tag: "file-refused", error: { tag: "malformed", what: "line" } }),
    );
    expect(c.replica.row("reader", "t2")).toBeDefined();
    expect(c.replica.row("reader", "b0")).toBeUndefined();
  });
});

describe("checkpoints on the share", () => {
  it("are made when the tail has grown, not before, and a colleague's newer one is enough", async () => {
    const { clock, share, a, b } = await library();
    const before = checkpointFiles(share);
    isDone(await a.sync(share, eager));
    expect(checkpointFiles(share)).toEqual(before);
    b.write("r9", { note: "one more" });
    isDone(await b.sync(share, eager));
    expect(checkpointFiles(share)).toEqual(before);
    expect(checkpointFiles(b.local).length).toBe(before.length);
    for (let n = 0; n < 30; n++) b.write(`n${n}`, { name: `new ${n}` });
    isDone(await b.sync(share, eager));
    expect(checkpointFiles(share).some((name) => name.includes(b.replica.stream))).toBe(true);
    clock.ms += DAY;
    await settleAll([a, b], share);
    expect(a.replica.lines()).toEqual(b.replica.lines());
  });

  it("give way thirty days after a newer one, and nobody puts the older one back", async () => {
    const { clock, share, a, b } = await library();
    const first = checkpointFiles(share);
    for (let n = 0; n < 30; n++) a.write(`n${n}`, { name: `new ${n}` });
    isDone(await a.sync(share, eager));
    expect(checkpointFiles(share)).toEqual(expect.arrayContaining([...first]));
    clock.ms += 31 * DAY;
    a.write("later", { name: "later" });
    isDone(await a.sync(share, eager));
    for (const name of first) expect(share.files.has(name)).toBe(false);
    b.write("by b", { name: "b" });
    isDone(await b.sync(share, eager));
    for (const name of first) expect(share.files.has(name)).toBe(false);
    const c = makeDevice("c", clock);
    isDone(await c.sync(share, never));
    await settleAll([a, b, c], share);
    expect(c.replica.lines()).toEqual(a.replica.lines());
  });

  it("fill a gap that no batch fills any more", async () => {
    const { clock, share, a, b } = await library();
    const c = makeDevice("c", clock);
    // c knows a little of everybody, and then the batches below the checkpoint go
    const early = new Map(
      [...share.files].filter(([name]) => ["library", "store"].includes(parseName(name)?.tag ?? "")),
    );
    const beginning = createMemoryStore(early);
    const d = makeDevice("d", clock);
    d.write("d", { name: "d" });
    await d.sync(beginning, never);
    await c.sync(beginning, never);
    c.write("c", { name: "of c" });
    await d.sync(share, never);
    await a.sync(share, eager);
    for (let n = 0; n < 30; n++) a.write(`n${n}`, { name: `new ${n}` });
    await a.sync(share, eager);
    await b.sync(share, never);
    const manifests = checkpointFiles(share)
      .filter((name) => name.endsWith("manifest"))
      .sort();
    expect(manifests.length).toBeGreaterThan(1);
    for (const name of [...share.files.keys()]) {
      const parsed = parseName(name);
      if (parsed?.tag === "batch" && parsed.stream === a.replica.stream && parsed.no < 3) share.files.delete(name);
    }
    const report = await c.sync(share, never);
    isDone(report);
    expect(report.takenOver).toBeDefined();
    await settleAll([a, b, c, d], share);
    for (const desk of [b, c, d]) expect(desk.replica.lines()).toEqual(a.replica.lines());
    expect(a.replica.row("reader", "c")?.name).toBe("of c");
  });
});
