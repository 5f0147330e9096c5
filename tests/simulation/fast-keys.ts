/**
 * Key epochs for simulations, as the host keeps them: a ring of keys, one of which is sealed under; a file on the
 * folder for every device that stays, which only that device opens. What a person types, the new library code,
 * brings a colleague's whole ring.
 */
import { toBase32 } from "#shared/kernel/base32.ts";
import { hexToBytes } from "#shared/kernel/bytes.ts";
import { ok, type Result } from "#shared/kernel/result.ts";
import type { Locked } from "#shared/kernel/sealed.ts";
import type { PutError, StoreError } from "#shared/kernel/store-outcome.ts";
import type { LibraryKeys, NamedEpoch, Store } from "#shared/replication/exchange/ports.ts";
import { KEYS, keySlot } from "#shared/replication/files/names.ts";
import { type FastKey, fastKeyId, sha256Hex } from "./fast-seal.ts";

export interface FastRing {
  readonly keys: readonly FastKey[];
  /** Sealed is under this one. */
  readonly current: FastKey;
}

export const holdsKey = ({ keys }: FastRing, id: string): boolean => keys.some((held) => fastKeyId(held) === id);

export const mergedRing = (ring: FastRing, more: readonly FastKey[]): FastRing => ({
  ...ring,
  keys: [...ring.keys, ...more.filter((key) => !holdsKey(ring, fastKeyId(key)))],
});

export interface KeysDeps {
  readonly share: Store;
  readonly local: Store;
  readonly stream: () => string;
  /** Streams that it writes or has left. */
  readonly streams: () => readonly string[];
  readonly ring: () => FastRing;
  readonly keep: (ring: FastRing) => void;
}

type KeysError = Locked | StoreError | PutError;

export const fastKeys = (deps: KeysDeps): LibraryKeys => ({
  held: async () => ok(deps.ring().keys.map(fastKeyId)),
  adopt: async (named, lacking) => {
    const before = deps.ring();
    const fetched = await fetchKeys(deps, named, lacking);
    if (!fetched.ok) return fetched;
    const ring = mergedRing(before, fetched.value);
    const gained = ring.keys.length > before.keys.length;
    if (gained) deps.keep(ring);
    const wrapped = await wrapForAll(deps, ring, named);
    if (!wrapped.ok) return wrapped;
    const newest = newestHeld(ring, named);
    const renewed = newest !== null && newest !== ring.current;
    if (renewed) deps.keep({ ...ring, current: newest });
    return ok({ gained, renewed, mended: false });
  },
});

/** Of equal numbers the smaller id, at every desk. Never back to an older epoch. */
function newestHeld({ keys, current }: FastRing, named: readonly NamedEpoch[]): FastKey | null {
  const held = named
    .filter(({ seals, epoch }) => seals && epoch >= current.epoch)
    .sort((a, b) => b.epoch - a.epoch || (a.key < b.key ? -1 : 1))
    .flatMap(({ key }) => keys.find((each) => fastKeyId(each) === key) ?? []);
  return held[0] ?? null;
}

async function fetchKeys(
  { share, stream, streams, ring }: KeysDeps,
  named: readonly NamedEpoch[],
  lacking: boolean,
): Promise<Result<readonly FastKey[], KeysError>> {
  const names = named.filter(({ key }) => !holdsKey(ring(), key)).map(({ key }) => slotName(key, stream()));
  const listed = lacking ? await share.list(KEYS) : ok([]);
  if (!listed.ok && listed.error.tag !== "missing") return listed;
  const fetched: FastKey[] = [];
  for (const name of new Set([...names, ...(listed.ok ? listed.value.map((each) => `${KEYS}/${each}`) : [])])) {
    const file = await share.get(name);
    if (!file.ok && file.error.tag !== "missing") return file;
    const key = file.ok ? openSlot(streams(), file.value) : null;
    if (key !== null) fetched.push(key);
  }
  return ok(fetched);
}

/** One name holds one content: whoever was first has done it. */
async function wrapForAll(
  { share, local }: KeysDeps,
  { keys }: FastRing,
  named: readonly NamedEpoch[],
): Promise<Result<null, KeysError>> {
  const held = named.flatMap(({ key, to }) =>
    keys.flatMap((each) => (key === fastKeyId(each) ? [{ key: each, to }] : [])),
  );
  if (held.length === 0) return ok(null);
  const there = await share.list(KEYS);
  if (!there.ok && there.error.tag !== "missing") return there;
  for (const { key, to } of held) {
    for (const device of to) {
      const name = slotName(fastKeyId(key), device);
      if (there.ok && there.value.some((each) => `${KEYS}/${each}` === name)) continue;
      for (const store of [local, share]) {
        const put = await store.put(name, sealSlot(key, device));
        if (!put.ok && put.error.tag !== "other-content") return put;
      }
    }
  }
  return ok(null);
}

const encoder = new TextEncoder();

const slotName = (keyId: string, device: string): string =>
  keySlot(toBase32(hexToBytes(sha256Hex(encoder.encode(`slot ${keyId} ${device}`))).subarray(0, 10)));

const seal = (body: string): string => `${body}\n${sha256Hex(encoder.encode(body))}`;

const sealSlot = ({ epoch, key }: FastKey, device: string): Uint8Array =>
  encoder.encode(seal(JSON.stringify({ device, epoch, key })));

function openSlot(streams: readonly string[], bytes: Uint8Array): FastKey | null {
  const text = new TextDecoder().decode(bytes);
  const body = text.slice(0, Math.max(0, text.indexOf("\n")));
  if (seal(body) !== text) return null;
  const { device, epoch, key } = JSON.parse(body) as FastKey & { readonly device: string }; // whole, so as `sealSlot` has written it
  return streams.includes(device) ? { epoch, key } : null;
}
