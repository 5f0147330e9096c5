/**
 * A colleague's PIN: four to six digits, kept as what is derived from them. It is against a curious colleague, not
 * against a thief: whoever has the records can try all of them.
 */

import { bytesToHex, hexToBytes } from "#shared/kernel/bytes.ts";
import type { RandomBytes } from "#shared/kernel/clock.ts";

/** As it stands in the colleague's record: both in hexadecimal. */
export interface StoredPin {
  readonly salt: string;
  readonly hash: string;
}

const SALT_BYTES = 16;
/** PBKDF2 with SHA-256 (RFC 8018): a tenth of a second on an old computer. */
const ROUNDS = 100_000;
const HASH_BITS = 256;

/** As it is typed, in full width too. Undefined for what is no PIN. */
export function parsePin(typed: string): string | undefined {
  const pin = typed.normalize("NFKC").trim();
  return /^\d{4,6}$/.test(pin) ? pin : undefined;
}

export async function makePin(pin: string, random: RandomBytes): Promise<StoredPin> {
  const salt = random(SALT_BYTES);
  return { salt: bytesToHex(salt), hash: await derive(pin, salt) };
}

/** False too for a record that another program has damaged: a colleague sets a new one then. */
export const isPin = async (pin: string, { salt, hash }: StoredPin): Promise<boolean> =>
  HEX.test(salt) && (await derive(pin, hexToBytes(salt))) === hash;
const HEX = /^(?:[0-9a-f]{2})+$/;

async function derive(pin: string, salt: Uint8Array): Promise<string> {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits(
    { name: "PBKDF2", hash: "SHA-256", salt: Uint8Array.from(salt), iterations: ROUNDS },
    key,
    HASH_BITS,
  );
  return bytesToHex(new Uint8Array(bits));
}
