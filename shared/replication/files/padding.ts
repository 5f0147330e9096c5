/**
 * Hides a body's length: four bytes of length, the body, zeros up to a power of two from 1 KiB. Someone
 * who sees only the file learns one of a few sizes.
 */
import { err, ok, type Result } from "../../kernel/result.ts";
import type { OpenError } from "../../kernel/sealed.ts";

const SMALLEST = 1024;
const LENGTH_BYTES = 4;

export const paddedSize = (length: number): number => {
  let size = SMALLEST;
  while (size < length + LENGTH_BYTES) size *= 2;
  return size;
};

export function pad(body: Uint8Array): Uint8Array {
  const padded = new Uint8Array(paddedSize(body.length));
  new DataView(padded.buffer).setUint32(0, body.length);
  padded.set(body, LENGTH_BYTES);
  return padded;
}

/** Refuses any padding that `pad` would not have made. */
export function unpad(padded: Uint8Array): Result<Uint8Array, OpenError> {
  if (padded.length < SMALLEST) return err({ tag: "malformed", what: "padding" });
  const length = new DataView(padded.buffer, padded.byteOffset, padded.byteLength).getUint32(0);
  const end = LENGTH_BYTES + length;
  if (paddedSize(length) !== padded.length) return err({ tag: "malformed", what: "padding" });
  for (let at = end; at < padded.length; at++) if (padded[at] !== 0) return err({ tag: "malformed", what: "padding" });
  return ok(padded.subarray(LENGTH_BYTES, end));
}
