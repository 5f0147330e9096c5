/**
 * A backup that gets the present code's slot, cut off at every single call: some code opens it all the while, and the
 * next try ends it.
 */
import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ok } from "#shared/kernel/result.ts";
import { KEYS, keySlot, libraryMarker } from "#shared/replication/files/names.ts";
import { resealBackup } from "../../../../../electron/services/backups/reseal-backup.ts";
import { createCodeSlots, type OwnKeys } from "../../../../../electron/services/library/code-slots.ts";
import { type HeldKey, libraryKey } from "../../../../../electron/services/library/key-ring.ts";
import {
  makeLibraryCode,
  unwrapSlot,
  wrapKey,
  wrapRing,
} from "../../../../../electron/services/sealing/library-code.ts";
import { failing, STORE_CALLS } from "../../../../support/failing-calls.ts";
import { lightCodes } from "../../../../support/light-codes.ts";
import { createMemoryStore, type MemoryStore } from "../../../../support/memory-store.ts";

const LIBRARY = "0123456789abcdef";
const held = (epoch: number): HeldKey => ({ epoch, key: Uint8Array.from(randomBytes(32)), code: makeLibraryCode() });
const [FIRST, SECOND, THIRD] = [held(1), held(2), held(3)];
const ringOf = (...[current = FIRST, ...older]: readonly HeldKey[]): OwnKeys => ({
  library: LIBRARY,
  ring: { current, keys: [current, ...older] },
});
const slotOf = ({ library, ring }: OwnKeys): Promise<Uint8Array> =>
  wrapRing(ring.current.code ?? "", libraryKey(library, ring), lightCodes);

const secrets = () => {
  const kept = new Map<string, Uint8Array>();
  return {
    get: (name: string) => kept.get(name) ?? null,
    put: async (name: string, secret: Uint8Array) => {
      kept.set(name, secret);
      return ok(null);
    },
  };
};

function backupWith(...slots: readonly Uint8Array[]): MemoryStore {
  const named = slots.map((bytes, n) => [keySlot(`000000000000000${n}`), bytes] as const);
  return createMemoryStore(new Map([[libraryMarker(LIBRARY), new Uint8Array([1])], ...named]));
}

/** Epochs whose code opens the backup. */
async function codesThatOpen({ files }: MemoryStore): Promise<readonly number[]> {
  const opened: number[] = [];
  for (const { epoch, code } of [FIRST, SECOND, THIRD])
    for (const [name, bytes] of files)
      if (name.startsWith(`${KEYS}/`) && (await unwrapSlot(code ?? "", LIBRARY, bytes, lightCodes)).ok)
        opened.push(epoch);
  return opened;
}

describe("a backup that was made under an older code", () => {
  it("is opened by a code wherever the resealing is cut off, and by the present one alone after the next try", async () => {
    const own = ringOf(THIRD, SECOND, FIRST);
    const before = backupWith(
      await wrapKey(FIRST.code ?? "", LIBRARY, FIRST.key, lightCodes),
      await slotOf(ringOf(SECOND, FIRST)),
    );
    let at = 0;
    for (let wasCut = true; wasCut; ) {
      at += 1;
      const [backup, local] = [createMemoryStore(new Map(before.files)), createMemoryStore()];
      const fault = { left: at, after: at % 2 === 0 };
      const slots = createCodeSlots({
        secrets: secrets(),
        local: failing(local, fault, STORE_CALLS),
        stretch: lightCodes,
      });
      const done = await resealBackup(failing(backup, fault, STORE_CALLS), own, slots);
      wasCut = fault.left <= 0;
      expect(done.ok, `cut at ${at}`).toBe(!wasCut);
      expect(await codesThatOpen(backup), `cut at ${at}`).not.toEqual([]);
      expect(
        await resealBackup(backup, own, createCodeSlots({ secrets: secrets(), local, stretch: lightCodes })),
      ).toEqual({ ok: true, value: null });
      expect(await codesThatOpen(backup)).toEqual([3]);
    }
    expect(at).toBeGreaterThan(10);
  });

  it("is left as it is by who knows less than somebody who has been there, and by who belongs to another library", async () => {
    const backup = backupWith(await slotOf(ringOf(THIRD, SECOND, FIRST)));
    const files = new Map(backup.files);
    const slots = () => createCodeSlots({ secrets: secrets(), local: createMemoryStore(), stretch: lightCodes });
    expect(await resealBackup(backup, ringOf(SECOND, FIRST), slots())).toEqual({ ok: true, value: null });
    expect(
      await resealBackup(backup, { ...ringOf(THIRD, SECOND, FIRST), library: "fedcba9876543210" }, slots()),
    ).toEqual({ ok: true, value: null });
    expect(backup.files).toEqual(files);
  });

  it("keeps a slot that a newer version wrote, and takes no work before a code twice for one slot", async () => {
    let worked = 0;
    const stretch: typeof lightCodes = (...given) => {
      worked += 1;
      return lightCodes(...given);
    };
    const newer = new TextEncoder().encode(JSON.stringify({ format: 3 }));
    const own = ringOf(SECOND, FIRST);
    const [kept, local] = [secrets(), createMemoryStore()];
    const backups = [backupWith(newer), backupWith(newer), backupWith(newer)];
    for (const backup of backups)
      expect(await resealBackup(backup, own, createCodeSlots({ secrets: kept, local, stretch }))).toEqual({
        ok: true,
        value: null,
      });
    // made and opened once
    expect(worked).toBe(2);
    for (const backup of backups) {
      expect(await codesThatOpen(backup)).toEqual([2]);
      expect(backup.files.get(keySlot("0000000000000000"))).toEqual(newer);
    }
  });
});
