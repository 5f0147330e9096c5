/** The platform's decoders, strict: bytes that are none of the encoding give null, never a replacement character. */
import type { Decode } from "#shared/exchange/table/encoding.ts";

export const strictDecode: Decode = (encoding, bytes) => {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
};
