/**
 * What computers that are out have left on the share goes as their own sweep would have taken it, and nobody misses it.
 */
import { describe, expect, it } from "vitest";
import { CHECKPOINT_RULE } from "#shared/replication/checkpoints/checkpoint-due.ts";
import { HEAD_CONTENT } from "#shared/replication/exchange/publish.ts";
import { headName, parseName, type StoreName } from "#shared/replication/files/names.ts";
import { type Device, makeDevice, markedShare, settleAll, type TestClock } from "../../../../support/desks.ts";
import type { MemoryStore } from "../../../../support/memory-store.ts";
import { proofDraw } from "../../../../support/proof-scale.ts";
import { takeOut } from "../../../../support/removing.ts";
import type { ThreeDesks } from "../../../../support/three-desks.ts";

const DAY_MS = 24 * 60 * 60_000;
const rule = { ...CHECKPOINT_RULE, tailBatches: 8, tailOps: 8 };

const numbers = (
  store: MemoryStore,
  { replica }: Device,
  tag: Extract<StoreName, { readonly stream: string; readonly no: number }>["tag"],
): readonly number[] =>
  [...store.files.keys()]
    .flatMap((name) => {
      const parsed = parseName(name);
      return parsed?.tag === tag && "no" in parsed && parsed.stream === replica.stream ? [parsed.no] : [];
    })
    .sort((x, y) => x - y);

async function work(mornings: number, { clock, share }: ThreeDesks, devices: readonly Device[]): Promise<void> {
  for (let morning = 0; morning < mornings; morning++) {
    for (const device of devices) {
      device.write(`kept-${device.name}`, { name: `第${clock.ms}次` });
      expect((await device.sync(share, { checkpoints: rule })).warnings).toEqual([]);
    }
    clock.ms += 3 * DAY_MS;
  }
}

/** Three desks with a few batches each, the second of which has made a checkpoint, and is out from now on. */
async function library(way: "removed" | "retired"): Promise<ThreeDesks> {
  const clock: TestClock = { ms: 1_700_000_000_000 };
  const [a, b, c] = [makeDevice("一楼", clock), makeDevice("二楼", clock), makeDevice("儿童馆", clock)];
  const scene: ThreeDesks = { clock, share: markedShare(), a, b, c };
  await work(3, scene, [b, a, c]);
  b.write("more", { name: "更多" });
  await b.sync(scene.share, { checkpoints: { ...rule, tailOps: 0, tailShare: 0 } });
  await settleAll([a, b, c], scene.share);
  expect(numbers(scene.share, b, "manifest").length).toBeGreaterThan(0);
  await takeOut(a, b.replica.stream, way);
  // it has not learned of it yet
  b.write("behind", { name: "写得太晚" });
  for (const device of [b, a, c]) await device.sync(scene.share);
  return scene;
}

describe.each(proofDraw(["removed", "retired"] as const))("the files of a %s computer", { timeout: 90_000 }, (way) => {
  it("R8: go from the share and from every copy once all have them, a checkpoint stands for them and thirty days are over; its head, its last batch and its card stay", async () => {
    const scene = await library(way);
    const { share, clock, a, b, c } = scene;
    const before = numbers(share, b, "batch");
    await work(8, scene, [a, c]);
    // history goes, but not yet what is younger than the rule
    expect(numbers(share, b, "batch")).toEqual(before);
    // a crash has left an older head beside the last one: it goes with its batch
    const first = [...share.files.keys()]
      .map(parseName)
      .find((name) => name?.tag === "batch" && name.stream === b.replica.stream);
    if (first?.tag !== "batch") throw new Error("it has published nothing");
    share.files.set(headName(first), HEAD_CONTENT);
    await work(12, scene, [a, c]);
    const last = before.at(-1) ?? 0;
    for (const store of [share, a.local, c.local]) expect(numbers(store, b, "batch")).toEqual([last]);
    expect(numbers(share, b, "head")).toEqual([last]);
    expect(numbers(share, b, "manifest")).toEqual([]);
    expect(numbers(share, b, "part")).toEqual([]);
    expect([...share.files.keys()]).toContain(`streams/${b.replica.stream}/device`);

    // check 9: nobody puts anything back
    await settleAll([a, c], share);
    const files = new Set(share.files.keys());
    clock.ms += DAY_MS;
    for (const device of [a, c]) expect((await device.sync(share, { checkpoints: rule })).warnings).toEqual([]);
    expect([...share.files.keys()].filter((name) => name.includes(b.replica.stream) && !files.has(name))).toEqual([]);
    const late = makeDevice("三楼", clock);
    for (const device of [late, a, c, late])
      expect((await device.sync(share, { checkpoints: rule })).warnings).toEqual([]);
    for (const device of [late, c]) expect(device.replica.lines()).toEqual(a.replica.lines());
    expect(late.replica.row("reader", "kept-二楼")?.name).toBeDefined();
    expect(late.replica.row("reader", "behind")).toBeUndefined();
  });

  it("R8: wait for a desk that has not told of them", async () => {
    const scene = await library(way);
    const { share, a, b, c } = scene;
    const slow = makeDevice("三楼", scene.clock);
    slow.write("slow", { name: "慢" });
    // it publishes, and has applied nothing of anybody yet
    const blind: MemoryStore = {
      ...share,
      list: async (folder) =>
        folder === "streams" || folder === "heads" ? { ok: true, value: [] } : share.list(folder),
    };
    await slow.sync(blind);
    const before = numbers(share, b, "batch");
    await work(15, scene, [a, c]);
    expect(numbers(share, b, "batch")).toEqual(before);
    await slow.sync(share, { checkpoints: rule });
    await work(13, scene, [a, c, slow]);
    expect(numbers(share, b, "batch")).toEqual(before.slice(-1));
    await settleAll([a, c, slow], share);
    for (const device of [slow, c]) expect(device.replica.lines()).toEqual(a.replica.lines());
  });
});
