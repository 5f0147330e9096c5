/**
 * A second way to the desk's keys, for whoever has lost the system's keychain: each of them sealed under a key
 * made for that, and this one wrapped under the library code as a key slot is. A new code brings a new key, so
 * that an old sheet opens nothing of the present file.
 */
import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";
import * as v from "valibot";
import type { RandomBytes } from "#shared/kernel/clock.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { type StretchCode, type UnwrapError, unwrapSlot, wrapKey } from "./library-code.ts";

const base64 = v.pipe(v.string(), v.base64());

/** As it stands in the file: which code it is for (told only by the key), the key's slot, and the keys by name. */
export const recoverySchema = v.object({
  code: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  slot: v.pipe(v.string(), v.maxLength(4096)),
  keys: v.record(v.string(), base64),
});
export type Recovery = v.InferOutput<typeof recoverySchema>;

/** In the place of a library's id: its own slots never open as this one. */
const SLOT_OF = "secrets".padEnd(16, "0");
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export async function makeRecovery(
  code: string,
  secrets: ReadonlyMap<string, Uint8Array>,
  random: RandomBytes,
  stretch?: StretchCode,
): Promise<{ readonly key: Uint8Array; readonly recovery: Recovery }> {
  const key = random(KEY_BYTES);
  const slot = new TextDecoder().decode(await wrapKey(code, SLOT_OF, key, stretch));
  const keys = Object.fromEntries([...secrets].map(([name, secret]) => [name, sealUnder(key, name, secret, random)]));
  return { key, recovery: { code: nameOfCode(key, code), slot, keys } };
}

/** The same with one more key, or another one under its name. */
export const withSecret = (
  recovery: Recovery,
  key: Uint8Array,
  name: string,
  secret: Uint8Array,
  random: RandomBytes,
): Recovery => ({
  ...recovery,
  keys: { ...recovery.keys, [name]: sealUnder(key, name, secret, random) },
});

export const isFor = (recovery: Recovery, key: Uint8Array, code: string): boolean =>
  recovery.code === nameOfCode(key, code);

/** All keys by name, and the one that they are sealed under. */
export async function openRecovery(
  { slot, keys }: Recovery,
  code: string,
  stretch?: StretchCode,
): Promise<Result<{ readonly key: Uint8Array; readonly secrets: ReadonlyMap<string, Uint8Array> }, UnwrapError>> {
  const opened = await unwrapSlot(code, SLOT_OF, new TextEncoder().encode(slot), stretch);
  if (!opened.ok) return opened;
  const { key } = opened.value;
  const secrets = new Map<string, Uint8Array>();
  for (const [name, sealed] of Object.entries(keys)) {
    const secret = openUnder(key, name, sealed);
    if (secret === null) return err({ tag: "slot-damaged" });
    secrets.set(name, secret);
  }
  return ok({ key, secrets });
}

const nameOfCode = (key: Uint8Array, code: string): string =>
  createHmac("sha256", key).update("reader-desk recovery code ").update(code).digest("hex");

const context = (name: string): Uint8Array => new TextEncoder().encode(`reader-desk recovery ${name}`);

function sealUnder(key: Uint8Array, name: string, secret: Uint8Array, random: RandomBytes): string {
  const nonce = random(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(context(name));
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]).toString("base64");
}

function openUnder(key: Uint8Array, name: string, text: string): Uint8Array | null {
  const sealed = Buffer.from(text, "base64");
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  }).setAAD(context(name));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    return Uint8Array.from(
      Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES)), decipher.final()]),
    );
  } catch {
    return null;
  }
}
