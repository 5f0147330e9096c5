/**
 * One part of the copied rows on the disk: packed, and sealed under a key that goes with the copy. What is torn, moved
 * or of another copy does not open.
 */
import { createCipheriv, createDecipheriv } from "node:crypto";
import { concatBytes } from "#shared/kernel/bytes.ts";
import type { RandomBytes } from "#shared/kernel/clock.ts";
import { deflate, inflate } from "../sealing/compression.ts";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const MOST_BYTES = 32 * 1024 * 1024;

export interface PartPlace {
  readonly database: string;
  readonly part: number;
}

const associated = ({ database, part }: PartPlace): Uint8Array =>
  new TextEncoder().encode(`reader-desk rows 1|${database}|${part}`);

export function sealPart(key: Uint8Array, place: PartPlace, text: string, random: RandomBytes): Uint8Array {
  const nonce = random(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(associated(place));
  return concatBytes(
    nonce,
    cipher.update(deflate(new TextEncoder().encode(text))),
    cipher.final(),
    cipher.getAuthTag(),
  );
}

/** Null for anything but what was sealed there. */
export function openPart(key: Uint8Array, place: PartPlace, bytes: Uint8Array): string | null {
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  }).setAAD(associated(place));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const packed = concatBytes(decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final());
    const plain = inflate(packed, MOST_BYTES);
    return plain === null ? null : new TextDecoder("utf-8", { fatal: true }).decode(plain);
  } catch {
    return null;
  }
}
