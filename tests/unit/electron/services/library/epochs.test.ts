/**
 * A new key epoch, cut off at every single call of both stores and of the secrets: some code opens all that is sealed,
 * and the next try ends it.
 */
import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { bytesToHex } from "#shared/kernel/bytes.ts";
import { KEYS } from "#shared/replication/files/names.ts";
import { adoptEpochs, makeEpoch, type RemovalEpoch } from "../../../../../electron/services/library/epochs.ts";
import { libraryKey, readRing } from "../../../../../electron/services/library/key-ring.ts";
import { unwrapForDevice, wrapForDevice } from "../../../../../electron/services/sealing/device-slot.ts";
import { makeLibraryCode, slotKeys, unwrapSlot } from "../../../../../electron/services/sealing/library-code.ts";
import { keyId } from "../../../../../electron/services/sealing/sealed-body.ts";
import { makeAgreementKeys } from "../../../../../electron/services/sealing/signatures.ts";
import { failing, STORE_CALLS } from "../../../../support/failing-calls.ts";
import {
  FIRST,
  FIRST_ID,
  type Kept,
  LIBRARY,
  member,
  keyScene as scene,
  secretsOver,
} from "../../../../support/key-scene.ts";
import { lightCodes } from "../../../../support/light-codes.ts";
import { createMemoryStore, type MemoryStore } from "../../../../support/memory-store.ts";

const SLOW = { timeout: 180_000 };

/**
 * Slots for a code that open a key, by what they say in the open: `first` is the old sheet's, the others are the new
 * one's.
 */
const sheetsThatOpen = ({ files }: MemoryStore, key: string): readonly ("old" | "new")[] =>
  [...files].flatMap(([name, bytes]) => {
    const keys = name.startsWith(`${KEYS}/`) ? slotKeys(bytes) : null;
    if (keys === null) return [];
    return keys === "first" ? (key === FIRST_ID ? ["old" as const] : []) : keys.includes(key) ? ["new" as const] : [];
  });

describe("a new key epoch", SLOW, () => {
  it("leaves at every point where it may be cut off a code that opens what is sealed, and is ended by the next try", async () => {
    const { share: founded, local: copy, a, b } = await scene();
    let at = 0;
    for (let wasCut = true; wasCut; ) {
      at += 1;
      const [share, local, kept] = [
        createMemoryStore(new Map(founded.files)),
        createMemoryStore(new Map(copy.files)),
        new Map(a.kept),
      ];
      const secrets = secretsOver(kept);
      const made = await makeEpoch({ secrets }, 1);
      if (!made.ok) throw new Error("no key was made");
      const named: readonly RemovalEpoch[] = [{ ...made.value, seals: true, to: [a.stream, b.stream] }];
      const fault = { left: at, after: at % 2 === 0 };
      const deps = {
        secrets: failing(secrets, fault, ["put"]),
        library: LIBRARY,
        stretch: lightCodes,
        stream: a.stream,
        local: failing(local, fault, STORE_CALLS),
      };
      await adoptEpochs(deps, failing(share, fault, STORE_CALLS), { epochs: named, lacking: false, looks: false });
      wasCut = fault.left <= 0;
      const current = readRing(secrets)?.current;
      if (current === undefined) throw new Error("the keys are gone");
      expect(sheetsThatOpen(share, keyId(current.key)), `cut at ${at}`).not.toEqual([]);
      expect(
        await adoptEpochs({ secrets, library: LIBRARY, stretch: lightCodes, stream: a.stream, local }, share, {
          epochs: named,
          lacking: false,
          looks: false,
        }),
      ).toMatchObject({
        ok: true,
      });
      expect(readRing(secrets)?.current.epoch).toBe(2);
      for (const store of [share, local]) {
        expect(sheetsThatOpen(store, made.value.key)).toEqual(["new"]);
        expect(sheetsThatOpen(store, FIRST_ID)).toEqual(["new"]);
      }
    }
    // it was cut off inside: stores and secrets both
    expect(at).toBeGreaterThan(12);
  });

  it("reaches another member by its slot, code and all, and that one seals under it", async () => {
    const { share, local, a, b } = await scene();
    const secrets = secretsOver(a.kept);
    const made = await makeEpoch({ secrets }, 1);
    if (!made.ok) throw new Error("no key was made");
    const named: readonly RemovalEpoch[] = [{ ...made.value, seals: true, to: [a.stream, b.stream] }];
    await adoptEpochs({ secrets, library: LIBRARY, stretch: lightCodes, stream: a.stream, local }, share, {
      epochs: named,
      lacking: false,
      looks: false,
    });
    const theirs = secretsOver(b.kept);
    const other = createMemoryStore(new Map(local.files));
    expect(
      await adoptEpochs(
        { secrets: theirs, library: LIBRARY, stretch: lightCodes, stream: b.stream, local: other },
        share,
        { epochs: named, lacking: false, looks: false },
      ),
    ).toEqual({
      ok: true,
      value: { gained: true, renewed: true, mended: false },
    });
    // once
    expect(
      await adoptEpochs(
        { secrets: theirs, library: LIBRARY, stretch: lightCodes, stream: b.stream, local: other },
        share,
        { epochs: named, lacking: false, looks: false },
      ),
    ).toEqual({
      ok: true,
      value: { gained: false, renewed: false, mended: false },
    });
    expect(readRing(theirs)?.current.code).toBe(readRing(secrets)?.current.code);
    const ring = readRing(theirs);
    expect(ring && libraryKey(LIBRARY, ring).epoch).toBe(2);
    // and the sheet that both can print opens the share
    const opened = await Promise.all(
      [...share.files]
        .filter(([name]) => name.startsWith(`${KEYS}/`))
        .map(([, bytes]) => unwrapSlot(ring?.current.code ?? "", LIBRARY, bytes, lightCodes)),
    );
    expect(opened.filter(({ ok: isOpen }) => isOpen)).toHaveLength(1);
  });

  it("reaches a member that its maker did not know, from anybody who holds it, also when a later one has begun", async () => {
    const { share, local, a, b } = await scene();
    const secrets = secretsOver(a.kept);
    const deps = { secrets, library: LIBRARY, stretch: lightCodes, stream: a.stream, local };
    const [first, second] = [await makeEpoch({ secrets }, 1), await makeEpoch({ secrets }, 2)];
    if (!first.ok || !second.ok) throw new Error("no key was made");
    const named = (...to: readonly string[]): readonly RemovalEpoch[] =>
      [first.value, second.value].map((each) => ({ ...each, seals: true, to }));
    await adoptEpochs(deps, share, { epochs: named(a.stream).slice(0, 1), lacking: false, looks: false });
    // b had been let in by the old code meanwhile, and somebody has said that it may stay
    const both = named(a.stream, b.stream);
    await adoptEpochs(deps, share, { epochs: both, lacking: false, looks: false });
    const theirs = {
      secrets: secretsOver(b.kept),
      library: LIBRARY,
      stretch: lightCodes,
      stream: b.stream,
      local: createMemoryStore(new Map(local.files)),
    };
    expect(await adoptEpochs(theirs, share, { epochs: both, lacking: true, looks: false })).toEqual({
      ok: true,
      value: { gained: true, renewed: true, mended: false },
    });
    const ring = readRing(theirs.secrets);
    expect(ring?.keys.map(({ key }) => keyId(key))).toEqual(expect.arrayContaining(both.map(({ key }) => key)));
    expect(ring?.current.epoch).toBe(3);
  });

  it("is found by a member to whom nothing tells of it any more, to read with, and sealed under only when it is named", async () => {
    const { share, local, a, b } = await scene();
    const secrets = secretsOver(a.kept);
    const made = await makeEpoch({ secrets }, 1);
    if (!made.ok) throw new Error("no key was made");
    const named: readonly RemovalEpoch[] = [{ ...made.value, seals: true, to: [a.stream, b.stream] }];
    await adoptEpochs({ secrets, library: LIBRARY, stretch: lightCodes, stream: a.stream, local }, share, {
      epochs: named,
      lacking: false,
      looks: false,
    });
    // it goes on under a new stream, and holds the keys of the one it has left
    const moved = member(FIRST, makeLibraryCode(), "儿童馆");
    const kept: Kept = new Map([...b.kept, ...moved.kept]);
    const later = {
      secrets: secretsOver(kept),
      library: LIBRARY,
      stretch: lightCodes,
      stream: moved.stream,
      local: createMemoryStore(new Map(local.files)),
    };
    expect(await adoptEpochs(later, share, { epochs: [], lacking: true, looks: false })).toEqual({
      ok: true,
      value: { gained: true, renewed: false, mended: false },
    });
    const theirs = {
      secrets: secretsOver(b.kept),
      library: LIBRARY,
      stretch: lightCodes,
      stream: b.stream,
      local: createMemoryStore(new Map(local.files)),
    };
    expect(await adoptEpochs(theirs, share, { epochs: [], lacking: false, looks: false })).toEqual({
      ok: true,
      value: { gained: false, renewed: false, mended: false },
    });
    expect(await adoptEpochs(theirs, share, { epochs: [], lacking: true, looks: false })).toEqual({
      ok: true,
      value: { gained: true, renewed: false, mended: false },
    });
    const ring = readRing(theirs.secrets);
    expect(ring?.keys.map(({ key }) => keyId(key))).toContain(made.value.key);
    expect(ring?.current.epoch).toBe(1);
  });

  it("is read and never sealed under where its maker was removed, and never goes back to an older one", async () => {
    const { share, local, a, b } = await scene();
    const secrets = secretsOver(a.kept);
    const made = await makeEpoch({ secrets }, 1);
    if (!made.ok) throw new Error("no key was made");
    const deps = { secrets, library: LIBRARY, stretch: lightCodes, stream: a.stream, local };
    await adoptEpochs(deps, share, {
      epochs: [{ ...made.value, seals: false, to: [a.stream, b.stream] }],
      lacking: false,
      looks: false,
    });
    expect(readRing(secrets)?.current.epoch).toBe(1);
    const next = await makeEpoch({ secrets }, 2);
    if (!next.ok) throw new Error("no key was made");
    expect(next.value.epoch).toBe(3);
    const both: readonly RemovalEpoch[] = [
      { ...made.value, seals: true, to: [a.stream, b.stream] },
      { ...next.value, seals: true, to: [a.stream, b.stream] },
    ];
    await adoptEpochs(deps, share, { epochs: both, lacking: false, looks: false });
    expect(readRing(secrets)?.current.epoch).toBe(3);
    await adoptEpochs(deps, share, { epochs: both.slice(0, 1), lacking: false, looks: false });
    expect(readRing(secrets)?.current.epoch).toBe(3);
  });

  it("is wrapped for one device: no other opens it, nor a slot that was changed or moved", () => {
    const [right, wrong] = [makeAgreementKeys(), makeAgreementKeys()];
    const key = { epoch: 2, key: Uint8Array.from(randomBytes(32)), code: makeLibraryCode() };
    const slot = { library: LIBRARY, device: "a".repeat(16), key: keyId(key.key) };
    const file = wrapForDevice(slot.library, slot.device, bytesToHex(right.publicKey), key);
    if (file === null) throw new Error("not wrapped");
    expect(unwrapForDevice(slot, right.privateKey, file)).toEqual(key);
    expect(unwrapForDevice(slot, wrong.privateKey, file)).toBeNull();
    expect(unwrapForDevice({ ...slot, device: "b".repeat(16) }, right.privateKey, file)).toBeNull();
    expect(unwrapForDevice({ ...slot, key: keyId(randomBytes(32)) }, right.privateKey, file)).toBeNull();
    const at = file.length - 10;
    for (const bit of [1, 2, 4]) {
      const changed = Uint8Array.from(file, (byte, index) => (index === at ? byte ^ bit : byte));
      expect(unwrapForDevice(slot, right.privateKey, changed)).toBeNull();
    }
    // a point of small order gives nothing to wrap under
    expect(wrapForDevice(slot.library, slot.device, "00".repeat(32), key)).toBeNull();
  });
});
