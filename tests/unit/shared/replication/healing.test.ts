/**
 * A share that was wiped or came back from an old backup, after months with floors and checkpoints: one desk makes it
 * whole.
 */
import { describe, expect, it } from "vitest";
import { CHECKPOINT_RULE } from "#shared/replication/checkpoints/checkpoint-due.ts";
import { parseName } from "#shared/replication/files/names.ts";
import { type Device, makeDevice, markedShare, type TestClock } from "../../../support/desks.ts";
import type { MemoryStore } from "../../../support/memory-store.ts";

const DAY_MS = 24 * 60 * 60_000;
const rule = { ...CHECKPOINT_RULE, tailBatches: 20, tailOps: 20 };

interface Library {
  readonly share: MemoryStore;
  readonly clock: TestClock;
  readonly devices: readonly [Device, Device];
}

/** Two desks that have worked every other morning. */
async function workFor(mornings: number, { share, clock, devices }: Library): Promise<void> {
  for (let morning = 0; morning < mornings; morning++) {
    for (const [index, device] of devices.entries()) {
      device.write(`r${(morning * 2 + index) % 7}`, { name: `第${clock.ms}次` });
      await device.sync(share, { checkpoints: rule });
    }
    clock.ms += 2 * DAY_MS;
  }
}

async function oldLibrary(): Promise<Library> {
  const clock: TestClock = { ms: 1_700_000_000_000 };
  const library: Library = {
    share: markedShare(),
    clock,
    devices: [makeDevice("一楼", clock), makeDevice("儿童馆", clock)],
  };
  await workFor(35, library);
  for (let round = 0; round < 2; round++)
    for (const device of library.devices) await device.sync(library.share, { checkpoints: rule });
  return library;
}

const lowest = (share: MemoryStore, { replica: { stream } }: Device): number =>
  Math.min(
    ...[...share.files.keys()].flatMap((name) => {
      const parsed = parseName(name);
      return parsed?.tag === "batch" && parsed.stream === stream ? [parsed.no] : [];
    }),
  );

const manifests = (share: MemoryStore): readonly string[] =>
  [...share.files.keys()].filter((name) => name.endsWith("/manifest")).sort();

async function expectWhole({ share, clock, devices }: Library): Promise<void> {
  const late = makeDevice("新台", clock);
  const report = await late.sync(share, { checkpoints: rule });
  expect(report.warnings).toEqual([]);
  expect(late.replica.lines()).toEqual(devices[0].replica.lines());
}

describe("a share with floors and checkpoints", { timeout: 90_000 }, () => {
  it("R8: wiped, is rebuilt by one desk, byte for byte what is live of it, and nothing below a floor", async () => {
    const library = await oldLibrary();
    const { share, devices } = library;
    const [a, b] = devices;
    const floor = lowest(share, a);
    expect(floor).toBeGreaterThan(5);
    const before = new Map(share.files);
    for (const name of before.keys()) if (name.includes("/")) share.files.delete(name);
    const report = await b.sync(share, { checkpoints: rule });
    expect(report.warnings.map(({ tag }) => tag)).toEqual(["went-back", "went-back"]);
    for (const [name, bytes] of share.files) expect(before.get(name), name).toEqual(bytes);
    const gone = [...before.keys()].filter((name) => !share.files.has(name));
    // older checkpoints are no part of what is live
    expect(gone.filter((name) => !name.includes("/state-"))).toEqual([]);
    expect(manifests(share)).toHaveLength(1);
    expect(lowest(share, a)).toBe(floor);
    await expectWhole(library);
    await workFor(2, library);
    await expectWhole({ ...library, devices: [b, a] });
  });

  it("put back from an old backup, is named computer by computer with both numbers, made whole by one desk, and swept again", async () => {
    const library = await oldLibrary();
    const { share, clock, devices } = library;
    const [a, b] = devices;
    const backup = new Map(share.files);
    const heads = (device: Device): number =>
      Math.max(
        ...[...backup.keys()].flatMap((name) =>
          name.startsWith(`heads/${device.replica.stream}`) ? [Number.parseInt(name.slice(23, 31), 16)] : [],
        ),
      );
    const old = [heads(a), heads(b)];
    await workFor(25, library);
    const floors = devices.map((device) => lowest(share, device));
    expect(floors[0]).toBeGreaterThan(lowest({ ...share, files: backup }, a));
    const now = await Promise.all(devices.map(async (device) => (await device.replica.state()).own.sealed.no));
    share.files.clear();
    for (const [name, bytes] of backup) share.files.set(name, bytes);
    const report = await b.sync(share, { checkpoints: rule });
    expect(report.warnings).toEqual(
      expect.arrayContaining([
        { tag: "went-back", stream: a.replica.stream, device: "一楼", from: now[0], to: old[0] },
        { tag: "went-back", stream: b.replica.stream, device: "儿童馆", from: now[1], to: old[1] },
      ]),
    );
    expect(report.outcome).toEqual({ tag: "done" });
    await expectWhole({ ...library, devices: [b, a] });
    clock.ms += DAY_MS;
    a.write("r0", { name: "weiter" });
    for (let round = 0; round < 2; round++)
      for (const device of devices) await device.sync(share, { checkpoints: rule });
    for (const [index, device] of devices.entries())
      expect(lowest(share, device)).toBeGreaterThanOrEqual(floors[index] ?? 0);
    expect(a.replica.lines()).toEqual(b.replica.lines());
    await expectWhole(library);
  });
});
