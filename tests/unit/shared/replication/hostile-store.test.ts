/**
 * Everything that a hostile or broken store can do, on three desks with work in all states. Each time: nothing
 * that nobody wrote is taken over, nothing that a desk has is lost, and it is either healed or named: silent = 0.
 */
import { describe, expect, it } from "vitest";
import { bytesToHex } from "#shared/kernel/bytes.ts";
import type { SyncReport } from "#shared/replication/exchange/sync-report.ts";
import { MAX_BATCH_FILE } from "#shared/replication/files/batch.ts";
import { openBatchFile } from "../../../../electron/services/sealing/batch-file.ts";
import { makeSigningKeys, streamOf } from "../../../../electron/services/sealing/signatures.ts";
import { type Device, LIBRARY, makeDevice, markedShare, settleAll } from "../../../support/desks.ts";
import { createMemoryStore } from "../../../support/memory-store.ts";
import { proofDraw, proofScale } from "../../../support/proof-scale.ts";
import { BEHAVIOURS, type Scene } from "./hostile-behaviours.ts";
import { BOMB_BYTES, sealBomb } from "./sealed-bomb.ts";

interface Desks {
  readonly scene: Scene;
  readonly devices: readonly Device[];
}

/** a and b are equal, a has work to publish, c was away for a while. */
async function desks(seed: number): Promise<Desks> {
  const clock = { ms: 1_700_000_000_000 };
  const share = markedShare();
  const devices = ["a", "b", "c"].map((name) => makeDevice(name, clock));
  const [a, b] = devices;
  let older = new Map<string, Uint8Array>();
  for (let round = 0; round < 4 + seed; round++) {
    for (const device of devices) {
      device.write(`${device.name}${round}`, { name: `${device.name} in ${round}` });
      await device.sync(share);
    }
    if (round === 1) older = new Map(share.files);
  }
  a?.write("a-away", { name: "while c was away" });
  const before = new Set(share.files.keys());
  await a?.sync(share);
  const newest = [...share.files.keys()].find((name) => name.endsWith(".batch") && !before.has(name)) ?? "";
  await b?.sync(share);
  a?.write("a-late", { name: "not yet there" });
  let turn = seed;
  const pick = <T>(items: readonly T[]): T => {
    turn += 7;
    const item = items[turn % items.length];
    if (item === undefined) throw new Error("nothing to choose from");
    return item;
  };
  return { scene: { share, older, newest, pick, clock, devices }, devices };
}

const idsOf = ({ replica }: Device): readonly string[] => [...replica.rows.keys()].sort();

/** Words for a person: a stop, a warning, or for whom is waited. */
const isNamed = ({ outcome, warnings, devices }: SyncReport): boolean =>
  outcome.tag === "stopped" ||
  warnings.length > 0 ||
  devices.some(({ waitsFor, joined, device }) => waitsFor.length > 0 || (joined && device === "nobody knows me"));

describe.each(proofDraw(Object.entries(BEHAVIOURS), { count: 20 }))("a store that %s", (_, behave) => {
  it.each(Array.from({ length: proofScale(1, 3) }, (_, seed) => seed))(
    "loses nothing, plants nothing, and is healed or named (seed %i)",
    async (seed) => {
      const { scene, devices } = await desks(seed);
      const store = (await behave(scene)) ?? scene.share;
      const shown = typeof store === "function" ? store : () => store;
      const written = new Set(devices.flatMap(idsOf));
      const reports: SyncReport[] = [];
      for (let round = 0; round < 3; round++)
        for (const [index, device] of devices.entries()) reports.push(await device.sync(shown(index, round)));
      for (const device of devices) for (const id of idsOf(device)) expect(written).toContain(id);

      const isHealed = devices.every(({ replica }) => replica.lines().length === written.size);
      if (!isHealed) expect(reports.some(isNamed)).toBe(true);

      // whatever became of that store: from the desks alone everything is there again
      const fresh = markedShare();
      await settleAll(devices, createMemoryStore(fresh.files));
      for (const device of devices) expect(idsOf(device)).toEqual([...written].sort());
      expect(new Set(devices.map(({ replica }) => replica.lines().join("\n"))).size).toBe(1);
    },
  );
});

it("a body that inflates to 64 MiB is refused within what a body may have", () => {
  const keys = makeSigningKeys();
  const stream = streamOf(keys.publicKey);
  const { bytes } = sealBomb(LIBRARY, keys.privateKey, stream);
  expect(bytes.length).toBeLessThan(MAX_BATCH_FILE);
  const before = process.memoryUsage().arrayBuffers;
  expect(openBatchFile(LIBRARY, { stream, no: 1 }, bytesToHex(keys.publicKey), bytes)).toEqual({
    ok: false,
    error: { tag: "malformed", what: "compression" },
  });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(BOMB_BYTES / 8);
});
