/** Deriving a PIN in the page. What a PIN is and how it is kept: `shared/model/colleagues/pin.ts`. */

import { bytesToHex, hexToBytes } from "#shared/kernel/bytes.ts";
import type { RandomBytes } from "#shared/kernel/clock.ts";
import { PIN_HASH_BYTES, PIN_ROUNDS, PIN_SALT_BYTES, type StoredPin } from "#shared/model/colleagues/pin.ts";

export async function makePin(pin: string, random: RandomBytes): Promise<StoredPin> {
  const salt = random(PIN_SALT_BYTES);
  return { salt: bytesToHex(salt), hash: await derive(pin, salt) };
}

/** False too for a record that another program has damaged: a colleague sets a new one then. */
export const isPin = async (pin: string, { salt, hash }: StoredPin): Promise<boolean> =>
  HEX.test(salt) && (await derive(pin, hexToBytes(salt))) === hash;
const HEX = /^(?:[0-9a-f]{2})+$/;

async function derive(pin: string, salt: Uint8Array): Promise<string> {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits(
    { name: "PBKDF2", hash: "SHA-256", salt: Uint8Array.from(salt), iterations: PIN_ROUNDS },
    key,
    PIN_HASH_BYTES * 8,
  );
  return bytesToHex(new Uint8Array(bits));
}
