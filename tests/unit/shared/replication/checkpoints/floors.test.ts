/** Floors over months of work: history goes, nothing else does, and whoever comes late still finds all of it. */
import { describe, expect, it } from "vitest";
import { CHECKPOINT_RULE } from "#shared/replication/checkpoints/checkpoint-due.ts";
import { rebuildHere } from "#shared/replication/checkpoints/rebuild.ts";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import { createRun } from "#shared/replication/exchange/sync-run.ts";
import { parseName } from "#shared/replication/files/names.ts";
import { DELETED } from "#shared/replication/rows/entry.ts";
import { type Device, makeDevice, markedShare, type TestClock } from "../../../../support/desks.ts";
import { createMemoryStore, type MemoryStore } from "../../../../support/memory-store.ts";
import { proofDraw } from "../../../../support/proof-scale.ts";

const DAY_MS = 24 * 60 * 60_000;
const rule = { ...CHECKPOINT_RULE, tailBatches: 20, tailOps: 20 };

const batchesOf = (store: MemoryStore, device: Device): readonly number[] =>
  [...store.files.keys()].flatMap((name) => {
    const parsed = parseName(name);
    return parsed?.tag === "batch" && parsed.stream === device.replica.stream ? [parsed.no] : [];
  });
const lowest = (store: MemoryStore, device: Device): number => Math.min(...batchesOf(store, device));

async function syncAll(devices: readonly Device[], share: MemoryStore): Promise<readonly SyncReport[]> {
  const reports: SyncReport[] = [];
  for (const device of devices) reports.push(await device.sync(share, { checkpoints: rule }));
  return reports;
}

/**
 * A morning's work at every desk, every other day: one record that is edited again and again, one that is new and soon
 * deleted.
 */
async function workFor(
  mornings: number,
  devices: readonly Device[],
  share: MemoryStore,
  clock: TestClock,
): Promise<void> {
  for (let morning = 0; morning < mornings; morning++) {
    for (const [index, device] of devices.entries()) {
      device.write(`kept-${index}`, { name: `第${clock.ms}次` });
      device.write(`gone-${clock.ms}-${index}`, { name: "试" });
      device.write(`gone-${clock.ms - 1}-${index}`, { [DELETED]: true });
    }
    for (const report of await syncAll(devices, share)) expect(report.warnings).toEqual([]);
    clock.ms += 2 * DAY_MS;
  }
}

const made = (names: readonly string[]): { share: MemoryStore; clock: TestClock; devices: readonly Device[] } => {
  const clock: TestClock = { ms: 1_700_000_000_000 };
  return { share: markedShare(), clock, devices: names.map((name) => makeDevice(name, clock)) };
};

/** What floors do to whoever is away, lost or new: in `npm test` two of them. */
const DESKS: readonly (readonly [name: string, run: () => Promise<void>])[] = [
  [
    "R8: wait for a desk that is away, and rise when it has come back",
    async () => {
      const { share, clock, devices } = made(["a", "b", "c"]);
      await workFor(3, devices, share, clock);
      const [a, b, away] = devices;
      if (a === undefined || b === undefined || away === undefined) throw new Error("three desks");
      await workFor(25, [a, b], share, clock);
      // what it had told before it went
      expect(lowest(share, a)).toBeLessThan(8);
      await workFor(5, devices, share, clock);
      expect(lowest(share, a)).toBeGreaterThan(10);
      await syncAll([a, away], share);
      expect(away.replica.lines()).toEqual(a.replica.lines());
    },
  ],
  [
    "leave a newcomer everything there is: a checkpoint and what follows it",
    async () => {
      const { share, clock, devices } = made(["a", "b"]);
      await workFor(30, devices, share, clock);
      await syncAll(devices, share);
      const late = makeDevice("late", clock);
      const report = await late.sync(share, { checkpoints: rule });
      expect(report.warnings).toEqual([]);
      expect(report.takenOver).toBeDefined();
      expect(late.replica.lines()).toEqual(devices[0]?.replica.lines());
      await workFor(2, [...devices, late], share, clock);
      await syncAll([...devices, late, ...devices], share);
      expect(late.replica.lines()).toEqual(devices[0]?.replica.lines());
    },
  ],
  [
    "rise for a desk that is alone",
    async () => {
      const { share, clock, devices } = made(["a"]);
      await workFor(45, devices, share, clock);
      const [a] = devices;
      if (a === undefined) throw new Error("a desk");
      expect(lowest(share, a)).toBeGreaterThan(10);
      expect(lowest(a.local, a)).toBeGreaterThan(10);
    },
  ],
  [
    "let a database that was lost be filled again from the local copy alone",
    async () => {
      const { share, clock, devices } = made(["a", "b"]);
      await workFor(30, devices, share, clock);
      const [a] = devices;
      if (a === undefined) throw new Error("a desk");
      await a.sync(share);
      const lines = a.replica.lines();
      const files = new Set(a.local.files.keys());
      await expect(rebuildHere(createRun(a.ports(share), {}))).resolves.toBeUndefined();
      expect((await a.sync(share)).warnings).toEqual([]);
      expect(a.replica.lines()).toEqual(lines);
      expect([...a.local.files.keys()].filter((name) => name.endsWith(".batch") && !files.has(name))).toEqual([]);
    },
  ],
  [
    "make a copy of a desk that slept for months go on by itself, with all that it had not sent",
    async () => {
      const { share, clock, devices } = made(["a", "b"]);
      await workFor(3, devices, share, clock);
      const [a, b] = devices;
      if (a === undefined || b === undefined) throw new Error("two desks");
      const copy = a.clone();
      copy.write("copy", { name: "sealed, never sent" });
      await copy.sync({ ...share, put: async () => ({ ok: false, error: { tag: "unknown", code: "EIO" } }) });
      await workFor(30, devices, share, clock);
      expect(lowest(share, a)).toBeGreaterThan(10);
      copy.write("copy-2", { name: "written when it woke" });
      const report = await copy.sync(share, { checkpoints: rule });
      expect(report.warnings.map(({ tag }) => tag)).toContain("new-stream");
      for (let round = 0; round < 3; round++) await syncAll([copy, a, b], share);
      expect(b.replica.row("reader", "copy")?.name).toBe("sealed, never sent");
      expect(b.replica.row("reader", "copy-2")?.name).toBe("written when it woke");
      expect(copy.replica.lines()).toEqual(a.replica.lines());
      expect(b.replica.lines()).toEqual(a.replica.lines());
    },
  ],
  [
    "bring a desk back that was away for longer than anybody kept its colleagues' batches",
    async () => {
      const { share, clock, devices } = made(["a", "b", "c"]);
      await workFor(3, devices, share, clock);
      const [a, b, away] = devices;
      if (a === undefined || b === undefined || away === undefined) throw new Error("three desks");
      await workFor(30, [a, b], share, clock);
      // as if it had been retired meanwhile: its colleagues swept without it
      for (const desk of [a, b])
        for (const store of [share, a.local, b.local])
          for (const name of [...store.files.keys()])
            if (
              name.startsWith(`streams/${desk.replica.stream}/0000/000000`) &&
              Number.parseInt(name.slice(30, 38), 16) < 12
            )
              store.files.delete(name);
      away.write("away", { name: "written while away" });
      const report = await away.sync(share, { checkpoints: rule });
      expect(report.takenOver).toBeDefined();
      for (let round = 0; round < 3; round++) await syncAll([away, a, b], share);
      expect(b.replica.row("reader", "away")?.name).toBe("written while away");
      expect(away.replica.lines()).toEqual(a.replica.lines());
      expect(b.replica.lines()).toEqual(a.replica.lines());
    },
  ],
];

describe("floors", { timeout: 90_000 }, () => {
  it("rise after thirty days, below what everybody has told and a checkpoint covers, on the share and in every copy", async () => {
    const { share, clock, devices } = made(["a", "b", "c"]);
    await workFor(12, devices, share, clock);
    for (const device of devices) expect(lowest(share, device)).toBe(1);
    await workFor(20, devices, share, clock);
    for (const device of devices) {
      expect(lowest(share, device)).toBeGreaterThan(10);
      for (const other of devices) expect(lowest(other.local, device)).toBeGreaterThan(10);
    }
    await syncAll(devices, share);
    const [line, ...others] = devices.map((device) => device.replica.lines());
    for (const other of others) expect(other).toEqual(line);
  });

  it("take no deleted record from the rows while nobody else was heard of: somebody may have read it and not been able to say so", async () => {
    const { share, clock, devices } = made(["alone", "newcomer"]);
    const [alone, newcomer] = devices as [Device, Device];
    alone.write("r1", { name: "张素琴" });
    await alone.sync(share);
    // a folder from which one can read, and to which nothing comes back yet
    await newcomer.sync(createMemoryStore(new Map(share.files)));
    alone.write("r1", { [DELETED]: true });
    await workFor(20, [alone], share, clock);
    newcomer.write("r1", { note: "轮椅" });
    for (let round = 0; round < 2; round++) await syncAll([newcomer, alone], share);
    expect(alone.replica.lines()).toEqual(newcomer.replica.lines());
    expect(alone.replica.row("reader", "r1")).toMatchObject({ name: "张素琴", note: "轮椅" });
  });

  it("check 4: deleted records leave the rows with them, and none comes back", async () => {
    const { share, clock, devices } = made(["a", "b"]);
    await workFor(35, devices, share, clock);
    for (const { replica } of devices) {
      const gone = [...replica.rows.values()].filter((row) => row.gone === 1);
      expect(gone.length).toBeGreaterThan(0);
      expect(gone.length).toBeLessThan(25 * devices.length);
      expect(replica.lines()).toHaveLength(devices.length);
    }
  });

  it.each(proofDraw(DESKS, { count: 2 }))("%s", async (_, run) => run());
});
