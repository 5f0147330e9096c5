/**
 * What a removal and a return do to who has already applied something behind the number, and to who is cut off in
 * between.
 */
import { describe, expect, it } from "vitest";
import type { RemovalWay } from "#shared/model/removal.ts";
import { CHECKPOINT_RULE } from "#shared/replication/checkpoints/checkpoint-due.ts";
import { applyFromCopy, rebuildHere } from "#shared/replication/checkpoints/rebuild.ts";
import { createRun } from "#shared/replication/exchange/sync-run.ts";
import { parseName } from "#shared/replication/files/names.ts";
import { areAmiss, type Removals } from "#shared/replication/lines/removals.ts";
import { settleAll } from "../../../support/desks.ts";
import { createMemoryStore, type MemoryStore } from "../../../support/memory-store.ts";
import { takeOut } from "../../../support/removing.ts";
import { type ThreeDesks, threeDesks } from "../../../support/three-desks.ts";

const DAY_MS = 24 * 60 * 60_000;

const batchesOf = (stream: string, { files }: MemoryStore): readonly string[] =>
  [...files.keys()].filter((name) => {
    const parsed = parseName(name);
    return parsed?.tag === "batch" && parsed.stream === stream;
  });

describe("a retired computer that comes back", () => {
  it("R6, R12: has seen what it had seen, also where that had seen its own old batches", async () => {
    const { share, a, b, c } = await threeDesks("书车");
    b.write("r", { name: "书车" });
    await b.sync(share);
    await c.sync(share);
    c.write("r", { note: "儿童馆" });
    await c.sync(share);
    await b.sync(share);
    b.write("r", { note: "书车后来写的" });
    await b.sync(share);
    const old = b.replica.stream;
    // it has heard of none of this
    await takeOut(a, old, "retired");
    await settleAll([a, c], share);
    await b.sync(share);
    expect(b.replica.stream).not.toBe(old);
    // they count as empty, and colleagues' work waits for nobody
    expect(batchesOf(old, b.local)).toEqual(batchesOf(old, share));
    expect(b.replica.row("reader", "r")).toMatchObject({ name: "书车", note: "书车后来写的" });
    await settleAll([a, b, c], share);
    for (const { replica } of [a, b, c]) {
      expect(replica.lines()).toEqual(b.replica.lines());
      expect(replica.row("reader", "r")?.open).toBeUndefined();
    }
  });

  it("check 1: makes colleagues' work on what does not count a conflict on every desk, also where its database is lost", async () => {
    const { share, a, b, c } = await threeDesks("书车");
    b.write("r", { name: "书车" });
    await b.sync(share);
    await c.sync(share);
    c.write("r", { name: "儿童馆" });
    await c.sync(share);
    await b.sync(share);
    const old = b.replica.stream;
    // it has heard of none of this
    await takeOut(a, old, "retired");
    await expect(rebuildHere(createRun(b.ports(share), {}))).resolves.toBeUndefined();
    await a.sync(share);
    await b.sync(share);
    expect(b.replica.stream).not.toBe(old);
    await settleAll([a, b, c], share);
    for (const { replica } of [a, b, c]) {
      expect(replica.lines()).toEqual(a.replica.lines());
      expect(replica.row("reader", "r")?.open).toBe(1);
    }
  });

  it("R6, check 2: makes anew what lies behind the number on its own line, where the remover stood on its twin's", async () => {
    for (let isSmaller = false, round = 0; !isSmaller; round++) {
      expect(round).toBeLessThan(30);
      const { share, a, b } = await threeDesks("书车");
      const twin = b.clone();
      const other = createMemoryStore(new Map(share.files));
      const old = b.replica.stream;
      for (const id of ["t1", "t2", "t3"]) twin.write(id, { name: id });
      await twin.sync(other);
      await a.sync(other);
      await takeOut(a, old, "retired");
      b.write("b1", { name: "b1" });
      await b.sync(share);
      const [ours, theirs] = [(await b.replica.state()).own.sealed, (await twin.replica.state()).own.sealed];
      expect(ours.no).toBe(theirs.no);
      // whose hash is the smaller one stays on the stream
      isSmaller = ours.hash < theirs.hash;
      if (!isSmaller) continue;
      for (const id of ["b2", "b3"]) b.write(id, { name: id });
      await b.sync(share);
      await a.sync(share);
      const { warnings } = await b.sync(share);
      expect(warnings).toContainEqual({ tag: "new-stream", from: old, stream: b.replica.stream, entries: 2 });
      await settleAll([a, b, twin], share);
      for (const { replica } of [a, b, twin]) {
        expect(replica.lines()).toEqual(a.replica.lines());
        for (const id of ["t1", "t2", "t3", "b1", "b2", "b3"]) expect(replica.row("reader", id)?.name).toBe(id);
      }
      for (const device of [a, b, twin]) expect((await device.sync(share)).outcome.tag).toBe("nothing-new");
    }
  });

  it("check 2: keeps its own work beside a colleague's who has seen it only as empty, though nothing leads back to apply all anew", async () => {
    const { share, clock, a, b, c } = await threeDesks("书车");
    // an erasing raises floors at once, so that batches alone lead nowhere
    a.replica.write([{ kind: "erased", id: "r-一楼", cells: { at: clock.ms } }]);
    await settleAll([a, b, c], share);
    expect((await b.replica.state()).streams[a.replica.stream]?.floor).toBeGreaterThan(1);
    const old = b.replica.stream;
    b.write("r", { note: "书车" });
    await b.sync(share);
    // it has heard of none of this, and from then on has seen all of it as empty
    await takeOut(a, old, "retired");
    await a.sync(share);
    a.write("r", { note: "一楼" });
    await a.sync(share);
    // no checkpoint is at hand: the folder came back from an old day
    const isOfState = (name: string): boolean => ["manifest", "part"].includes(parseName(name)?.tag ?? "");
    for (const { files } of [share, b.local])
      for (const name of [...files.keys()].filter(isOfState)) files.delete(name);
    const { warnings } = await b.sync(share);
    expect(warnings.map(({ tag }) => tag)).toEqual(expect.arrayContaining(["new-stream", "removal-late"]));
    expect(b.replica.row("reader", "r")?.open).toBe(1);
    await settleAll([a, b, c], share);
    for (const { replica } of [a, b, c]) {
      expect(replica.lines()).toEqual(a.replica.lines());
      expect(replica.row("reader", "r")?.open).toBe(1);
    }
  });

  it("check 8: has its own work beside what a colleague wrote over it, though nothing leads back to apply all anew", async () => {
    const { share, clock, a, b, c } = await threeDesks("书车");
    // an erasing raises floors at once, so that batches alone lead nowhere
    a.replica.write([{ kind: "erased", id: "r-一楼", cells: { at: clock.ms } }]);
    await settleAll([a, b, c], share);
    const old = b.replica.stream;
    b.write("r", { name: "书车" });
    b.write("gone", { name: "删去的" });
    b.write("gone", { ".deleted": true });
    await b.sync(share);
    await c.sync(share);
    c.write("r", { name: "儿童馆" });
    c.write("gone", { note: "找回的" });
    await c.sync(share);
    await b.sync(share);
    // it has heard of none of this
    await takeOut(a, old, "retired");
    await a.sync(share);
    const isOfState = (name: string): boolean => ["manifest", "part"].includes(parseName(name)?.tag ?? "");
    for (const { files } of [share, b.local])
      for (const name of [...files.keys()].filter(isOfState)) files.delete(name);
    const { warnings } = await b.sync(share);
    expect(warnings.map(({ tag }) => tag)).toContain("removal-late");
    expect(
      b.replica
        .row("reader", "r")
        ?.f?.name?.map(({ v }) => v)
        .sort(),
    ).toEqual(["书车", "儿童馆"].sort());
    expect(b.replica.row("reader", "gone")?.f?.[".deleted"]?.map(({ v }) => v)).toEqual([null, true]);
    await settleAll([a, b, c], share);
    for (const { replica } of [a, b, c]) {
      expect(replica.lines()).toEqual(a.replica.lines());
      expect(replica.row("reader", "r")?.open).toBe(1);
    }
  });

  it("check 13: was not applied amiss where the remover stood on another line with fewer entries", () => {
    const removals: Removals = new Map([
      ["s", { stream: "s", no: 5, hash: "bb", seq: 13, way: "retired", at: 1, keys: [] }],
    ]);
    expect(areAmiss(removals, { s: { no: 5, hash: "aa", seq: 20 } })).toBe(false);
    expect(areAmiss(removals, { s: { no: 5, hash: "bb", seq: 20 } })).toBe(true);
    expect(areAmiss(removals, { s: { no: 6, hash: "aa", seq: 20 } })).toBe(true);
  });

  it("check 1: compares no digest with rows that its removal is about to change", async () => {
    const { clock, share, a, b } = await threeDesks("书车");
    b.write("late", { name: "没有人见过" });
    await b.sync(share);
    await takeOut(a, b.replica.stream, "retired");
    clock.ms += 2 * DAY_MS;
    await a.sync(share);
    const report = await b.sync(share);
    expect(report.warnings.map(({ tag }) => tag)).toContain("new-stream");
    expect(report.warnings.filter(({ tag }) => tag === "digest-differs")).toEqual([]);
    await settleAll([a, b], share);
    expect(a.replica.row("reader", "late")?.name).toBe("没有人见过");
  });
});

describe("a computer that learns only from a colleague's checkpoint that it is out", () => {
  /** b has written what was taken out with it, and all batches that would have told are swept; it goes on working. */
  const sweptBehind = async (way: RemovalWay): Promise<ThreeDesks> => {
    const { a, b, c, ...scene } = await threeDesks("书车");
    const { share } = scene;
    b.write("r", { name: "书车登记的", note: "第一句" });
    await b.sync(share);
    await c.sync(share);
    await takeOut(a, b.replica.stream, way);
    await a.sync(share);
    c.write("r-一楼", { note: "儿童馆写的" });
    await c.sync(share, { checkpoints: { ...CHECKPOINT_RULE, tailBatches: 1, tailOps: 1 } });
    expect((await c.replica.state()).streams[b.replica.stream]?.refusedFrom).toBeGreaterThan(0);
    const known = (await b.replica.state()).streams;
    for (const stream of [a.replica.stream, c.replica.stream]) {
      for (const name of batchesOf(stream, share)) {
        const ref = parseName(name);
        if (ref?.tag === "batch" && ref.no > (known[stream]?.no ?? 0)) share.files.delete(name);
      }
    }
    // the last one stays, as after a sweep
    for (const { replica, local } of [a, c]) {
      const { own } = await replica.state();
      for (const name of batchesOf(replica.stream, local)) {
        const ref = parseName(name);
        const bytes = local.files.get(name);
        if (ref?.tag === "batch" && ref.no === own.sealed.no && bytes !== undefined) share.files.set(name, bytes);
      }
    }
    b.write("r", { note: "第二句" });
    return { ...scene, a, b, c };
  };

  it("check 2: keeps its own work before its eyes when it is told, also where its database is lost then", async () => {
    const { share, b } = await sweptBehind("removed");
    const report = await b.sync(share);
    expect(report.outcome).toMatchObject({
      tag: "stopped",
      stop: { tag: "removed", at: expect.any(Number), no: expect.any(Number) },
    });
    expect(b.replica.row("reader", "r")).toMatchObject({ name: "书车登记的", note: "第二句" });
    await expect(rebuildHere(createRun(b.ports(share), {}))).resolves.toBeUndefined();
    expect(b.replica.row("reader", "r")).toMatchObject({ name: "书车登记的", note: "第二句" });
    // it is told each time
    expect((await b.sync(share)).outcome).toMatchObject({ stop: { tag: "removed" } });
  });

  it("check 2, R15: goes on under a new stream where it may, and has both its own work and what was swept", async () => {
    const { share, a, b, c } = await sweptBehind("retired");
    const old = b.replica.stream;
    expect((await b.sync(share)).outcome.tag).toBe("done");
    expect(b.replica.stream).not.toBe(old);
    await settleAll([a, b, c], share);
    for (const { replica } of [a, b, c]) {
      expect(replica.row("reader", "r")).toMatchObject({ name: "书车登记的", note: "第二句" });
      expect(replica.row("reader", "r-一楼")?.note).toBe("儿童馆写的");
      expect(replica.lines()).toEqual(a.replica.lines());
    }
  });
});

describe("a colleague who is cut off while she applies all anew", () => {
  it("goes on without what she has begun to leave out, though the removal is not in her rows again", async () => {
    const { share, b, c } = await threeDesks("书车");
    const stream = b.replica.stream;
    const before = (await c.replica.state()).streams[stream];
    b.write("first", { name: "第一份" });
    await b.sync(share);
    b.write("second", { name: "第二份" });
    await b.sync(share);
    const ends = batchesOf(stream, share).flatMap((name) => parseName(name) ?? []);
    const [left, next] = ends
      .flatMap((ref) => (ref.tag === "batch" && ref.no > (before?.no ?? 0) ? [ref] : []))
      .sort((x, y) => x.no - y.no);
    if (left === undefined || next === undefined) throw new Error("b has sealed two batches");
    for (const name of batchesOf(stream, share)) c.local.files.set(name, share.files.get(name) ?? new Uint8Array());
    const [entry] = await b.replica.journaled((before?.seq ?? 0) + 1, 1);
    if (entry === undefined) throw new Error("b has written");
    await c.replica.apply({
      stream,
      entries: [{ ...entry, ops: [] }],
      ends: { no: left.no, hash: left.hash, at: 1 },
      refusedFrom: left.no,
    });
    const applied = await applyFromCopy(c.ports(share), {
      [stream]: { no: next.no, hash: next.hash, seq: entry.seq + 1 },
    });
    expect(applied.ok).toBe(true);
    expect((await c.replica.state()).streams[stream]).toMatchObject({ no: next.no, refusedFrom: left.no });
    for (const id of ["first", "second"]) expect(c.replica.row("reader", id)).toBeUndefined();
  });
});
