/** The rules that concern the folder, each shown once by whole devices over one share. */
import { describe, expect, it } from "vitest";
import { hexToBytes } from "#shared/kernel/bytes.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import { deviceName, parseName } from "#shared/replication/files/names.ts";
import { DELETED } from "#shared/replication/rows/entry.ts";
import { openBatchFile } from "../../../../electron/services/sealing/batch-file.ts";
import { openCard } from "../../../../electron/services/sealing/card-file.ts";
import { type Device, LIBRARY, makeDevice, markedShare, settleAll, type TestClock } from "../../../support/desks.ts";
import type { MemoryStore } from "../../../support/memory-store.ts";

const START = 1_700_000_000_000;

/** Told of every file that a device has put, as it stands then. */
const watched = (share: MemoryStore, onPut: (name: string, bytes: Uint8Array) => void): Store => ({
  ...share,
  put: async (name, bytes) => {
    const answer = await share.put(name, bytes);
    if (answer.ok) onPut(name, bytes);
    return answer;
  },
});

/** The disk of the share breaks at its so-manieth write: the file is there or not, and nobody says which. */
function breaking(share: Store, at: number, isStored: boolean): Store {
  let puts = 0;
  return {
    ...share,
    put: async (name, bytes) => {
      puts += 1;
      if (puts !== at) return share.put(name, bytes);
      if (isStored) await share.put(name, bytes);
      return { ok: false, error: { tag: "unknown", code: "EIO" } };
    },
  };
}

/** Three desks at work, some of whose syncs break off. */
async function restlessLife(
  share: MemoryStore,
  onPut: (device: Device, name: string, bytes: Uint8Array) => void,
): Promise<readonly Device[]> {
  const clock: TestClock = { ms: START };
  const devices = ["a", "b", "c"].map((name) => makeDevice(name, clock));
  let seed = 7;
  const next = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let turn = 0; turn < 90; turn++) {
    const device = devices[next(3)];
    if (device === undefined) continue;
    clock.ms += 3 * 60 * 60_000;
    for (let writes = next(3); writes > 0; writes--) device.write(`r${next(8)}`, { name: `${turn}-${writes}` });
    const store = watched(share, (name, bytes) => onPut(device, name, bytes));
    await device.sync(next(3) === 0 ? breaking(store, 1 + next(3), next(2) === 0) : store);
  }
  await settleAll(devices, share);
  return devices;
}

describe("the rules of the share", () => {
  it("R1: absence never means anything: whatever is gone from the share, no record goes with it; a deletion is a record", async () => {
    const clock: TestClock = { ms: START };
    const share = markedShare();
    const [a, b] = [makeDevice("a", clock), makeDevice("b", clock)];
    a.write("r1", { name: "李卫东" });
    a.write("r2", { name: "王芳" });
    await settleAll([a, b], share);
    const lines = b.replica.lines();
    for (const isGone of [
      (name: string) => name.startsWith("heads/"),
      (name: string) => name.endsWith(".batch"),
      (name: string) => name.startsWith(`streams/${a.replica.stream}`),
      (name: string) => name.startsWith("reader-desk."),
      () => true,
    ]) {
      const emptied = markedShare();
      emptied.files.clear();
      for (const [name, bytes] of share.files) if (!isGone(name)) emptied.files.set(name, bytes);
      const copy = b.clone();
      await copy.sync(emptied);
      await copy.sync(emptied);
      expect(copy.replica.lines()).toEqual(lines);
    }
    a.write("r1", { [DELETED]: true });
    await settleAll([a, b], share);
    expect(b.replica.row("reader", "r1")?.gone).toBe(1);
    expect(b.replica.row("reader", "r2")?.gone).toBeUndefined();
  });

  it("R2: check 6: every name has one writer and one content, whatever breaks off on the way", async () => {
    const share = markedShare();
    const contents = new Map<string, string>();
    const firstWriters = new Map<string, string>();
    const devices = await restlessLife(share, (device, name, bytes) => {
      const content = Buffer.from(bytes).toString("base64");
      expect(contents.get(name) ?? content, name).toBe(content);
      contents.set(name, content);
      if (!firstWriters.has(name)) firstWriters.set(name, device.replica.stream);
    });
    expect(contents.size).toBeGreaterThan(60);
    for (const [name, writer] of firstWriters) {
      const parsed = parseName(name);
      if (parsed !== null && "stream" in parsed) expect(writer, name).toBe(parsed.stream);
    }
    for (const device of devices) expect(device.replica.lines()).toEqual(devices[0]?.replica.lines());
  });

  it("check 7: wherever a head stands, the batch that it names is there, readable and signed", async () => {
    const share = markedShare();
    let heads = 0;
    await restlessLife(share, (_, name) => {
      const head = parseName(name);
      if (head?.tag !== "head") return;
      heads += 1;
      const card = openCard(LIBRARY, head.stream, share.files.get(deviceName(head.stream)) ?? new Uint8Array());
      if (!card.ok) throw new Error(`no card beside ${name}`);
      const batch = [...share.files].find(([other]) => {
        const parsed = parseName(other);
        return (
          parsed?.tag === "batch" && parsed.stream === head.stream && parsed.no === head.no && parsed.hash === head.hash
        );
      });
      const opened = openBatchFile(LIBRARY, head, card.value.signKey, batch?.[1] ?? new Uint8Array());
      expect(opened.ok && opened.value.hash.startsWith(head.hash), name).toBe(true);
      expect(hexToBytes(card.value.signKey)).toHaveLength(32);
    });
    expect(heads).toBeGreaterThan(30);
  });

  it("R3: needs nothing of a store but to list, to read, to write a new name and to delete", async () => {
    const share = markedShare();
    const asked = new Set<string>();
    const bare: Store = new Proxy(share, {
      get: (target, name) => {
        asked.add(String(name));
        if (name === "put")
          return async (file: string, bytes: Uint8Array) => {
            // never a name that stands there with other bytes: no replacing
            const standing = target.files.get(file);
            expect(standing === undefined || Buffer.from(standing).equals(Buffer.from(bytes)), file).toBe(true);
            return target.put(file, bytes);
          };
        if (name === "list" || name === "get" || name === "delete") return target[name];
        throw new Error(`asked for ${String(name)}`);
      },
    });
    const clock: TestClock = { ms: START };
    const devices = ["a", "b", "c"].map((name) => makeDevice(name, clock));
    for (let day = 0; day < 5; day++) {
      for (const device of devices) {
        device.write(`r${day}`, { name: device.name });
        await device.sync(bare);
      }
      clock.ms += 24 * 60 * 60_000;
    }
    await settleAll(devices, bare);
    expect([...asked].sort()).toEqual(["delete", "get", "list", "put"]);
    expect(devices[1]?.replica.lines()).toEqual(devices[0]?.replica.lines());
  });

  it("R4: the news is in the names: of forty computers only the one with news is looked at", async () => {
    const clock: TestClock = { ms: START };
    const share = markedShare();
    const devices = Array.from({ length: 40 }, (_, n) => makeDevice(`d${n}`, clock));
    for (const [n, device] of devices.entries()) {
      device.write(`r${n}`, { name: "x" });
      const place = markedShare();
      await device.sync(place);
      for (const [name, bytes] of place.files) share.files.set(name, bytes);
    }
    const own = makeDevice("own", clock);
    for (let round = 0; round < 2; round++) await own.sync(share);
    const [, , third] = devices;
    if (third === undefined) throw new Error("forty devices");
    third.write("news", { name: "y" });
    const place = markedShare();
    for (const [name, bytes] of share.files) if (name.includes(third.replica.stream)) place.files.set(name, bytes);
    await third.sync(place);
    for (const name of [...share.files.keys()]) if (name.includes(third.replica.stream)) share.files.delete(name);
    for (const [name, bytes] of place.files) if (name.includes(third.replica.stream)) share.files.set(name, bytes);
    const looked: string[] = [];
    const watching: Store = {
      ...share,
      list: (folder) => {
        looked.push(folder);
        return share.list(folder);
      },
      get: (name) => {
        looked.push(name);
        return share.get(name);
      },
    };
    await own.sync(watching);
    expect(own.replica.row("reader", "news")?.name).toBe("y");
    const streams = looked.filter((name) => name.startsWith("streams/"));
    expect(streams.length).toBeGreaterThan(0);
    for (const name of streams)
      expect(
        [third.replica.stream, own.replica.stream].some((stream) => name.startsWith(`streams/${stream}`)),
        name,
      ).toBe(true);
    looked.length = 0;
    expect((await own.sync(watching)).outcome).toEqual({ tag: "nothing-new" });
    expect(looked).toEqual(["heads"]);
  });

  it("R6: a stream ends where its continuity cannot be proved: of two copies of a profile one goes on under a new number, and no work is lost", async () => {
    const clock: TestClock = { ms: START };
    const share = markedShare();
    const [a, b] = [makeDevice("a", clock), makeDevice("b", clock)];
    a.write("r1", { name: "before" });
    await settleAll([a, b], share);
    const copy = a.clone();
    const { stream } = a.replica;
    a.write("r2", { name: "at the one" });
    await a.sync(share);
    copy.write("r3", { name: "at the other" });
    const report = await copy.sync(share);
    expect(report.warnings).toContainEqual(expect.objectContaining({ tag: "new-stream", from: stream }));
    expect(copy.replica.stream).not.toBe(stream);
    expect(a.replica.stream).toBe(stream);
    await settleAll([a, b, copy], share);
    for (const device of [a, b, copy]) {
      expect(device.replica.row("reader", "r2")?.name).toBe("at the one");
      expect(device.replica.row("reader", "r3")?.name).toBe("at the other");
    }
    // what had triggered it is gone
    expect((await copy.sync(share)).warnings).toEqual([]);
  });
});
