/**
 * A batch that is nowhere: who waits for whom, what declaring it lost lets go on, and what happens when it turns up.
 */
import { describe, expect, it } from "vitest";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import { parseName } from "#shared/replication/files/names.ts";
import { declarationOf, type Gap } from "#shared/replication/lines/gaps.ts";
import { type Device, makeDevice, markedShare, type TestClock } from "../../../support/desks.ts";
import type { MemoryStore } from "../../../support/memory-store.ts";

interface Scene {
  readonly share: MemoryStore;
  readonly clock: TestClock;
  readonly a: Device;
  readonly b: Device;
}

const batchOf = (device: Device, no: number, store: MemoryStore): string => {
  const name = [...store.files.keys()].find((each) => {
    const parsed = parseName(each);
    return parsed?.tag === "batch" && parsed.stream === device.replica.stream && parsed.no === no;
  });
  if (name === undefined) throw new Error(`no batch ${no}`);
  return name;
};

const missing = ({ warnings }: SyncReport): readonly (Gap | null)[] =>
  warnings.flatMap((warning) => (warning.tag === "batch-missing" ? [warning.gap] : []));

/** a has published three batches; b has the first; of the second no file is left anywhere. */
async function library(): Promise<Scene & { readonly lost: Uint8Array; readonly name: string }> {
  const clock: TestClock = { ms: 1_700_000_000_000 };
  const share = markedShare();
  const [a, b] = [makeDevice("一楼", clock), makeDevice("儿童馆", clock)];
  a.write("r1", { name: "第一份" });
  for (const device of [a, b]) await device.sync(share);
  a.write("r2", { name: "第二份" });
  a.write("r2", { note: "也在第二份" });
  await a.sync(share);
  a.write("r3", { name: "第三份" });
  await a.sync(share);
  const name = batchOf(a, 2, share);
  const lost = share.files.get(name) ?? new Uint8Array();
  for (const store of [share, a.local]) store.files.delete(name);
  return { share, clock, a, b, lost, name };
}

function declare(device: Device, gap: Gap | null | undefined): void {
  if (gap == null) throw new Error("nothing is missing");
  device.replica.write([declarationOf(gap)]);
}

describe("a batch that no store and no device can supply", () => {
  it("is named with all that is known of it, and what follows waits", async () => {
    const { share, a, b } = await library();
    const report = await b.sync(share);
    const third = parseName(batchOf(a, 3, share));
    expect(third?.tag).toBe("batch");
    expect(missing(report)).toEqual([
      { stream: a.replica.stream, first: 2, no: 2, hash: expect.stringMatching(/^[0-9a-f]{12}$/), lastSeq: 3 },
    ]);
    expect(b.replica.row("reader", "r3")).toBeUndefined();
  });

  it("R12: declared lost, counts as applied and empty, on every desk that lacks it, and nobody asks again", async () => {
    const { share, clock, a, b } = await library();
    const [gap] = missing(await b.sync(share));
    declare(b, gap);
    const report = await b.sync(share);
    expect(missing(report)).toEqual([]);
    expect(b.replica.row("reader", "r3")?.name).toBe("第三份");
    expect(b.replica.row("reader", "r2")).toBeUndefined();
    expect((await b.sync(share)).warnings).toEqual([]);
    const c = makeDevice("三楼", clock);
    for (let round = 0; round < 2; round++) expect(missing(await c.sync(share))).toEqual([]);
    expect(c.replica.lines()).toEqual(b.replica.lines());
    // and its author goes on as before
    a.write("r4", { name: "第四份" });
    for (const device of [a, b, c]) await device.sync(share);
    expect(c.replica.row("reader", "r4")?.name).toBe("第四份");
  });

  it("is put back by whoever has it after all, and then counts as it stands, also for who had gone on without it", async () => {
    const { share, a, b, lost, name } = await library();
    const [gap] = missing(await b.sync(share));
    declare(b, gap);
    await b.sync(share);
    // a's disk is mended
    a.local.files.set(name, lost);
    await a.sync(share);
    expect(share.files.has(name)).toBe(true);
    for (let round = 0; round < 2; round++) for (const device of [b, a]) await device.sync(share);
    expect(b.replica.row("reader", "r2")).toMatchObject({ name: "第二份", note: "也在第二份" });
    expect(b.replica.lines()).toEqual(a.replica.lines());
    // check 13: what it has triggered is over
    const state = await b.replica.state();
    expect(state.streams[a.replica.stream]?.skipped).toBeUndefined();
    expect((await b.sync(share)).outcome).toEqual({ tag: "nothing-new" });
  });

  it("is put back by its author, whom the report reaches, where something else stands under its name", async () => {
    const { share, a, b, lost, name } = await library();
    a.local.files.set(name, lost);
    share.files.set(name, lost.subarray(0, 40));
    const { no, hash } = parseName(name) as { readonly no: number; readonly hash: string }; // the name of a batch
    declare(b, { stream: a.replica.stream, first: no, no, hash, lastSeq: 3 });
    await b.sync(share);
    await a.sync(share);
    expect(share.files.get(name)).toEqual(lost);
    for (let round = 0; round < 2; round++) for (const device of [b, a]) await device.sync(share);
    expect(b.replica.row("reader", "r2")?.name).toBe("第二份");
  });

  it("is put back by a third desk that had fetched it", async () => {
    const { share, clock, a, b, lost, name } = await library();
    const [gap] = missing(await b.sync(share));
    const c = makeDevice("三楼", clock);
    c.local.files.set(name, lost);
    c.local.files.set(batchOf(a, 1, share), share.files.get(batchOf(a, 1, share)) ?? new Uint8Array());
    await c.sync(share);
    expect(c.replica.row("reader", "r2")?.name).toBe("第二份");
    declare(b, gap);
    for (let round = 0; round < 3; round++) for (const device of [b, c]) await device.sync(share);
    expect(share.files.has(name)).toBe(true);
    expect(b.replica.row("reader", "r2")?.name).toBe("第二份");
    expect(b.replica.lines()).toEqual(c.replica.lines());
  });

  it("of a device that is gone for ever is named where somebody waits who had seen it, and no longer waited for once declared", async () => {
    const { share, clock, a, b } = await library();
    const c = makeDevice("三楼", clock);
    const [gap] = missing(await b.sync(share));
    declare(b, gap);
    for (const device of [b, c]) await device.sync(share);
    a.write("r9", { name: "只有三楼见过" });
    await a.sync(share);
    c.write("r5", { name: "见过之前" });
    await c.sync(share);
    c.write("r5", { name: "见过之后" });
    // a is gone, and with it what only c had fetched
    const fourth = batchOf(a, 4, share);
    for (const store of [share, c.local])
      for (const name of [...store.files.keys()])
        if (name === fourth || (store === share && name.startsWith(`heads/${a.replica.stream}`)))
          store.files.delete(name);
    await c.sync(share);
    const report = await b.sync(share);
    expect(b.replica.row("reader", "r5")?.name).toBe("见过之前");
    const [behind] = missing(report);
    expect(behind).toMatchObject({ stream: a.replica.stream, first: 4, no: 4, lastSeq: 5 });
    declare(b, behind);
    expect(missing(await b.sync(share))).toEqual([]);
    expect(b.replica.row("reader", "r5")?.name).toBe("见过之后");
    expect(b.replica.row("reader", "r9")).toBeUndefined();
  });
});
