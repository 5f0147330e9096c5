/**
 * Key epochs: a removal begins one. Its maker wraps the new key for every device that stays and under a new
 * library code; whoever learns of the removal takes the key from the share, completes what is missing there for
 * those that were let in since, and seals under it from then on. Every step can be repeated, and the slots of older
 * codes go last: a crash leaves either the old code working or both.
 */
import { randomBytes } from "node:crypto";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { AdoptedKeys, Locked } from "#shared/kernel/sealed.ts";
import type { PutError, StoreError } from "#shared/kernel/store-outcome.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import { deviceName, KEYS } from "#shared/replication/files/names.ts";
import type { DiskError } from "../disk-errors.ts";
import { openCard } from "../sealing/card-file.ts";
import { type CodedKey, readDeviceSlot, unwrapForDevice, wrapForDevice } from "../sealing/device-slot.ts";
import { makeLibraryCode, type StretchCode } from "../sealing/library-code.ts";
import { keyId } from "../sealing/sealed-body.ts";
import type { Secrets } from "../secrets.ts";
import { slotName } from "./code-slots.ts";
import { type HeldKey, type KeyRing, libraryKey, mergedRing, readRing, writeRing } from "./key-ring.ts";
import { dropOlder, keepCodeSlot, mendCodeSlots } from "./share-slots.ts";

/** An epoch as the removal names it that began it. */
export interface RemovalEpoch {
  readonly epoch: number;
  /** Id of its key. */
  readonly key: string;
  /** False where its maker was removed: to be read, never to be sealed under. */
  readonly seals: boolean;
  /** Streams of the devices that may have its key. */
  readonly to: readonly string[];
}

export interface EpochDeps {
  readonly secrets: Pick<Secrets, "get" | "put">;
  readonly library: string;
  readonly stream: string;
  readonly local: Store;
  /** The work before a code; the full one where it is not given. */
  readonly stretch?: StretchCode | undefined;
}

export type EpochError = Locked | DiskError | StoreError | PutError;

/**
 * A key and a code for the next epoch, kept here until a removal names them.
 * @param after the highest epoch that is known
 */
export async function makeEpoch(
  { secrets }: Pick<EpochDeps, "secrets">,
  after: number,
): Promise<Result<{ epoch: number; key: string }, Locked | DiskError>> {
  const ring = readRing(secrets);
  if (ring === null) return err({ tag: "locked" });
  const epoch = Math.max(after, ...ring.keys.map((held) => held.epoch)) + 1;
  const made: HeldKey = { epoch, key: Uint8Array.from(randomBytes(32)), code: makeLibraryCode() };
  const kept = await writeRing(secrets, { ...ring, keys: [...ring.keys, made] });
  return kept.ok ? ok({ epoch, key: keyId(made.key) }) : kept;
}

export interface Adoption {
  readonly epochs: readonly RemovalEpoch[];
  /** Something is sealed under a key that is not here: whatever is wrapped for this device is taken, to read with. */
  readonly lacking: boolean;
  /** The slot of the present code is looked at on the share, whether a key is new or not. */
  readonly looks: boolean;
}

export async function adoptEpochs(
  deps: EpochDeps,
  share: Store,
  { epochs: named, lacking, looks }: Adoption,
): Promise<Result<AdoptedKeys, EpochError>> {
  const before = readRing(deps.secrets);
  if (before === null) return err({ tag: "locked" });
  const known = await fetchKeys(deps, share, before, named);
  if (!known.ok) return known;
  const fetched = lacking ? await fetchAll(deps, share, known.value) : known;
  if (!fetched.ok) return fetched;
  const ring = fetched.value;
  const gained = ring.keys.length > before.keys.length;
  if (gained) {
    const kept = await writeRing(deps.secrets, ring);
    if (!kept.ok) return kept;
  }
  // older ones as well: who was let in while a removal was on its way is not known to its maker
  const wrapped = await wrapForAll(deps, share, ring, named);
  if (!wrapped.ok) return wrapped;
  const done = { gained, renewed: false, mended: wrapped.value };
  const newest = newestHeld(ring, named);
  const coded = codedRing({ ...ring, current: newest ?? ring.current }, named);
  if (coded.current.code === null || (newest === null && !looks)) return ok(done);
  const own = { library: deps.library, ring: coded };
  if (coded.current === ring.current) {
    const newer = newestFirst(ring, named).some(({ key, epoch }) => epoch > ring.current.epoch && !holds(ring, key));
    // who lacks what others have written may not have heard of a newer code either
    const mended = await mendCodeSlots(deps, share, own, lacking || newer);
    return mended.ok ? ok({ ...done, mended: wrapped.value || mended.value }) : mended;
  }
  const slot = await keepCodeSlot(deps, share, own);
  if (!slot.ok) return slot;
  const kept = await writeRing(deps.secrets, { ...ring, current: coded.current });
  if (!kept.ok) return kept;
  const dropped = await dropOlder(deps.local, share, own, slot.value);
  return dropped.ok ? ok({ ...done, renewed: true }) : dropped;
}

/** What the code of the key that seals opens: not a newer key, made here, that no removal has named yet. */
const codedRing = ({ keys, current }: KeyRing, named: readonly RemovalEpoch[]): KeyRing => ({
  keys: keys.filter(({ epoch, key }) => epoch <= current.epoch || named.some((each) => each.key === keyId(key))),
  current,
});

const holds = ({ keys }: KeyRing, id: string): boolean => keys.some(({ key }) => keyId(key) === id);

/** Those that may be sealed under now: of equal numbers the smaller id, on every device. Never an older epoch. */
const newestFirst = ({ current }: KeyRing, named: readonly RemovalEpoch[]): readonly RemovalEpoch[] =>
  named
    .filter(({ seals, epoch }) => seals && epoch >= current.epoch)
    .sort((a, b) => b.epoch - a.epoch || (a.key < b.key ? -1 : 1));

const newestHeld = (ring: KeyRing, named: readonly RemovalEpoch[]): HeldKey | null =>
  newestFirst(ring, named).flatMap(({ key }) => ring.keys.find((each) => keyId(each.key) === key) ?? [])[0] ?? null;

/** What somebody has wrapped for this device. */
async function fetchKeys(
  { secrets, library, stream }: EpochDeps,
  share: Store,
  ring: KeyRing,
  named: readonly RemovalEpoch[],
): Promise<Result<KeyRing, EpochError>> {
  const agreeKey = secrets.get(`stream.${stream}`)?.subarray(32, 64);
  if (agreeKey === undefined) return err({ tag: "locked" });
  let fetched = ring;
  for (const { key, epoch } of named) {
    if (ring.keys.some((held) => keyId(held.key) === key)) continue;
    const file = await share.get(deviceSlot(key, stream));
    if (!file.ok && file.error.tag !== "missing") return file;
    const opened = file.ok ? unwrapForDevice({ library, device: stream, key }, agreeKey, file.value) : null;
    if (opened !== null && opened.epoch === epoch)
      fetched = mergedRing(fetched, { keys: [opened], current: fetched.current });
  }
  return ok(fetched);
}

/**
 * Of a device that was away while the removal was swept that would have told of the key, or that goes on under a new
 * stream since.
 */
async function fetchAll(deps: EpochDeps, share: Store, ring: KeyRing): Promise<Result<KeyRing, EpochError>> {
  const names = await share.list(KEYS);
  if (!names.ok && names.error.tag !== "missing") return names;
  let fetched = ring;
  for (const name of names.ok ? names.value : []) {
    const file = await share.get(`${KEYS}/${name}`);
    if (!file.ok && file.error.tag !== "missing") return file;
    const slot = file.ok ? readDeviceSlot(file.value) : null;
    // the keys of streams that were left are kept
    const agreeKey = slot === null ? undefined : deps.secrets.get(`stream.${slot.device}`)?.subarray(32, 64);
    if (!file.ok || slot === null || slot.library !== deps.library || agreeKey === undefined) continue;
    const opened = unwrapForDevice(slot, agreeKey, file.value);
    if (opened !== null && !fetched.keys.some((held) => keyId(held.key) === slot.key))
      fetched = mergedRing(fetched, { keys: [opened], current: fetched.current });
  }
  return ok(fetched);
}

/** Whether nothing is left to do for these epochs but what the next removal brings. */
export const holdsAll = (secrets: Pick<Secrets, "get">, epochs: readonly RemovalEpoch[]): boolean => {
  const held = new Set(readRing(secrets)?.keys.map(({ key }) => keyId(key)));
  return epochs.every(({ key }) => held.has(key));
};

/**
 * One name holds one content: whoever was first has done it.
 * @returns whether the share lacked one
 */
async function wrapForAll(
  { library, local }: EpochDeps,
  share: Store,
  ring: KeyRing,
  named: readonly RemovalEpoch[],
): Promise<Result<boolean, EpochError>> {
  const held = named.flatMap(({ key, to }) =>
    ring.keys.flatMap((each) =>
      each.code !== null && key === keyId(each.key) ? [{ key: { ...each, code: each.code }, to }] : [],
    ),
  );
  if (held.length === 0) return ok(false);
  const there = await share.list(KEYS);
  if (!there.ok && there.error.tag !== "missing") return there;
  const names = new Set(there.ok ? there.value.map((each) => `${KEYS}/${each}`) : []);
  let lacked = false;
  for (const { key, to } of held) {
    for (const device of to) {
      const name = deviceSlot(keyId(key.key), device);
      if (names.has(name)) continue;
      const kept = await local.get(name);
      const slot = kept.ok ? kept.value : await wrapFor({ library, local }, ring, key, device);
      // whose card is not here is served by somebody else
      if (slot === null) continue;
      const put = await putBoth(local, share, name, slot);
      if (!put.ok) return put;
      lacked = true;
    }
  }
  return ok(lacked);
}

async function wrapFor(
  { library, local }: Pick<EpochDeps, "library" | "local">,
  ring: KeyRing,
  key: CodedKey,
  device: string,
): Promise<Uint8Array | null> {
  const bytes = await local.get(deviceName(device));
  const card = bytes.ok ? openCard(libraryKey(library, ring), device, bytes.value) : null;
  return card?.ok ? wrapForDevice(library, device, card.value.agreeKey, key) : null;
}

async function putBoth(local: Store, share: Store, name: string, bytes: Uint8Array): Promise<Result<null, EpochError>> {
  const kept = await local.put(name, bytes);
  if (!kept.ok && kept.error.tag !== "other-content") return kept;
  const put = await share.put(name, bytes);
  return put.ok || put.error.tag === "other-content" ? ok(null) : put;
}

const deviceSlot = (key: string, device: string): string => slotName("device", key, device);
