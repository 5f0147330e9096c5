/**
 * Copies of one profile that meet when the other's line is swept and cannot be followed any more: nothing is lost, and
 * what both had is not made anew.
 */
import { describe, expect, it } from "vitest";
import { CHECKPOINT_RULE } from "#shared/replication/checkpoints/checkpoint-due.ts";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import { parseName } from "#shared/replication/files/names.ts";
import { DELETED } from "#shared/replication/rows/entry.ts";
import { type Device, makeDevice, markedShare, settleAll, type TestClock } from "../../../support/desks.ts";
import { createMemoryStore, type MemoryStore } from "../../../support/memory-store.ts";
import { proofDraw } from "../../../support/proof-scale.ts";

const DAY_MS = 24 * 60 * 60_000;
const options = { checkpoints: { ...CHECKPOINT_RULE, tailBatches: 10, tailOps: 10 } };

const textOf = (device: Device, id: string): unknown => device.replica.row("reader", id)?.name;

function batchesOf(store: MemoryStore, stream: string): readonly number[] {
  return [...store.files.keys()].flatMap((name) => {
    const parsed = parseName(name);
    return parsed?.tag === "batch" && parsed.stream === stream ? [parsed.no] : [];
  });
}

const lowest = (store: MemoryStore, stream: string): number => Math.min(...batchesOf(store, stream));

async function workFor(days: number, device: Device, share: MemoryStore, written: string[]): Promise<void> {
  for (let day = 0; day < days; day++) {
    const id = `${device.name}-${written.length}`;
    device.write(`often-${device.name}`, { name: id });
    device.write(id, { name: id });
    written.push(id);
    await device.sync(share, options);
  }
}

interface Met {
  readonly report: SyncReport;
  readonly old: string;
}

/** @returns what the copy said when it met the other's line */
async function meet(twin: Device, share: MemoryStore): Promise<Met> {
  const old = twin.replica.stream;
  return { report: await twin.sync(share, options), old };
}

interface World {
  readonly clock: TestClock;
  readonly share: MemoryStore;
  /** Has of the share what the copy has. */
  readonly stick: MemoryStore;
  readonly a: Device;
  readonly c: Device;
  readonly twin: Device;
  readonly written: string[];
}

/** A desk with a colleague and a record that is deleted later, and a copy of its profile. */
async function copied(): Promise<World> {
  const clock: TestClock = { ms: 1_700_000_000_000 };
  const share = markedShare();
  const [a, c] = [makeDevice("a", clock), makeDevice("c", clock)];
  const written: string[] = [];
  a.write("deleted-later", { name: "x" });
  await workFor(3, a, share, written);
  await workFor(1, c, share, written);
  await a.sync(share, options);
  return { clock, share, stick: createMemoryStore(new Map(share.files)), a, c, twin: a.clone(), written };
}

/** The desk goes on with its colleague until its line is swept beyond all that the copy has. */
async function goOn({ clock, share, a, c, twin, written }: World): Promise<void> {
  a.write("deleted-later", { [DELETED]: true });
  for (let day = 0; day < 40; day++) {
    await workFor(1, a, share, written);
    await workFor(1, c, share, written);
    clock.ms += 2 * DAY_MS;
  }
  expect(lowest(share, a.replica.stream)).toBeGreaterThan(Math.max(...batchesOf(twin.local, a.replica.stream)) + 1);
}

/** The copy works by way of a stick, and then the desk until its line is swept. */
async function apart(days: number): Promise<World> {
  const world = await copied();
  await workFor(days, { ...world.twin, name: "twin" }, world.stick, world.written);
  await goOn(world);
  return world;
}

/** Everybody, and who joins then, has all that was written. */
async function expectNothingLost({ clock, share, written }: World, devices: readonly Device[]): Promise<Device> {
  const late = makeDevice("late", clock);
  const all = [...devices, late];
  await settleAll(all, share);
  for (const device of all) {
    expect(written.filter((id) => textOf(device, id) !== id)).toEqual([]);
    expect(device.replica.lines()).toEqual(late.replica.lines());
  }
  return late;
}

/** A copy of a desk that comes to a line which was swept beyond it: in `npm test` one way of having become one. */
const COPIES: readonly (readonly [name: string, run: () => Promise<void>])[] = [
  [
    "R6, check 2: takes nothing from a copy that has worked elsewhere meanwhile, and only that is made anew",
    async () => {
      const world = await apart(4);
      const { share, a, c, twin } = world;
      const { report, old } = await meet(twin, share);
      // two commands a day
      expect(report.warnings).toContainEqual({ tag: "new-stream", from: old, stream: twin.replica.stream, entries: 8 });
      const late = await expectNothingLost(world, [a, twin, c]);
      expect(late.replica.row("reader", "deleted-later")?.name).toBeUndefined();
    },
  ],
  [
    "R6, check 2: takes nothing either where the copy had a colleague of its own, whose checkpoint of the copy's line lies there too and covers more",
    async () => {
      const world = await copied();
      const { clock, share, stick, a, twin, c, written } = world;
      const d = makeDevice("d", clock);
      for (let day = 0; day < 4; day++) {
        await workFor(1, { ...twin, name: "twin" }, stick, written);
        await workFor(30, d, stick, written);
      }
      await twin.sync(stick, options);
      await goOn(world);
      for (const [name, bytes] of stick.files) if (!share.files.has(name)) share.files.set(name, bytes);
      await meet(twin, share);
      await expectNothingLost(world, [twin, a, c, d]);
    },
  ],
  [
    "R6, check 2: takes nothing from a copy that was made before the last entries were sealed, and has sealed others with them",
    async () => {
      const before = await copied();
      const { share, stick, a, c, written } = before;
      a.write("unsealed", { name: "unsealed" });
      const world = { ...before, twin: a.clone() };
      for (const [device, id] of [
        [world.twin, "sealed there"],
        [a, "sealed here"],
      ] as const)
        device.write(id, { name: id });
      await world.twin.sync(stick, options);
      written.push("unsealed", "sealed there", "sealed here");
      await goOn(world);
      await meet(world.twin, share);
      await expectNothingLost(world, [a, world.twin, c]);
    },
  ],
  [
    "check 2: takes nothing where no checkpoint can be read either",
    async () => {
      const world = await apart(2);
      const { share, a, c, twin } = world;
      const whole = new Map(share.files);
      for (const [name, bytes] of share.files) if (name.endsWith(".part")) share.files.set(name, bytes.slice(0, -1));
      await meet(twin, share);
      for (const [name, bytes] of whole) share.files.set(name, bytes);
      await expectNothingLost(world, [a, twin, c]);
    },
  ],
];

describe("a swept line", { timeout: 180_000 }, () => {
  it.each(proofDraw(COPIES))("%s", async (_, run) => run());

  it("check 4: brings nothing back that was deleted since an old backup, and no old value", async () => {
    const world = await apart(0);
    const { share, c, twin: backup, written } = world;
    const often = textOf(c, "often-a");
    backup.write("r1", { name: "r1" });
    const { report, old } = await meet(backup, share);
    expect(report.warnings).toContainEqual({ tag: "new-stream", from: old, stream: backup.replica.stream, entries: 1 });
    written.push("r1");
    const late = await expectNothingLost(world, [backup, c]);
    for (const device of [backup, c, late]) {
      expect(device.replica.row("reader", "deleted-later")?.name).toBeUndefined();
      expect(device.replica.row("reader", "often-a")).toMatchObject({ name: often });
      expect(device.replica.row("reader", "often-a")?.open).toBeUndefined();
    }
  });
});
