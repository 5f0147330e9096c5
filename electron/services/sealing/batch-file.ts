/** Seals and opens the files of batches. Cheap checks come first, the signature before any key is used. */
import { randomBytes } from "node:crypto";
import { bytesToHex, hexToBytes } from "#shared/kernel/bytes.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { OpenError, OpenedBatch, SealRequest } from "#shared/kernel/sealed.ts";
import { headerJson, MAX_BATCH_FILE, MAX_PLAIN_BYTES, parseBatchHeader } from "#shared/replication/files/batch.ts";
import { type FileFrame, frameLines, joinFrame, parseFrame } from "#shared/replication/files/frame.ts";
import { pad, unpad } from "#shared/replication/files/padding.ts";
import { deflate, inflate } from "./compression.ts";
import { committedKey, decrypt, type EpochKey, encrypt, type FileKey, fileKey } from "./sealed-body.ts";
import { isSigned, sha256, signBytes, streamOf } from "./signatures.ts";

/** The key that files are sealed under now. */
export interface LibraryKey extends EpochKey {
  readonly library: string;
  /** Keys of other epochs, for reading. */
  readonly older?: readonly EpochKey[];
}

export const heldKeys = (library: LibraryKey): readonly EpochKey[] => [library, ...(library.older ?? [])];

const SALT_BYTES = 32;
const FLOOR = 1;

export function sealBatch(
  { library, epoch, key }: LibraryKey,
  privateKey: Uint8Array,
  request: SealRequest,
): { readonly bytes: Uint8Array; readonly hash: string } {
  const { stream, no, firstSeq, previous, text, floor = FLOOR, base = null } = request;
  const plain = new TextEncoder().encode(text);
  if (plain.length > MAX_PLAIN_BYTES) throw new RangeError(`a batch of ${plain.length} bytes`);
  const salt = randomBytes(SALT_BYTES);
  const keys = fileKey(key, salt, { purpose: "batch", library, stream, no });
  const header = {
    library,
    stream,
    no,
    first: firstSeq,
    previous,
    floor,
    base,
    epoch,
    salt: bytesToHex(salt),
    commit: bytesToHex(keys.commitment),
  };
  const lines = frameLines("batch", headerJson(header));
  const sealed = encrypt(keys, pad(deflate(plain)), lines);
  const bytes = joinFrame(lines, sealed, signBytes(privateKey, Buffer.concat([lines, sealed])));
  return { bytes, hash: bytesToHex(sha256(bytes)) };
}

/** @param signKey of the author's card, as hex */
export function openBatchFile(
  held: LibraryKey,
  place: { readonly stream: string; readonly no: number },
  signKey: string,
  bytes: Uint8Array,
): Result<OpenedBatch, OpenError> {
  const frame = parseFrame(bytes, "batch", MAX_BATCH_FILE);
  if (!frame.ok) return frame;
  const parsed = parseBatchHeader(frame.value);
  if (!parsed.ok) return parsed;
  const header = parsed.value;
  const { library } = held;
  if (header.library !== library || header.stream !== place.stream || header.no !== place.no)
    return err({ tag: "wrong-place" });
  const publicKey = hexToBytes(signKey);
  if (streamOf(publicKey) !== place.stream || !isSigned(publicKey, frame.value.signed, frame.value.signature))
    return err({ tag: "bad-signature" });
  const keys = committedKey(heldKeys(held), header, { purpose: "batch", library, stream: place.stream, no: place.no });
  if (keys === null) return err({ tag: "wrong-key" });
  const text = openText(keys, frame.value, MAX_PLAIN_BYTES);
  if (!text.ok) return text;
  return ok({
    hash: bytesToHex(sha256(bytes)),
    no: header.no,
    firstSeq: header.first,
    previous: header.previous,
    floor: header.floor,
    base: header.base,
    text: text.value,
  });
}

/** What a body says under its key. @param most bytes that it may have, unpacked */
export function openText(
  keys: FileKey,
  { sealed, lines }: Pick<FileFrame, "sealed" | "lines">,
  most: number,
): Result<string, OpenError> {
  const padded = decrypt(keys, sealed, lines);
  if (padded === null) return err({ tag: "damaged" });
  const packed = unpad(padded);
  if (!packed.ok) return packed;
  const plain = inflate(packed.value, most);
  if (plain === null) return err({ tag: "malformed", what: "compression" });
  const text = decodeUtf8(plain);
  return text === null ? err({ tag: "malformed", what: "text" }) : ok(text);
}

export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
