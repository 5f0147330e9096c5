/** Two members of a library that has had one key and one code so far, by what their hosts hold. */
import { randomBytes } from "node:crypto";
import { bytesToHex } from "#shared/kernel/bytes.ts";
import { ok } from "#shared/kernel/result.ts";
import { deviceName, keySlot } from "#shared/replication/files/names.ts";
import { sealCard } from "../../electron/services/sealing/card-file.ts";
import { makeLibraryCode, wrapKey } from "../../electron/services/sealing/library-code.ts";
import { keyId } from "../../electron/services/sealing/sealed-body.ts";
import { makeAgreementKeys, makeSigningKeys, streamOf } from "../../electron/services/sealing/signatures.ts";
import type { Secrets } from "../../electron/services/secrets.ts";
import { lightCodes } from "./light-codes.ts";
import { createMemoryStore, type MemoryStore } from "./memory-store.ts";

export const LIBRARY = "0123456789abcdef";
export const FIRST = Uint8Array.from(randomBytes(32));
export const FIRST_ID = keyId(FIRST);

export type Kept = Map<string, Uint8Array>;

export const secretsOver = (kept: Kept): Pick<Secrets, "get" | "put"> => ({
  get: (name) => kept.get(name) ?? null,
  put: async (name, secret) => {
    kept.set(name, secret);
    return ok(null);
  },
});

export interface Member {
  readonly stream: string;
  readonly kept: Kept;
  readonly card: Uint8Array;
}

export function member(first: Uint8Array, code: string, device: string): Member {
  const [sign, agree] = [makeSigningKeys(), makeAgreementKeys()];
  const stream = streamOf(sign.publicKey);
  const names = {
    device,
    branch: "城东馆",
    signKey: bytesToHex(sign.publicKey),
    agreeKey: bytesToHex(agree.publicKey),
    predecessor: null,
    since: 0,
  };
  const kept: Kept = new Map([
    ["library.key", first],
    ["library.code", new TextEncoder().encode(code)],
    [`stream.${stream}`, Buffer.concat([sign.privateKey, agree.privateKey])],
  ]);
  return { stream, kept, card: sealCard({ library: LIBRARY, epoch: 1, key: first }, names, sign.privateKey) };
}

export interface KeyScene {
  readonly share: MemoryStore;
  readonly local: MemoryStore;
  readonly a: Member;
  readonly b: Member;
}

/** a is here, b another member. */
export async function keyScene(): Promise<KeyScene> {
  const [first, code] = [FIRST, makeLibraryCode()];
  const [a, b] = [member(first, code, "一楼"), member(first, code, "儿童馆")];
  const [share, local] = [createMemoryStore(), createMemoryStore()];
  const slot = await wrapKey(code, LIBRARY, first, lightCodes);
  for (const store of [share, local]) store.files.set(keySlot("0123456789abcdef"), slot);
  for (const { stream, card } of [a, b]) local.files.set(deviceName(stream), card);
  return { share, local, a, b };
}
