/**
 * The library's keys on this computer: the first one, and one for every epoch that a removal began. One of
 * them seals what is written now. All but the first stand in one secret, so that they change together.
 */
import * as v from "valibot";
import { bytesToHex, hexToBytes } from "#shared/kernel/bytes.ts";
import { ok, type Result } from "#shared/kernel/result.ts";
import type { DiskError } from "../disk-errors.ts";
import type { LibraryKey } from "../sealing/batch-file.ts";
import { parseJson } from "../sealing/card-file.ts";
import { parseLibraryCode } from "../sealing/library-code.ts";
import { type EpochKey, keyId } from "../sealing/sealed-body.ts";
import type { Secrets } from "../secrets.ts";

/** A key; with the library code of its epoch, where it is known here. */
export interface HeldKey extends EpochKey {
  readonly code: string | null;
}

export interface KeyRing {
  /** At least one. */
  readonly keys: readonly HeldKey[];
  /** The one that seals. */
  readonly current: HeldKey;
}

const KEY = "library.key";
const CODE = "library.code";
const EPOCHS = "library.epochs";
const FIRST_EPOCH = 1;

const epochsSchema = v.object({
  keys: v.array(
    v.object({
      epoch: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
      key: v.string(),
      code: v.nullable(v.string()),
    }),
  ),
  current: v.nullable(v.string()),
});

/** Null for a computer that is no member. */
export function readRing(secrets: Pick<Secrets, "get">): KeyRing | null {
  const key = secrets.get(KEY);
  if (key === null) return null;
  const code = secrets.get(CODE);
  const first: HeldKey = { epoch: FIRST_EPOCH, key, code: code === null ? null : new TextDecoder().decode(code) };
  const stored = secrets.get(EPOCHS);
  const parsed = v.safeParse(
    epochsSchema,
    stored === null ? { keys: [], current: null } : parseJson(new TextDecoder().decode(stored)),
  );
  if (!parsed.success) throw new Error("the secret of the epochs is written by this file only");
  const keys = [first, ...parsed.output.keys.map((held): HeldKey => ({ ...held, key: hexToBytes(held.key) }))];
  return { keys, current: keys.find((held) => keyId(held.key) === parsed.output.current) ?? first };
}

/** Of a member. A first key that is there already stays as it is. */
export async function writeRing(
  secrets: Pick<Secrets, "get" | "put">,
  { keys, current }: KeyRing,
): Promise<Result<null, DiskError>> {
  const first = keys.find(({ epoch }) => epoch === FIRST_EPOCH) ?? current;
  const others = keys.filter((held) => held !== first);
  const stored = {
    keys: others.map(({ epoch, key, code }) => ({ epoch, key: bytesToHex(key), code })),
    current: keyId(current.key),
  };
  const written = await secrets.put(EPOCHS, new TextEncoder().encode(JSON.stringify(stored)));
  if (!written.ok) return written;
  const code = first.code === null ? null : new TextEncoder().encode(first.code);
  for (const [name, secret] of [[CODE, code] as const, [KEY, first.key] as const]) {
    const known = secrets.get(name);
    if (secret === null || (known !== null && Buffer.from(known).equals(secret))) continue;
    const kept = await secrets.put(name, secret);
    if (!kept.ok) return kept;
  }
  return ok(null);
}

/**
 * The keys of this computer open by the code of the epoch that is sealed under now, too. Nothing to do where it is
 * known already.
 */
export async function coverKeys(secrets: Pick<Secrets, "get" | "coverBy">): Promise<Result<null, DiskError>> {
  const code = readRing(secrets)?.current.code ?? null;
  return code === null ? ok(null) : secrets.coverBy(code);
}

/** Whether what was typed is the library code that this computer has now. */
export function isPresentCode(secrets: Pick<Secrets, "get">, typed: string): boolean {
  const code = parseLibraryCode(typed);
  return code !== null && code === readRing(secrets)?.current.code;
}

/** As sealing and opening want it. */
export const libraryKey = (library: string, { keys, current }: KeyRing): LibraryKey => {
  const older = keys.filter((held) => held !== current).map(({ epoch, key }): EpochKey => ({ epoch, key }));
  return { library, epoch: current.epoch, key: current.key, ...(older.length > 0 && { older }) };
};

/** What a code has opened. */
export function ringOf(opened: LibraryKey, code: string): KeyRing {
  const current: HeldKey = { epoch: opened.epoch, key: opened.key, code };
  return { keys: [current, ...(opened.older ?? []).map((held): HeldKey => ({ ...held, code: null }))], current };
}

/** Both, the second one's word on what seals. */
export function mergedRing(ring: KeyRing, more: KeyRing): KeyRing {
  const keys = new Map(ring.keys.map((held) => [keyId(held.key), held]));
  for (const held of more.keys) {
    const known = keys.get(keyId(held.key));
    keys.set(keyId(held.key), { ...held, code: held.code ?? known?.code ?? null });
  }
  const current = keys.get(keyId(more.current.key)) ?? more.current;
  return { keys: [...keys.values()], current };
}
