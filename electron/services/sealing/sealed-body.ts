/**
 * Encryption of one file's body. Each file has its own key, derived from the library's key, a fresh salt
 * and the file's place, so the nonce may be zero and a body moved elsewhere does not open (R9). The header
 * carries a commitment to the key, checked first: a body has one meaning only.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, timingSafeEqual } from "node:crypto";
import { hexToBytes } from "#shared/kernel/bytes.ts";

const KEY_BYTES = 32;
const TAG_BYTES = 16;
const NONCE = new Uint8Array(12);

/** Where a file belongs; part of its key. */
export interface SealedPlace {
  readonly purpose: "batch" | "device" | "stream-keys" | `state ${number | "manifest" | "note"}`;
  readonly library: string;
  readonly stream: string;
  readonly no: number;
}

/** A library key of one epoch; a removal begins a new one. */
export interface EpochKey {
  readonly epoch: number;
  readonly key: Uint8Array;
}

/** A key's name in the open: whoever holds the key can tell that it is meant, nobody else learns anything. */
export const keyId = (key: Uint8Array): string =>
  createHash("sha256").update("reader-desk epoch key ").update(key).digest("hex");

export interface FileKey {
  readonly key: Uint8Array;
  readonly commitment: Uint8Array;
}

export function fileKey(
  libraryKey: Uint8Array,
  salt: Uint8Array,
  { purpose, library, stream, no }: SealedPlace,
): FileKey {
  const info = `reader-desk ${purpose} ${library} ${stream} ${no}`;
  const derived = new Uint8Array(hkdfSync("sha256", libraryKey, salt, info, 2 * KEY_BYTES));
  return { key: derived.subarray(0, KEY_BYTES), commitment: derived.subarray(KEY_BYTES) };
}

export function encrypt({ key }: FileKey, plain: Uint8Array, associated: Uint8Array): Uint8Array {
  const cipher = createCipheriv("aes-256-gcm", key, NONCE).setAAD(associated);
  return Uint8Array.from(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
}

/** Null where a byte differs from what was sealed. */
export function decrypt({ key }: FileKey, sealed: Uint8Array, associated: Uint8Array): Uint8Array | null {
  if (sealed.length < TAG_BYTES) return null;
  const decipher = createDecipheriv("aes-256-gcm", key, NONCE, { authTagLength: TAG_BYTES }).setAAD(associated);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    return Uint8Array.from(
      Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES)), decipher.final()]),
    );
  } catch {
    return null;
  }
}

/**
 * The key that a file was sealed under, or null where it is not held. Two desks may have made an epoch of one
 * number at the same time: the commitment tells which is meant.
 */
export function committedKey(
  held: readonly EpochKey[],
  { epoch, salt, commit }: { readonly epoch: number; readonly salt: string; readonly commit: string },
  place: SealedPlace,
): FileKey | null {
  for (const { epoch: of, key } of held) {
    const keys = of === epoch ? fileKey(key, hexToBytes(salt), place) : null;
    if (keys !== null && isCommitted(keys, hexToBytes(commit))) return keys;
  }
  return null;
}

const isCommitted = ({ commitment }: FileKey, claimed: Uint8Array): boolean =>
  claimed.length === commitment.length && timingSafeEqual(claimed, commitment);
