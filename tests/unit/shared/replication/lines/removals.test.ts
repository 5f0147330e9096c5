/** Computers that are out: what they wrote behind the number counts nowhere, whoever learned of it when. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RemovalWay } from "#shared/model/removal.ts";
import { CHECKPOINT_RULE } from "#shared/replication/checkpoints/checkpoint-due.ts";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import { parseName } from "#shared/replication/files/names.ts";
import { isRetirementDue } from "#shared/replication/lines/removals.ts";
import { DELETED } from "#shared/replication/rows/entry.ts";
import { type Device, makeDevice, markedShare, settleAll, type TestClock } from "../../../../support/desks.ts";
import { proofScale } from "../../../../support/proof-scale.ts";
import { takeOut } from "../../../../support/removing.ts";
import { threeDesks } from "../../../../support/three-desks.ts";

const DAY_MS = 24 * 60 * 60_000;

const stopOf = ({ outcome }: SyncReport): string => (outcome.tag === "stopped" ? outcome.stop.tag : outcome.tag);
const warnedOf = ({ warnings }: SyncReport): readonly string[] => warnings.map(({ tag }) => tag);

describe("a computer that was removed", () => {
  it("is told so, stops, and publishes nothing any more; what it holds stays readable on it", async () => {
    const { share, a, b } = await threeDesks();
    await takeOut(a, b.replica.stream, "removed");
    await a.sync(share);
    b.write("late", { name: "写在移出之后" });
    const before = new Map(share.files);
    const report = await b.sync(share);
    expect(report.outcome).toEqual({
      tag: "stopped",
      step: expect.any(String),
      stop: { tag: "removed", at: expect.any(Number), no: expect.any(Number) },
    });
    expect([...share.files.keys()].sort()).toEqual([...before.keys()].sort());
    expect(stopOf(await b.sync(share))).toBe("removed");
    expect(b.replica.row("reader", "late")?.name).toBe("写在移出之后");
  });

  it("writes nothing that counts behind its number, and that is named", async () => {
    const { share, a, b, c } = await threeDesks();
    const thief = b.clone();
    await takeOut(a, b.replica.stream, "removed");
    // it has not learned of it when it writes
    thief.write("r-一楼", { name: "被改了" });
    await thief.sync(share);
    await a.sync(share);
    const report = await c.sync(share);
    await settleAll([a, c], share);
    expect([...warnedOf(report), ...warnedOf(await a.sync(share))]).toContain("removed-wrote");
    for (const device of [a, c]) expect(device.replica.row("reader", "r-一楼")?.name).toBe("一楼");
    expect(c.replica.lines()).toEqual(a.replica.lines());
    expect(await c.sync(share)).toMatchObject({ outcome: { tag: "nothing-new" } });
  });

  it("loses what a colleague had taken over of it behind the number: all is applied anew, and her own work stays", async () => {
    const { share, a, b, c } = await threeDesks();
    b.write("r-一楼", { name: "被改了" });
    await b.sync(share);
    await c.sync(share);
    expect(c.replica.row("reader", "r-一楼")?.name).toBe("被改了");
    c.write("r-一楼", { note: "儿童馆写的" });
    // a has not seen it when it removes
    await takeOut(a, b.replica.stream, "removed");
    await settleAll([a, c], share);
    for (const device of [a, c])
      expect(device.replica.row("reader", "r-一楼")).toMatchObject({ name: "一楼", note: "儿童馆写的" });
    expect(c.replica.lines()).toEqual(a.replica.lines());
    const late = makeDevice("三楼", { ms: a.nowMs() });
    await settleAll([late, a, c], share);
    expect(late.replica.lines()).toEqual(a.replica.lines());
  });

  it("check 8: leaves what a colleague has written as it was meant, also where she had begun with a checkpoint that counts no more", async () => {
    const { clock, share, a, b, c } = await threeDesks();
    c.write("r-一楼", { name: "儿童馆改的" });
    await settleAll([c, a, b], share);
    b.write("r-书车", { note: "写在后面" });
    await b.sync(share);
    // a checkpoint on what is about to count no more, and a newcomer who begins with it
    await c.sync(share, { checkpoints: { ...CHECKPOINT_RULE, tailBatches: 1, tailOps: 1 } });
    const late = makeDevice("新台", clock);
    expect((await late.sync(share)).takenOver).toBeDefined();
    late.write("r-一楼", { name: "新台改的" });
    await late.sync(share);
    await takeOut(a, b.replica.stream, "removed");
    await settleAll([a, late, c], share);
    for (const device of [a, c, late])
      expect(device.replica.row("reader", "r-一楼")).toMatchObject({ name: "新台改的" });
    expect(late.replica.row("reader", "r-一楼")?.open).toBeUndefined();
    expect(late.replica.lines()).toEqual(a.replica.lines());
  });

  it("of several removals the smallest number counts", async () => {
    const { share, a, b, c } = await threeDesks();
    const early = await a.replica.state();
    b.write("r-二楼", { note: "第二份" });
    await b.sync(share);
    await c.sync(share);
    const late = await c.replica.state();
    expect(late.streams[b.replica.stream]?.no).toBeGreaterThan(early.streams[b.replica.stream]?.no ?? 0);
    await takeOut(c, b.replica.stream, "removed");
    await takeOut(a, b.replica.stream, "removed");
    await settleAll([a, c], share);
    for (const device of [a, c]) expect(device.replica.row("reader", "r-二楼")?.note).toBeUndefined();
    expect(c.replica.lines()).toEqual(a.replica.lines());
  });

  it("stays removed whatever is done to the record of it", async () => {
    const { share, a, b, c } = await threeDesks();
    await takeOut(a, b.replica.stream, "removed");
    await settleAll([a, c], share);
    const row = (await c.replica.records("removal"))[0];
    c.replica.write([{ kind: "removal", id: row?.id ?? "", cells: { [DELETED]: true } }]);
    await settleAll([a, c], share);
    expect(stopOf(await b.sync(share))).toBe("removed");
  });

  it("check 1: two that remove each other are both out, on every desk alike", async () => {
    const { share, clock, a, b, c } = await threeDesks();
    const d = makeDevice("三楼", clock);
    await settleAll([a, b, c, d], share);
    await takeOut(a, b.replica.stream, "removed");
    await takeOut(b, a.replica.stream, "removed");
    const other = markedShare();
    for (const [name, bytes] of share.files) other.files.set(name, bytes);
    // c hears of one first, d of the other
    await a.sync(share);
    await c.sync(share);
    await b.sync(other);
    await d.sync(other);
    for (const [name, bytes] of other.files) if (!share.files.has(name)) share.files.set(name, bytes);
    await settleAll([c, d], share);
    expect(c.replica.lines()).toEqual(d.replica.lines());
    for (const device of [a, b]) expect(stopOf(await device.sync(share))).toBe("removed");
  });

  it("no longer holds back the floors of the others", async () => {
    const { share, clock, a, b, c } = await threeDesks();
    const rule = { ...CHECKPOINT_RULE, tailBatches: 20, tailOps: 20 };
    const lowest = (): number =>
      Math.min(
        ...[...share.files.keys()].flatMap((name) => {
          const parsed = parseName(name);
          return parsed?.tag === "batch" && parsed.stream === a.replica.stream ? [parsed.no] : [];
        }),
      );
    const work = async (mornings: number): Promise<void> => {
      for (let morning = 0; morning < mornings; morning++) {
        for (const device of [a, c]) {
          device.write("kept", { name: `第${clock.ms}次 ${device.name}` });
          await device.sync(share, { checkpoints: rule });
        }
        clock.ms += 2 * DAY_MS;
      }
    };
    await work(25);
    expect(lowest()).toBeLessThan(8);
    await takeOut(a, b.replica.stream, "retired");
    await work(6);
    await settleAll([a, c], share);
    expect(lowest()).toBeGreaterThan(10);
    expect(c.replica.lines()).toEqual(a.replica.lines());
  }, 90_000);
});

describe("a computer that was retired", () => {
  it("R6, R15: comes back under a new stream, and all that it had not sent is made anew", async () => {
    const { share, a, b, c } = await threeDesks();
    b.write("away", { name: "离开时写的" });
    await takeOut(a, b.replica.stream, "retired");
    await settleAll([a, c], share);
    const old = b.replica.stream;
    const report = await b.sync(share);
    expect(report.warnings).toContainEqual(expect.objectContaining({ tag: "new-stream", from: old, entries: 1 }));
    expect(b.replica.stream).not.toBe(old);
    await settleAll([a, b, c], share);
    for (const device of [a, c]) expect(device.replica.row("reader", "away")?.name).toBe("离开时写的");
    expect(b.replica.lines()).toEqual(a.replica.lines());
    // check 13: what triggered it is over
    expect(warnedOf(await b.sync(share))).toEqual([]);
  });

  it("R6: begins with a checkpoint where its colleagues have swept meanwhile", async () => {
    const { share, clock, a, b, c } = await threeDesks();
    const rule = { ...CHECKPOINT_RULE, tailBatches: 20, tailOps: 20 };
    await takeOut(a, b.replica.stream, "retired");
    for (let morning = 0; morning < 32; morning++) {
      for (const device of [a, c]) {
        device.write(`kept-${device.name}`, { name: `第${clock.ms}次` });
        device.write(`gone-${morning}`, { name: "试" });
        device.write(`gone-${morning - 1}`, { [DELETED]: true });
        await device.sync(share, { checkpoints: rule });
      }
      clock.ms += 2 * DAY_MS;
    }
    b.write("away", { name: "离开时写的" });
    const reports = [await b.sync(share, { checkpoints: rule }), await b.sync(share, { checkpoints: rule })];
    expect(reports.some(({ takenOver }) => takenOver !== undefined)).toBe(true);
    expect(reports.flatMap(warnedOf)).toContain("new-stream");
    for (let round = 0; round < 3; round++)
      for (const device of [a, b, c]) await device.sync(share, { checkpoints: rule });
    expect(a.replica.row("reader", "away")?.name).toBe("离开时写的");
    expect(b.replica.lines()).toEqual(a.replica.lines());
    expect(c.replica.lines()).toEqual(a.replica.lines());
  }, 90_000);

  it("is proposed after twelve months without a sign of it", () => {
    const now = 1_800_000_000_000;
    expect(isRetirementDue(now - 364 * DAY_MS, now)).toBe(false);
    expect(isRetirementDue(now - 365 * DAY_MS, now)).toBe(true);
    // never heard of: nothing to retire
    expect(isRetirementDue(null, now)).toBe(false);
  });
});

type Step = { readonly who: number; readonly act: "write" | "sync" | "removed" | "retired"; readonly whom: number };
/**
 * The first one retires a computer that the third has removed, has seen that by an entry before, and is removed itself
 * from before that entry on.
 */
const SEEN_BEFORE_IT_WAS_OUT: Step[] = (
  [
    [0, "write", 0],
    [2, "removed", 3],
    [2, "sync", 0],
    [0, "sync", 0],
    [0, "write", 0],
    [0, "sync", 0],
    [0, "retired", 3],
    [0, "write", 0],
    [1, "removed", 0],
    [0, "write", 0],
    [0, "write", 0],
    [0, "write", 0],
    [0, "sync", 1],
  ] as const
).map(([who, act, whom]) => ({ who, act, whom }));

describe("removals in any order", () => {
  it("check 1: end in one state on all that stay, whoever removes whom and who syncs when", {
    timeout: proofScale(120_000, 1_800_000),
  }, async () => {
    const step: fc.Arbitrary<Step> = fc.record({
      who: fc.nat(3),
      act: fc.constantFrom("write", "sync", "removed", "retired", "sync", "write"),
      whom: fc.nat(3),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 24 }), async (steps) => {
        const clock: TestClock = { ms: 1_700_000_000_000 };
        const share = markedShare();
        const devices = ["甲", "乙", "丙", "丁"].map((name) => makeDevice(name, clock));
        for (const device of devices) device.write(`r-${device.name}`, { name: device.name });
        for (const device of [...devices, ...devices]) await device.sync(share);
        let count = 0;
        for (const { who, act, whom } of steps) {
          const [device, other] = [devices[who], devices[whom]];
          if (device === undefined || other === undefined) continue;
          if (act === "write") device.write(`r${count++ % 3}`, { name: `${device.name}${count}` });
          else if (act === "sync") await device.sync(share);
          else if (device !== other && count > 0) await takeOut(device, other.replica.stream, act as RemovalWay);
        }
        let staying: readonly Device[] = devices;
        for (let isQuiet = false, round = 0; !isQuiet; round++) {
          expect(round).toBeLessThan(12);
          const ends = [];
          for (const device of staying) ends.push({ device, end: stopOf(await device.sync(share)) });
          staying = ends.filter(({ end }) => end !== "removed").map(({ device }) => device);
          isQuiet = ends.every(({ end }) => end === "nothing-new" || end === "removed");
        }
        for (const device of staying) expect(device.replica.lines()).toEqual(staying[0]?.replica.lines());
      }),
      { numRuns: proofScale(2, 300), examples: [[SEEN_BEFORE_IT_WAS_OUT]] },
    );
  });
});
