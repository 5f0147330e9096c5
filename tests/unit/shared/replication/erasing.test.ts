/** Erasing a reader over a share: what is left of her after everybody has passed, on the share and in every copy. */
import { describe, expect, it } from "vitest";
import { sync } from "#shared/replication/exchange/sync.ts";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import { batchName, parseName } from "#shared/replication/files/names.ts";
import type { Op } from "#shared/replication/rows/entry.ts";
import { filesWith } from "../../../support/decrypted.ts";
import { type Device, LIBRARY, makeDevice, markedShare, settleAll, type TestClock } from "../../../support/desks.ts";
import { withFault } from "../../../support/faults.ts";
import { createMemoryStore, type MemoryStore } from "../../../support/memory-store.ts";
import { takeOut } from "../../../support/removing.ts";

const CANARY = "金丝雀";
const of = (reader: string, text: string): readonly Op[] => [
  { kind: "reader", id: reader, cells: { name: text } },
  { kind: "interaction", id: `${reader}-i`, cells: { reader, question: text } },
];

/** Some hundreds of syncs, with real seals. */
const LONG = { timeout: 120_000 };

interface Place {
  readonly share: MemoryStore;
  readonly clock: TestClock;
  readonly devices: readonly [Device, Device, Device];
}

const placed = (): Place => {
  const clock: TestClock = { ms: 1_700_000_000_000 };
  return {
    share: markedShare(),
    clock,
    devices: [makeDevice("a", clock), makeDevice("b", clock), makeDevice("c", clock)],
  };
};

const write = (device: Device, clock: TestClock, ops: readonly Op[]): void => {
  clock.ms += 1;
  device.replica.write(ops);
};

/** The reader, as the desk shows her, with all that belongs to her. */
const erase = (device: Device, clock: TestClock, reader = "r1"): void => {
  const records = [...device.replica.rows].flatMap(([key, row]) => (row.reader === reader ? [`records/${key}`] : []));
  write(device, clock, [
    {
      kind: "erased",
      id: reader,
      cells: { at: clock.ms, reason: "request", ...Object.fromEntries(records.map((cell) => [cell, true])) },
    },
  ]);
};

async function syncAll(devices: readonly Device[], share: MemoryStore): Promise<void> {
  for (const device of devices) {
    const report: SyncReport = await device.sync(share);
    expect(report.outcome.tag).not.toBe("stopped");
    expect(report.warnings).toEqual([]);
  }
}

const left = ({
  share,
  devices,
}: Pick<Place, "share"> & { readonly devices: readonly Device[] }): readonly string[] => [
  ...filesWith(share.files, LIBRARY, CANARY).map((name) => `share ${name}`),
  ...devices.flatMap(({ name, local }) => filesWith(local.files, LIBRARY, CANARY).map((file) => `${name} ${file}`)),
  ...devices.flatMap(({ name, replica }) =>
    JSON.stringify([[...replica.rows], replica.log, replica.quarantine]).includes(CANARY) ? [`${name} itself`] : [],
  ),
];

/** Somebody else stays, with what belongs to him. */
const filled = async (place: Place): Promise<void> => {
  const { devices, clock, share } = place;
  const [a, b, c] = devices;
  write(a, clock, of("r2", "别人"));
  write(a, clock, of("r1", `${CANARY}一`));
  await settleAll(devices, share);
  write(b, clock, [{ kind: "reader", id: "r1", cells: { email: `${CANARY}@二` } }]);
  write(c, clock, [{ kind: "interaction", id: "i-c", cells: { reader: "r1", question: `${CANARY}三` } }]);
  await settleAll(devices, share);
};

describe("erasing over a share", () => {
  it("check 5: leaves nothing on the share, nor in any copy, after one round of all and the sweep of each", async () => {
    const place = placed();
    const { devices, clock, share } = place;
    await filled(place);
    expect(left(place).length).toBeGreaterThan(5);
    erase(devices[0], clock);
    await syncAll(devices, share);
    for (const { name, replica } of devices)
      expect(JSON.stringify([[...replica.rows], replica.log, replica.quarantine]), name).not.toContain(CANARY);
    await syncAll(devices, share);
    expect(left(place)).toEqual([]);
    for (const { replica } of devices) expect(replica.lines()).toEqual(devices[0].replica.lines());
    expect(devices[1].replica.row("interaction", "r2-i")).toMatchObject({ question: "别人" });
    await syncAll(devices, share);
    await settleAll(devices, share);
    for (const device of devices) expect((await device.sync(share)).outcome.tag).toBe("nothing-new");
  });

  it("tells at once that it has erased, though it has acknowledged today", async () => {
    const { devices, clock, share } = placed();
    const [a, b] = devices;
    write(a, clock, of("r1", CANARY));
    await settleAll([a, b], share);
    erase(a, clock);
    await syncAll([a, b], share);
    const seq = (await a.replica.state()).own.journaled;
    await syncAll([a], share);
    expect((await a.replica.state()).streams[b.replica.stream]?.told[a.replica.stream]?.seq).toBe(seq);
  });

  it("keeps on the share what a computer that has not come still needs, and ends when it comes", async () => {
    const place = placed();
    const { devices, clock, share } = place;
    const [a, b, c] = devices;
    await filled(place);
    erase(a, clock);
    write(c, clock, [{ kind: "reader", id: "r1", cells: { note: `${CANARY}四` } }]);
    write(c, clock, [{ kind: "interaction", id: "i-late", cells: { reader: "r1", question: `${CANARY}五` } }]);
    for (let round = 0; round < 3; round++) await syncAll([a, b], share);
    expect(filesWith(share.files, LIBRARY, CANARY).length).toBeGreaterThan(0);
    for (let round = 0; round < 3; round++) await syncAll([c, a, b], share);
    expect(left(place)).toEqual([]);
    expect(b.replica.row("interaction", "i-late")).toBeUndefined();
    for (const { replica } of devices) expect(replica.lines()).toEqual(a.replica.lines());
  });

  it("R12: lets a computer that was long away begin with a checkpoint where the batches are gone", async () => {
    const place = placed();
    const { devices, clock, share } = place;
    const [a, b] = devices;
    await filled(place);
    erase(b, clock);
    for (let round = 0; round < 3; round++) await syncAll(devices, share);
    const late = makeDevice("late", clock);
    expect((await late.sync(share)).warnings).toEqual([]);
    expect(late.replica.lines()).toEqual(a.replica.lines());
    expect(filesWith(late.local.files, LIBRARY, CANARY)).toEqual([]);
  });

  it("R15, check 4: a copy of the data folder from before brings nothing of it back", async () => {
    const place = placed();
    const { devices, clock, share } = place;
    const [a, b, c] = devices;
    await filled(place);
    const old = b.clone();
    write(old, clock, [{ kind: "reader", id: "r1", cells: { note: `${CANARY}旧` } }]);
    erase(a, clock);
    for (let round = 0; round < 3; round++) await syncAll(devices, share);
    expect(left(place)).toEqual([]);
    for (let round = 0; round < 4; round++) for (const device of [old, a, b, c]) await device.sync(share);
    expect(old.replica.row("reader", "r1")).toBeUndefined();
    expect(old.replica.lines()).toEqual(a.replica.lines());
    expect(filesWith(old.local.files, LIBRARY, CANARY)).toEqual([]);
    for (const device of [a, b, c]) expect(filesWith(device.local.files, LIBRARY, CANARY), device.name).toEqual([]);
  });

  it("check 5, R8: ends though a part of the checkpoint that stands for it has gone from the share", async () => {
    const place = placed();
    const { devices, clock, share } = place;
    await filled(place);
    erase(devices[0], clock);
    await syncAll(devices, share);
    const parts = [...share.files.keys()].filter((name) => parseName(name)?.tag === "part");
    expect(parts).not.toEqual([]);
    for (const name of parts) share.files.delete(name);
    for (let round = 0; round < 3; round++) await syncAll(devices, share);
    expect(left(place)).toEqual([]);
    await settleAll(devices, share);
    for (const device of devices) expect((await device.sync(share)).outcome.tag).toBe("nothing-new");
  });

  it("R8: rebuilds a wiped share without it", async () => {
    const place = placed();
    const { devices, clock, share } = place;
    await filled(place);
    erase(devices[0], clock);
    await syncAll(devices, share);
    for (const name of [...share.files.keys()])
      if (name.startsWith("heads/") || name.startsWith("streams/")) share.files.delete(name);
    for (let round = 0; round < 3; round++) for (const device of devices) await device.sync(share);
    expect(left(place)).toEqual([]);
    const late = makeDevice("late", clock);
    await late.sync(share);
    expect(late.replica.lines()).toEqual(devices[0].replica.lines());
  });

  it("check 1: ends with her erased on every desk, where who erased her is taken out up to before it and a colleague has purged her already", async () => {
    const { share, clock, devices } = placed();
    const [a, b, c] = devices;
    write(a, clock, of("r1", "读者"));
    await settleAll(devices, share);
    write(c, clock, [{ kind: "reader", id: "r1", cells: { note: "儿童馆写的" } }]);
    erase(b, clock);
    await b.sync(share);
    await c.sync(share);
    expect(c.replica.log.flatMap(({ ops }) => ops)).toEqual([]);
    // a has heard of none of this
    await takeOut(a, b.replica.stream, "removed");
    await settleAll([a, c], share);
    for (const { replica } of [a, c]) {
      expect(replica.row("reader", "r1")).toBeUndefined();
      expect(await replica.ledger()).toContain("reader/r1");
    }
    expect(c.replica.lines()).toEqual(a.replica.lines());
  });

  it.each(["before it", "behind its number"] as const)(
    "checks 5 and 7: takes all that a computer that is out has said of her %s, and no head is left without its batch",
    async (when) => {
      const place = placed();
      const { devices, clock, share } = place;
      const [a, b, c] = devices;
      await filled(place);
      const before = createMemoryStore(new Map(share.files));
      await takeOut(a, c.replica.stream, "removed");
      erase(a, clock);
      if (when === "behind its number") {
        await syncAll([a, b, a, b], share);
        // it has learned of nothing, for its view of the share is old
        write(c, clock, [{ kind: "reader", id: "r1", cells: { note: `${CANARY}晚` } }]);
        await c.sync(before);
        for (const [name, bytes] of before.files) if (name.includes(c.replica.stream)) share.files.set(name, bytes);
      }
      for (let morning = 0; morning < 4; morning++) {
        write(a, clock, of("r2", `别人，第${morning}天`));
        for (const device of [a, b, a, b])
          expect((await device.sync(share)).warnings.filter(({ tag }) => tag !== "removed-wrote")).toEqual([]);
        clock.ms += 24 * 60 * 60_000;
      }
      expect(left({ share, devices: [a, b] })).toEqual([]);
      const heads = [...share.files.keys()].map(parseName).flatMap((name) => (name?.tag === "head" ? [name] : []));
      expect(heads.filter((head) => !share.files.has(batchName(head)))).toEqual([]);
      await settleAll([a, b], share);
      const files = [...share.files.keys()];
      for (const device of [a, b]) expect((await device.sync(share)).outcome.tag).toBe("nothing-new");
      expect([...share.files.keys()]).toEqual(files);
      const late = makeDevice("late", clock);
      expect((await late.sync(share)).warnings).toEqual([]);
      expect(late.replica.lines()).toEqual(a.replica.lines());
    },
  );

  it("check 13: ends after a crash at any of its calls", LONG, async () => {
    const clock: TestClock = { ms: 1_700_000_000_000 };
    const share = markedShare();
    const [a, b] = [makeDevice("a", clock), makeDevice("b", clock)];
    write(a, clock, of("r1", CANARY));
    write(b, clock, of("r2", "别人"));
    await settleAll([a, b], share);
    erase(a, clock);
    await syncAll([a], share);
    for (let at = 1; ; at += 2) {
      const place = { clock, share: createMemoryStore(new Map(share.files)), devices: [a.clone(), b.clone()] as const };
      const { ports, calls } = withFault(place.devices[1].ports(place.share), {
        at,
        mode: at % 2 === 0 ? "before" : "after",
        lasting: true,
      });
      await sync(ports);
      if (calls() < at) {
        expect(at).toBeGreaterThan(40);
        break;
      }
      for (let round = 0; round < 3; round++) for (const device of place.devices) await device.sync(place.share);
      expect(left(place), `call ${at}`).toEqual([]);
      expect(place.devices[0].replica.lines()).toEqual(place.devices[1].replica.lines());
    }
  });
});
