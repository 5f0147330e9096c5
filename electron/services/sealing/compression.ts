/** Deflate for bodies. Inflating stops at its bound, so that a small file cannot fill the memory. */
import { deflateRawSync, inflateRawSync } from "node:zlib";

export const deflate = (plain: Uint8Array): Uint8Array => deflateRawSync(plain);

/** Null where the bytes are no deflate stream, hold more than `maxBytes`, or have something behind their end. */
export function inflate(packed: Uint8Array, maxBytes: number): Uint8Array | null {
  try {
    // Node answers { buffer, engine } where `info` is set; its types do not say so
    const { buffer, engine } = inflateRawSync(packed, { maxOutputLength: maxBytes, info: true }) as unknown as {
      buffer: Uint8Array;
      engine: { bytesWritten: number };
    };
    return engine.bytesWritten === packed.length ? buffer : null;
  } catch {
    return null;
  }
}
