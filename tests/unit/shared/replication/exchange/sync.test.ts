/** Two and three desks with one folder: what the exchange promises, one promise a test. */
import { describe, expect, it } from "vitest";
import { CHECKPOINT_RULE } from "#shared/replication/checkpoints/checkpoint-due.ts";
import { sync } from "#shared/replication/exchange/sync.ts";
import { deviceName } from "#shared/replication/files/names.ts";
import { makeDevice, markedShare, type TestClock } from "../../../../support/desks.ts";

const START = 1_700_000_000_000;
const clockAt = (): TestClock => ({ ms: START });
const names = (share: { files: Map<string, Uint8Array> }, start: string): string[] =>
  [...share.files.keys()].filter((name) => name.startsWith(start)).sort();

describe("two desks and a folder", () => {
  it("brings one desk's records to the other, and back", async () => {
    const clock = clockAt();
    const share = markedShare();
    const [a, b] = [makeDevice("一楼", clock), makeDevice("儿童馆", clock)];
    a.write("r1", { name: "李卫东" });
    expect((await a.sync(share)).outcome).toEqual({ tag: "done" });
    const report = await b.sync(share);
    expect(report.outcome).toEqual({ tag: "done" });
    expect(report.steps.merge).toMatchObject({ records: 1, files: 1, devices: ["一楼"] });
    expect(report.devices.find(({ device }) => device === "一楼")).toMatchObject({ joined: true, waitsFor: [] });
    b.write("r1", { name: "李卫东（改）" });
    await b.sync(share);
    await a.sync(share);
    expect(a.replica.lines()).toEqual(b.replica.lines());
    expect(a.replica.row("reader", "r1")?.name).toBe("李卫东（改）");
  });

  it("keeps one head per stream, whose batch is there", async () => {
    const clock = clockAt();
    const share = markedShare();
    const a = makeDevice("a", clock);
    for (let i = 0; i < 3; i++) {
      a.write(`r${i}`, { name: "x" });
      await a.sync(share);
    }
    expect(names(share, "heads/")).toHaveLength(1);
    expect(names(share, "streams/").filter((name) => name.endsWith(".batch"))).toHaveLength(3);
  });

  it("is idle with one listing and no write", async () => {
    const clock = clockAt();
    const share = markedShare();
    const [a, b] = [makeDevice("a", clock), makeDevice("b", clock)];
    a.write("r1", { name: "x" });
    for (let i = 0; i < 2; i++) for (const device of [a, b]) await device.sync(share);
    Object.assign(share.calls, { list: 0, get: 0, put: 0, delete: 0 });
    Object.assign(b.local.calls, { put: 0, delete: 0 });
    for (let i = 0; i < 100; i++) {
      clock.ms += 60 * 60_000;
      expect((await b.sync(share)).outcome).toEqual({ tag: "nothing-new" });
    }
    expect(share.calls).toEqual({ list: 100, get: 0, put: 0, delete: 0 });
    expect(b.local.calls).toMatchObject({ put: 0, delete: 0 });
  });

  it("check 9: is idle with one listing, no read and no write among two hundred streams", {
    timeout: 60_000,
  }, async () => {
    const clock = clockAt();
    const share = markedShare();
    for (let n = 0; n < 200; n++) {
      // each at a place of its own, so that nobody has to take over the others
      const place = markedShare();
      const device = makeDevice(`d${n}`, clock);
      device.write(`r${n}`, { name: "x" });
      await device.sync(place);
      for (const [name, bytes] of place.files) share.files.set(name, bytes);
    }
    const own = makeDevice("own", clock);
    const ports = { ...own.ports(share), cards: new Map() };
    for (let round = 0; round < 2; round++) await sync(ports);
    expect(own.replica.lines()).toHaveLength(200);
    for (const { calls } of [share, own.local]) Object.assign(calls, { list: 0, get: 0, put: 0, delete: 0 });
    const report = await sync(ports);
    expect(report.outcome).toEqual({ tag: "nothing-new" });
    expect(report.devices).toHaveLength(201);
    expect(share.calls).toEqual({ list: 1, get: 0, put: 0, delete: 0 });
    // nor does the table of computers open their cards again
    expect(own.local.calls).toMatchObject({ get: 0, put: 0, delete: 0 });
  });

  it("sends a thousand changes in one batch and takes them with one read of it, at no more than 128 bytes a change", {
    timeout: 60_000,
  }, async () => {
    const clock = clockAt();
    const share = markedShare();
    const [a, b] = [makeDevice("a", clock), makeDevice("b", clock)];
    a.write("r0", { name: "x" });
    for (let round = 0; round < 2; round++) for (const device of [a, b]) await device.sync(share);
    for (let n = 0; n < 1000; n++) a.write(`r${n}`, { name: `读者${n}` });
    const clear = (): unknown => Object.assign(share.calls, { list: 0, get: 0, put: 0, delete: 0 });
    const before = new Set(share.files.keys());
    const checkpoints = { ...CHECKPOINT_RULE, tailOps: 5000 };
    clear();
    await a.sync(share, { checkpoints });
    // batch and head, and the older head away
    expect(share.calls).toMatchObject({ put: 2, delete: 1 });
    expect(share.calls.list).toBeLessThanOrEqual(5);
    const added = [...share.files].filter(([name]) => !before.has(name) && name.endsWith(".batch"));
    expect(added).toHaveLength(1);
    expect(added[0]?.[1].length).toBeLessThan(128 * 1000);
    clear();
    const report = await b.sync(share, { checkpoints });
    expect(report.steps.merge?.records).toBe(1000);
    expect(share.calls.get).toBeLessThanOrEqual(2);
    expect(b.replica.lines()).toEqual(a.replica.lines());
  });

  it("tells what each desk has added and when a file of it last held, from what it reads and writes anyway", async () => {
    const clock = clockAt();
    const share = markedShare();
    const [a, b] = [makeDevice("a", clock), makeDevice("b", clock)];
    const sizeOf = (start: string): number =>
      names(share, start).reduce((sum, name) => sum + (share.files.get(name)?.length ?? 0), 0);
    const lineOf = ({ devices }: Awaited<ReturnType<typeof a.sync>>, { replica: { stream } }: typeof a): unknown => {
      const line = devices.find((device) => device.stream === stream);
      return line === undefined ? undefined : { added: line.added, provedAt: line.provedAt };
    };
    a.write("r1", { name: "x" });
    const sent = await a.sync(share);
    const bytes = sizeOf(`streams/${a.replica.stream}/0000/`);
    expect(lineOf(sent, a)).toEqual({ added: { files: 1, bytes }, provedAt: clock.ms });
    clock.ms += 1000;
    const got = await b.sync(share);
    expect(lineOf(got, a)).toEqual({ added: { files: 1, bytes }, provedAt: clock.ms });
    // its own acknowledgement
    expect(lineOf(got, b)).toEqual({
      added: { files: 1, bytes: sizeOf(`streams/${b.replica.stream}/0000/`) },
      provedAt: clock.ms,
    });
    const nothing = { added: { files: 0, bytes: 0 }, provedAt: null };
    for (const device of [a, b]) expect(lineOf(await b.sync(share), device)).toEqual(nothing);
    // what a wiped share gets back is no growth
    for (const name of names(share, "streams/")) share.files.delete(name);
    for (const name of names(share, "heads/")) share.files.delete(name);
    const healed = await b.sync(share);
    expect(names(share, `streams/${a.replica.stream}/0000/`)).toHaveLength(1);
    expect(lineOf(healed, a)).toEqual(nothing);
    expect(lineOf(healed, b)).toMatchObject({ added: { files: 0, bytes: 0 }, provedAt: clock.ms });
  });

  it("acknowledges what it pulled at most once a day, and acknowledgements not at all", async () => {
    const clock = clockAt();
    const share = markedShare();
    const [a, b] = [makeDevice("a", clock), makeDevice("b", clock)];
    const batchesOf = (device: typeof a): number =>
      names(share, `streams/${device.replica.stream}/`).filter((name) => name.endsWith(".batch")).length;
    for (let i = 0; i < 5; i++) {
      a.write(`r${i}`, { name: "x" });
      await a.sync(share);
      await b.sync(share);
      clock.ms += 60_000;
    }
    expect(batchesOf(b)).toBe(1);
    for (let day = 0; day < 5; day++) {
      clock.ms += 24 * 60 * 60_000;
      await a.sync(share);
      await b.sync(share);
    }
    expect(batchesOf(b)).toBe(2);
    expect(batchesOf(a)).toBe(5);
    const line = (await a.sync(share)).devices.find(({ device }) => device === "b");
    expect(line?.hasOurs).toBe(true);
  });

  it("acknowledges at once where a person asks for the sync, and is silent once both know it", async () => {
    const clock = clockAt();
    const share = markedShare();
    const [a, b] = [makeDevice("a", clock), makeDevice("b", clock)];
    const write = (number: number): void => {
      a.write(`a${number}`, { name: "x" });
      b.write(`b${number}`, { name: "y" });
    };
    write(1);
    // both have said today already what they have
    for (const device of [a, b, a, b]) await device.sync(share);
    write(2);
    // a sync of its own accord has fetched all of it meanwhile
    for (const device of [a, b, a]) await device.sync(share);
    const ours = async (device: typeof a, other: string): Promise<boolean | null | undefined> =>
      (await device.sync(share, { asked: true })).devices.find((line) => line.device === other)?.hasOurs;
    await ours(a, "b");
    await ours(b, "a");
    expect([await ours(a, "b"), await ours(b, "a")]).toEqual([true, true]);
    const files = new Set(share.files.keys());
    for (const device of [a, b, a, b]) await device.sync(share, { asked: true });
    expect(new Set(share.files.keys())).toEqual(files);
  });

  it("R12: waits for a colleague whose batch an author had seen, and says for whom", async () => {
    const clock = clockAt();
    const [first, second] = [markedShare(), markedShare()];
    const [a, b, c] = [makeDevice("甲", clock), makeDevice("乙", clock), makeDevice("丙", clock)];
    a.write("r1", { name: "x" });
    await a.sync(first);
    await b.sync(first);
    b.write("r1", { name: "y" });
    await b.sync(first);
    for (const [name, bytes] of first.files)
      if (!name.includes(a.replica.stream) || name === deviceName(a.replica.stream)) second.files.set(name, bytes);
    const report = await c.sync(second);
    expect(report.devices.find(({ device }) => device === "乙")?.waitsFor).toMatchObject([
      { stream: a.replica.stream, no: 1, seq: 1, device: "甲" },
    ]);
    expect(c.replica.lines()).toEqual([]);
    await c.sync(first);
    expect(c.replica.lines()).toEqual(b.replica.lines());
  });

  it("carries a colleague's batches to a store where she was never", async () => {
    const clock = clockAt();
    const [share, stick] = [markedShare(), markedShare()];
    const [a, centre, b] = [makeDevice("a", clock), makeDevice("centre", clock), makeDevice("b", clock)];
    a.write("r1", { name: "x" });
    await a.sync(share);
    await centre.sync(share);
    await centre.sync(stick);
    await b.sync(stick);
    expect(b.replica.lines()).toEqual(a.replica.lines());
  });

  it("heals a wiped share byte for byte from one desk that has everything", async () => {
    const clock = clockAt();
    const share = markedShare();
    const [a, b] = [makeDevice("a", clock), makeDevice("b", clock)];
    for (let i = 0; i < 3; i++) {
      a.write(`r${i}`, { name: "x" });
      b.write(`r${i}`, { phones: null, note: `${i}` });
      for (const device of [a, b]) await device.sync(share);
    }
    for (const device of [a, b]) await device.sync(share);
    const before = new Map(share.files);
    for (const name of before.keys()) if (name.includes("/")) share.files.delete(name);
    const report = await b.sync(share);
    expect(report.warnings.filter(({ tag }) => tag === "went-back")).toHaveLength(2);
    expect(share.files).toEqual(before);
  });

  it("puts an own batch back that was lost in the middle", async () => {
    const clock = clockAt();
    const share = markedShare();
    const a = makeDevice("a", clock);
    for (let i = 0; i < 3; i++) {
      a.write(`r${i}`, { name: "x" });
      await a.sync(share);
    }
    const lost = names(share, "streams/").filter((name) => name.endsWith(".batch"))[1] ?? "";
    share.files.delete(lost);
    const b = makeDevice("b", clock);
    expect((await b.sync(share)).warnings).toContainEqual(
      expect.objectContaining({ tag: "batch-missing", device: "a", no: 2 }),
    );
    a.write("r9", { name: "x" });
    await a.sync(share);
    expect(share.files.has(lost)).toBe(true);
    await b.sync(share);
    expect(b.replica.lines()).toEqual(a.replica.lines());
  });

  it("names a tampered file, applies the rest, and takes the file when it is whole again", async () => {
    const clock = clockAt();
    const share = markedShare();
    const [a, b, c] = [makeDevice("a", clock), makeDevice("b", clock), makeDevice("c", clock)];
    a.write("r1", { name: "x" });
    b.write("r2", { name: "y" });
    await a.sync(share);
    await b.sync(share);
    const [name = ""] = names(share, `streams/${a.replica.stream}/`).filter((text) => text.endsWith(".batch"));
    const whole = share.files.get(name) ?? new Uint8Array();
    share.files.set(
      name,
      whole.map((byte, at) => (at === whole.length - 100 ? byte ^ 1 : byte)),
    );
    const report = await c.sync(share);
    expect(report.warnings).toContainEqual(
      expect.objectContaining({ tag: "file-refused", device: "a", file: name, error: { tag: "bad-signature" } }),
    );
    expect(c.replica.row("reader", "r2")?.name).toBe("y");
    expect(c.replica.row("reader", "r1")).toBeUndefined();
    share.files.set(name, whole);
    await c.sync(share);
    expect(c.replica.row("reader", "r1")?.name).toBe("x");
  });

  it("refuses what a device of another library left in the folder", async () => {
    const clock = clockAt();
    const share = markedShare();
    const stranger = makeDevice("stranger", clock, {
      library: "0123456789abcdef",
      epoch: 1,
      key: new Uint8Array(32).fill(9),
    });
    stranger.write("r1", { name: "x" });
    await stranger.sync(share);
    const a = makeDevice("a", clock);
    const report = await a.sync(share);
    expect(report.warnings).toContainEqual(
      expect.objectContaining({ tag: "file-refused", error: { tag: "wrong-key" } }),
    );
    expect(a.replica.lines()).toEqual([]);
  });

  it("writes nothing into a folder without the library's marker", async () => {
    const clock = clockAt();
    const a = makeDevice("a", clock);
    a.write("r1", { name: "x" });
    const faults: readonly (readonly [readonly string[], object])[] = [
      [[], { tag: "empty-folder" }],
      [["photo.jpg"], { tag: "wrong-folder" }],
      [["heads", "photo.jpg"], { tag: "wrong-folder" }],
      [["heads", "keys", "streams", "tmp-1"], { tag: "marker-lost" }],
      [["tmp-1"], { tag: "empty-folder" }],
      [["reader-desk.library-zzzzzzzzzzzzzzzz"], { tag: "another-library", library: "zzzzzzzzzzzzzzzz" }],
    ];
    for (const [files, stop] of faults) {
      const share = markedShare();
      share.files.clear();
      for (const name of files) share.files.set(name, new Uint8Array([1]));
      expect((await a.sync(share)).outcome).toEqual({ tag: "stopped", step: "look", stop });
      expect(share.calls.put).toBe(0);
    }
  });

  it("warns of a colleague's clock that is more than two minutes ahead", async () => {
    const share = markedShare();
    const [a, b] = [makeDevice("a", { ms: START + 10 * 60_000 }), makeDevice("b", { ms: START })];
    a.write("r1", { name: "x" });
    await a.sync(share);
    expect((await b.sync(share)).warnings).toContainEqual({
      tag: "clock-off",
      stream: a.replica.stream,
      device: "a",
      aheadMs: 10 * 60_000 + 1,
    });
  });

  it("R8: says so when the folder reports success and keeps nothing", async () => {
    const clock = clockAt();
    const share = markedShare();
    const a = makeDevice("a", clock);
    a.write("r1", { name: "x" });
    const report = await a.sync({ ...share, put: async () => ({ ok: true, value: null }) });
    expect(report.outcome).toEqual({ tag: "stopped", step: "finish", stop: { tag: "not-kept" } });
    expect(report.devices[0]?.pending).toBe(1);
    expect((await a.sync(share)).outcome).toEqual({ tag: "done" });
  });

  it("puts the right file where a broken write left zeros under its name, and names the file", async () => {
    const clock = clockAt();
    const share = markedShare();
    const a = makeDevice("a", clock);
    a.write("r1", { name: "x" });
    const first = await a.sync({
      ...share,
      put: async (name, bytes) => {
        if (!name.endsWith(".batch")) return share.put(name, bytes);
        share.files.set(name, new Uint8Array(bytes.length));
        return { ok: false, error: { tag: "unknown", code: "EIO" } };
      },
    });
    expect(first.outcome).toMatchObject({ tag: "stopped" });
    const second = await a.sync(share);
    const [batch = ""] = names(share, "streams/").filter((name) => name.endsWith(".batch"));
    expect(second.outcome).toEqual({ tag: "done" });
    expect(second.warnings).toEqual([
      { tag: "file-refused", stream: a.replica.stream, device: "a", file: batch, error: { tag: "damaged" } },
    ]);
    expect(share.files.get(batch)).toEqual(a.local.files.get(batch));
    expect((await a.sync(share)).outcome).toEqual({ tag: "nothing-new" });
  });
});
