/** Clones, restored backups and forks: a stream has one line, and nobody's acknowledged work is lost. */
import { describe, expect, it } from "vitest";
import { CHECKPOINT_RULE } from "#shared/replication/checkpoints/checkpoint-due.ts";
import { type Device, makeDevice, markedShare, settleAll, type TestClock } from "../../../../support/desks.ts";
import { createMemoryStore, type MemoryStore } from "../../../../support/memory-store.ts";

const clockAt = (): TestClock => ({ ms: 1_700_000_000_000 });
const warned = (tags: readonly { readonly tag: string }[], tag: string): boolean =>
  tags.some((warning) => warning.tag === tag);
const textOf = (device: Device, id: string): unknown => device.replica.row("reader", id)?.name;

/** A desk that has published, and a copy of its profile. */
async function copied(): Promise<{
  readonly clock: TestClock;
  readonly share: MemoryStore;
  readonly a: Device;
  readonly twin: Device;
}> {
  const clock = clockAt();
  const share = markedShare();
  const a = makeDevice("a", clock);
  a.write("r0", { name: "x" });
  await a.sync(share);
  return { clock, share, a, twin: a.clone() };
}

describe("a copied profile", () => {
  it("goes on under a new stream when the other copy has published first, and both keep all work", async () => {
    const clock = clockAt();
    const share = markedShare();
    const a = makeDevice("a", clock);
    a.write("common", { name: "before" });
    await a.sync(share);
    const twin = a.clone();
    a.write("r1", { name: "of the first" });
    twin.write("r2", { name: "of the twin" });
    twin.write("common", { name: "twin's" });
    await a.sync(share);
    const old = twin.replica.stream;
    const report = await twin.sync(share);
    expect(report.outcome.tag).toBe("done");
    expect(report.warnings).toContainEqual({ tag: "new-stream", from: old, stream: twin.replica.stream, entries: 2 });
    expect(twin.replica.stream).not.toBe(old);
    expect(warned((await twin.sync(share)).warnings, "new-stream")).toBe(false);
    await settleAll([a, twin], share);
    expect(a.replica.lines()).toEqual(twin.replica.lines());
    expect(textOf(a, "r1")).toBe("of the first");
    expect(textOf(a, "r2")).toBe("of the twin");
    expect(textOf(a, "common")).toBe("twin's");
    expect(a.replica.stream).toBe(old);
  });

  it("R1: goes on while a batch of the other copy is missing, and leaves its stream when that is there again", async () => {
    const { share, a, twin } = await copied();
    const before = new Set(share.files.keys());
    a.write("r1", { name: "of the first" });
    await a.sync(share);
    const batch = [...share.files.keys()].find((name) => name.endsWith(".batch") && !before.has(name)) ?? "";
    a.write("r2", { name: "of the first, later" });
    await a.sync(share);
    const bytes = share.files.get(batch);
    if (bytes === undefined) throw new Error("a has published a batch");
    share.files.delete(batch);
    twin.write("r3", { name: "of the twin" });
    expect(warned((await twin.sync(share)).warnings, "new-stream")).toBe(false);
    share.files.set(batch, bytes);
    // whose line has the larger hash leaves it
    const reports = [await twin.sync(share), await a.sync(share)];
    expect(reports.filter(({ warnings }) => warned(warnings, "new-stream"))).toHaveLength(1);
    await settleAll([a, twin], share);
    expect(a.replica.lines()).toEqual(twin.replica.lines());
    expect(textOf(a, "r3")).toBe("of the twin");
  });

  it("check 2: begins with no checkpoint that the other copy has made on its line: what it has written itself stays", async () => {
    const { clock, share, a, twin } = await copied();
    const colleague = makeDevice("c", clock);
    for (const id of ["c1", "c2", "c3"]) {
      colleague.write(id, { name: "of a colleague" });
      await colleague.sync(share);
    }
    for (const id of ["a1", "a2", "a3"]) {
      a.write(id, { name: "of the first" });
      await a.sync(share, { checkpoints: { ...CHECKPOINT_RULE, tailBatches: 2, tailOps: 2 } });
    }
    const [all, stream] = [new Map(share.files), a.replica.stream];
    const own = [...all.keys()].filter((name) => name.startsWith(`streams/${stream}/0000/`));
    // its checkpoint alone stands for the colleague's batches, and its own line cannot be followed back
    for (const name of all.keys())
      if (name.endsWith(".batch") && !own.slice(-1).includes(name)) share.files.delete(name);
    for (const id of ["t1", "t2", "t3", "t4"]) twin.write(id, { name: "of the twin" });
    await twin.sync(share);
    expect(textOf(twin, "t1")).toBe("of the twin");
    for (const [name, bytes] of all) share.files.set(name, bytes);
    clock.ms += 2 * 24 * 60 * 60_000;
    for (let round = 0; round < 2; round++) await settleAll([a, twin, colleague], share);
    expect(a.replica.lines()).toEqual(twin.replica.lines());
    for (const id of ["t1", "t2", "t3", "t4"]) expect(textOf(a, id)).toBe("of the twin");
    for (const id of ["a1", "a2", "a3"]) expect(textOf(twin, id)).toBe("of the first");
  });

  it("R10: is not seen by who has seen what the other copy has sealed under numbers beyond the own ones", async () => {
    const { share, a, twin } = await copied();
    const [stick, quiet] = [createMemoryStore(new Map(share.files)), createMemoryStore(new Map(share.files))];
    for (let at = 1; at <= 4; at++) {
      twin.write(`t${at}`, { name: "of the twin" });
      await twin.sync(stick);
    }
    const colleague = makeDevice("c", clockAt());
    await colleague.sync(stick);
    colleague.write("r1", { name: "of the colleague" });
    await colleague.sync(stick);
    // on a third folder only the colleague's files have arrived
    for (const [name, bytes] of stick.files) if (name.includes(colleague.replica.stream)) quiet.files.set(name, bytes);
    for (const id of ["a1", "a2", "a3", "r1"]) a.write(id, { name: "of the first" });
    await a.sync(quiet);
    expect(
      a.replica
        .row("reader", "r1")
        ?.f?.name?.map(({ v }) => v)
        .sort(),
    ).toEqual(["of the colleague", "of the first"]);
  });

  it("R6, check 2: leaves behind what is surely common, not behind what it has published in doubt", async () => {
    for (let round = 0; round < 2; round++) {
      const { clock, share, a, twin } = await copied();
      let third = "";
      for (const id of ["a1", "a2", "a3", "a4", "a5"]) {
        const before = new Set(share.files.keys());
        a.write(id, { name: id });
        await a.sync(share);
        if (id === "a3")
          third = [...share.files.keys()].find((name) => name.endsWith(".batch") && !before.has(name)) ?? "";
      }
      expect(share.files.delete(third)).toBe(true);
      for (const id of ["b1", "b2"]) {
        twin.write(id, { name: id });
        expect(warned((await twin.sync(share)).warnings, "new-stream")).toBe(false);
      }
      clock.ms += 2 * 24 * 60 * 60_000;
      const old = twin.replica.stream;
      // r0, b1 and b2: where the lines part nobody can tell, and no checkpoint bears witness: all is made anew
      expect((await twin.sync(share)).warnings).toContainEqual({
        tag: "new-stream",
        from: old,
        stream: twin.replica.stream,
        entries: 3,
      });
      expect(warned((await twin.sync(share)).warnings, "new-stream")).toBe(false);
      const late = makeDevice("late", clock);
      await settleAll([a, twin, late], share);
      for (const device of [a, twin, late]) {
        expect(device.replica.lines()).toEqual(late.replica.lines());
        for (const id of ["a1", "a2", "a3", "a4", "a5", "b1", "b2"]) expect(textOf(device, id)).toBe(id);
      }
    }
  });

  it("R6, check 2: takes nothing for common that it has put on a folder which was wiped, where the batch is missing that would show the other line", async () => {
    // whose second batch has the smaller hash, and so stays, is chance
    for (let round = 0; round < 6; round++) {
      const { clock, share, a, twin } = await copied();
      a.write("a1", { name: "a1" });
      await a.sync(share);
      // each of the two is alone on a folder that was emptied before: nothing shows it the other's second batch
      for (const name of [...share.files.keys()]) if (/^(heads|streams)\//.test(name)) share.files.delete(name);
      twin.write("b1", { name: "b1" });
      await twin.sync(share);
      for (const name of [...share.files.keys()]) if (/^(heads|streams)\//.test(name)) share.files.delete(name);
      a.write("a2", { name: "a2" });
      await a.sync(share);
      const before = new Set(share.files.keys());
      a.write("a3", { name: "a3" });
      await a.sync(share);
      const third = [...before].find((name) => /0000000?3-[^/]*\.batch$/.test(name)) ?? "";
      expect(share.files.delete(third)).toBe(true);
      clock.ms += 2 * 24 * 60 * 60_000;
      await twin.sync(share);
      const late = makeDevice("late", clock);
      await settleAll([a, twin, late], share);
      for (const device of [a, twin, late]) {
        expect(device.replica.lines()).toEqual(late.replica.lines());
        for (const id of ["r0", "a1", "a2", "a3", "b1"])
          expect([id, textOf(device, id)]).toEqual([id, id === "r0" ? "x" : id]);
      }
    }
  });

  it("does so too where it has sealed entries that never reached the folder", async () => {
    const { share, a, twin } = await copied();
    twin.write("r2", { name: "sealed" });
    let calls = 0;
    await twin.sync({ ...share, put: async () => ({ ok: false, error: { tag: "unknown", code: `EIO${calls++}` } }) });
    a.write("r1", { name: "x" });
    await a.sync(share);
    twin.write("r3", { name: "later" });
    await twin.sync(share);
    await settleAll([a, twin], share);
    expect(textOf(a, "r2")).toBe("sealed");
    expect(textOf(a, "r3")).toBe("later");
    expect(a.replica.lines()).toEqual(twin.replica.lines());
  });

  it("that was restored from an old backup takes back what it had published since", async () => {
    const clock = clockAt();
    const share = markedShare();
    const a = makeDevice("a", clock);
    a.write("r0", { name: "x" });
    await a.sync(share);
    const backup = a.clone();
    a.write("r1", { name: "after the backup" });
    await a.sync(share);
    const restored = backup;
    restored.write("r2", { name: "after the restore" });
    const report = await restored.sync(share);
    expect(warned(report.warnings, "new-stream")).toBe(true);
    const other = makeDevice("b", clock);
    await settleAll([restored, other], share);
    expect(textOf(restored, "r1")).toBe("after the backup");
    expect(textOf(other, "r2")).toBe("after the restore");
    expect(restored.replica.lines()).toEqual(other.replica.lines());
  });

  it.each([
    ["is misread once", false],
    ["is spoilt for good, and the one before it is not", true],
  ])(
    "that was restored from an old backup takes back what it had published since, also where its newest batch %s",
    async (_, isSpoilt) => {
      const { clock, share, a, twin: backup } = await copied();
      for (const name of ["r1", "r2"]) {
        a.write(name, { name: "after the backup" });
        await a.sync(share);
      }
      const newest =
        [...share.files.keys()]
          .filter((name) => name.endsWith(".batch"))
          .sort()
          .at(-1) ?? "";
      let misread = 0;
      const looked: MemoryStore = {
        ...share,
        get: async (name) => {
          if (name !== newest || (misread++ > 0 && !isSpoilt)) return share.get(name);
          return { ok: true, value: new Uint8Array(50) };
        },
      };
      backup.write("r3", { name: "after the restore" });
      expect(warned((await backup.sync(looked)).warnings, "new-stream")).toBe(true);
      const other = makeDevice("b", clock);
      await settleAll([backup, other], share);
      expect([misread > 0, textOf(other, "r1"), textOf(other, "r3")]).toEqual([
        true,
        "after the backup",
        "after the restore",
      ]);
      expect(textOf(other, "r2")).toBe("after the backup");
      expect(backup.replica.lines()).toEqual(other.replica.lines());
    },
  );

  it("is not thought a clone because of a forged head", async () => {
    const clock = clockAt();
    const share = markedShare();
    const a = makeDevice("a", clock);
    a.write("r0", { name: "x" });
    await a.sync(share);
    share.files.set(`heads/${a.replica.stream}-000000ff-aaaaaaaaaaaa`, new Uint8Array());
    const before = a.replica.stream;
    a.write("r1", { name: "x" });
    expect((await a.sync(share)).outcome).toEqual({ tag: "done" });
    expect(a.replica.stream).toBe(before);
  });
});

describe("a fork", () => {
  it("between two folders ends with the same state everywhere and nothing lost", { timeout: 120_000 }, async () => {
    const clock = clockAt();
    for (let round = 0; round < 3; round++) {
      const [share, stick] = [markedShare(), markedShare()];
      const a = makeDevice("a", clock);
      a.write("r0", { name: "x" });
      await a.sync(share);
      await a.sync(stick);
      const twin = a.clone();
      const [b, c] = [makeDevice("b", clock), makeDevice("c", clock)];
      a.write("r1", { name: "of the first" });
      twin.write("r2", { name: "of the twin" });
      await a.sync(share);
      await twin.sync(stick);
      await b.sync(share);
      await c.sync(stick);
      b.write("r3", { name: "b" });
      c.write("r4", { name: "c" });
      await b.sync(share);
      await c.sync(stick);
      // b carries a stick that holds the other line
      await b.sync(stick);
      await c.sync(share);
      for (let i = 0; i < 4; i++)
        for (const device of [a, twin, b, c]) for (const store of [share, stick]) await device.sync(store);
      for (const device of [a, twin, b, c]) {
        for (const [id, name] of [
          ["r1", "of the first"],
          ["r2", "of the twin"],
          ["r3", "b"],
          ["r4", "c"],
        ] as const)
          expect(textOf(device, id)).toBe(name);
        expect(device.replica.lines()).toEqual(a.replica.lines());
      }
    }
  });
});

describe("the computer whose line stays", () => {
  it("check 9: is silent again once it has seen that the other line is excluded, whose head stays on the folder", async () => {
    const clock = clockAt();
    for (let round = 0; round < 4; round++) {
      const share = markedShare();
      const a = makeDevice("a", clock);
      a.write("r0", { name: "x" });
      await a.sync(share);
      const twin = a.clone();
      const other = markedShare();
      for (const [name, bytes] of share.files) other.files.set(name, bytes);
      a.write("r1", { name: "of the first" });
      twin.write("r2", { name: "of the twin" });
      await a.sync(share);
      await twin.sync(other);
      // two folders become one
      for (const [name, bytes] of other.files) share.files.set(name, bytes);
      for (let i = 0; i < 4; i++) for (const device of [a, twin]) await device.sync(share);
      for (const device of [a, twin]) expect((await device.sync(share)).outcome).toEqual({ tag: "nothing-new" });
      expect(a.replica.lines()).toEqual(twin.replica.lines());
    }
  });
});

describe("what a clone had seen", () => {
  it("R15: check 14: is not what its twin wrote under the same numbers: both edits stand as a conflict", async () => {
    const clock = clockAt();
    const share = markedShare();
    const a = makeDevice("a", clock);
    const twin = a.clone();
    twin.write("r1", { name: "of the twin" });
    for (const name of ["1", "2", "3"]) a.write("r1", { name });
    await twin.sync(share);
    await a.sync(share);
    const b = makeDevice("b", clock);
    await settleAll([a, twin, b], share);
    for (const device of [a, twin, b]) {
      expect(device.replica.lines()).toEqual(b.replica.lines());
      expect(device.replica.row("reader", "r1")).toMatchObject({ name: "3", open: 1 });
    }
  });

  it("R15: stays the same when its entries are made anew a second time", async () => {
    const clock = clockAt();
    const share = markedShare();
    const a = makeDevice("a", clock);
    const [second, third] = [a.clone(), a.clone()];
    a.write("r1", { name: "first" });
    for (const name of ["1", "2"]) second.write("r1", { name });
    await a.sync(share);
    // the second one moves, but is cut off before it has published; its own copy moves a second time
    await second.sync({ ...share, put: async () => ({ ok: false, error: { tag: "unknown", code: "EIO" } }) });
    const fourth = second.clone();
    await second.sync(share);
    fourth.write("r2", { name: "fourth" });
    await fourth.sync(share);
    third.write("r1", { name: "third" });
    const b = makeDevice("b", clock);
    await settleAll([a, second, third, fourth, b], share);
    for (const device of [a, second, third, fourth, b]) expect(device.replica.lines()).toEqual(b.replica.lines());
    expect(textOf(b, "r2")).toBe("fourth");
  });
});
