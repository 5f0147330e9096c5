/**
 * Record ids. Ordinary records get a UUID v7 (RFC 9562: 48 bits of milliseconds, then random), so ids
 * sort by creation; records imported under a stable key get a UUID v8 made from a keyed hash, so that
 * two desks that import one file make the same records.
 */
import { bytesToHex } from "./bytes.ts";
import type { RandomBytes } from "./clock.ts";

const dashed = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;

const withVersion = (hex: string, version: string): string => {
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0b11) | 0b1000).toString(16);
  return dashed(hex.slice(0, 12) + version + hex.slice(13, 16) + variant + hex.slice(17, 32));
};

/** @param nowMs epoch milliseconds */
export const uuidV7 = (nowMs: number, random: RandomBytes): string =>
  withVersion(nowMs.toString(16).padStart(12, "0") + bytesToHex(random(10)), "7");

/** @param digest at least 16 bytes of HMAC-SHA-256(library id, kind ‖ scheme ‖ key) */
export const uuidV8 = (digest: Uint8Array): string => withVersion(bytesToHex(digest.subarray(0, 16)), "8");

/** When a record with a UUID v7 was made, in epoch milliseconds; undefined for other ids. */
export const madeAt = (id: string): number | undefined =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(id) ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : undefined;
