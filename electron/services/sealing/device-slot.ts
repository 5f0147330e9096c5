/**
 * The key of a new epoch, wrapped for one device: a key pair made for this file alone and the device's X25519
 * key give what the key is wrapped under. The library code of that epoch goes along, so that any member can print
 * its sheet. Whose word it is does not matter here: the removal that began the epoch names the key.
 */
import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";
import * as v from "valibot";
import { bytesToHex, hexToBytes } from "#shared/kernel/bytes.ts";
import { parseJson } from "./card-file.ts";
import { MAX_SLOT_FILE } from "./library-code.ts";
import type { EpochKey } from "./sealed-body.ts";
import { keyId } from "./sealed-body.ts";
import { agreedSecret, makeAgreementKeys } from "./signatures.ts";

/** A key with the code of its epoch. */
export interface CodedKey extends EpochKey {
  readonly code: string;
}

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const slotSchema = v.object({
  format: v.literal(1),
  library: v.string(),
  device: v.string(),
  key: hash,
  with: hash,
  wrapped: v.pipe(v.string(), v.regex(/^([0-9a-f]{2}){17,}$/), v.maxLength(4096)),
});
const bodySchema = v.object({
  epoch: v.pipe(v.number(), v.safeInteger(), v.minValue(2)),
  key: hash,
  code: v.pipe(v.string(), v.regex(/^[0-9a-hjkmnp-tv-z]{26}$/)),
});

/** The key is used once. */
const NONCE = new Uint8Array(12);

export interface DeviceSlot {
  readonly library: string;
  /** The stream of the device that may open it. */
  readonly device: string;
  /** Id of the key in it. */
  readonly key: string;
}

/** @param agreeKey of the device's card, as hex; null where it is none */
export function wrapForDevice(
  library: string,
  device: string,
  agreeKey: string,
  { epoch, key, code }: CodedKey,
): Uint8Array | null {
  const once = makeAgreementKeys();
  const slot: DeviceSlot = { library, device, key: keyId(key) };
  const secret = slotKey(slot, once.privateKey, hexToBytes(agreeKey), once.publicKey);
  if (secret === null) return null;
  const cipher = createCipheriv("aes-256-gcm", secret, NONCE).setAAD(context(slot));
  const wrapped = Buffer.concat([
    cipher.update(JSON.stringify({ epoch, key: bytesToHex(key), code })),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return new TextEncoder().encode(
    `${JSON.stringify({ format: 1, ...slot, with: bytesToHex(once.publicKey), wrapped: bytesToHex(wrapped) })}\n`,
  );
}

/** Whose slot a file is, by what it says in the open; null where it is none. */
export function readDeviceSlot(file: Uint8Array): DeviceSlot | null {
  const parsed = v.safeParse(
    slotSchema,
    file.length > MAX_SLOT_FILE ? undefined : parseJson(new TextDecoder().decode(file)),
  );
  return parsed.success
    ? { library: parsed.output.library, device: parsed.output.device, key: parsed.output.key }
    : null;
}

/** Null where it is not this slot, not for this device, or holds another key than it says. */
export function unwrapForDevice(wanted: DeviceSlot, privateKey: Uint8Array, file: Uint8Array): CodedKey | null {
  const parsed = v.safeParse(
    slotSchema,
    file.length > MAX_SLOT_FILE ? undefined : parseJson(new TextDecoder().decode(file)),
  );
  if (
    !parsed.success ||
    parsed.output.library !== wanted.library ||
    parsed.output.device !== wanted.device ||
    parsed.output.key !== wanted.key
  )
    return null;
  const once = hexToBytes(parsed.output.with);
  const secret = slotKey(wanted, privateKey, once, once);
  if (secret === null) return null;
  const sealed = hexToBytes(parsed.output.wrapped);
  const decipher = createDecipheriv("aes-256-gcm", secret, NONCE, { authTagLength: 16 }).setAAD(context(wanted));
  decipher.setAuthTag(sealed.subarray(sealed.length - 16));
  try {
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - 16)), decipher.final()]);
    const body = v.safeParse(bodySchema, parseJson(plain.toString("utf8")));
    if (!body.success || keyId(hexToBytes(body.output.key)) !== wanted.key) return null;
    return { ...body.output, key: hexToBytes(body.output.key) };
  } catch {
    return null;
  }
}

const context = ({ library, device, key }: DeviceSlot): Uint8Array =>
  new TextEncoder().encode(`reader-desk device-slot ${library} ${device} ${key}`);

function slotKey(slot: DeviceSlot, privateKey: Uint8Array, publicKey: Uint8Array, once: Uint8Array): Uint8Array | null {
  const secret = agreedSecret(privateKey, publicKey);
  return secret === null ? null : new Uint8Array(hkdfSync("sha256", secret, once, context(slot), 32));
}
