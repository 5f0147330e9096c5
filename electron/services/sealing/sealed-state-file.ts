/**
 * Seals and opens a checkpoint's files, as `batch-file.ts` does with batches: cheap checks first, the signature before
 * any key is used.
 */
import { randomBytes } from "node:crypto";
import { bytesToHex, hexToBytes } from "#shared/kernel/bytes.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import {
  MAX_STATE_PLAIN,
  type NotePlace,
  type OpenError,
  type OpenedState,
  type StatePlace,
} from "#shared/kernel/sealed.ts";
import { frameLines, joinFrame, parseFrame } from "#shared/replication/files/frame.ts";
import { pad } from "#shared/replication/files/padding.ts";
import { MAX_STATE_FILE, parseStateHeader, stateHeaderJson } from "#shared/replication/files/state-file.ts";
import { heldKeys, type LibraryKey, openText } from "./batch-file.ts";
import { deflate } from "./compression.ts";
import { committedKey, encrypt, fileKey } from "./sealed-body.ts";
import { isSigned, sha256, signBytes, streamOf } from "./signatures.ts";

const SALT_BYTES = 32;

export function sealState(
  { library, epoch, key }: LibraryKey,
  privateKey: Uint8Array,
  { stream, no, index, text }: (StatePlace | NotePlace) & { readonly text: string },
): { readonly bytes: Uint8Array; readonly hash: string } {
  const plain = new TextEncoder().encode(text);
  if (plain.length > MAX_STATE_PLAIN) throw new RangeError(`a part of ${plain.length} bytes`);
  const salt = randomBytes(SALT_BYTES);
  const keys = fileKey(key, salt, { purpose: `state ${index}`, library, stream, no });
  const lines = frameLines(
    "state",
    stateHeaderJson({ library, stream, no, index, epoch, salt: bytesToHex(salt), commit: bytesToHex(keys.commitment) }),
  );
  const sealed = encrypt(keys, pad(deflate(plain)), lines);
  const bytes = joinFrame(lines, sealed, signBytes(privateKey, Buffer.concat([lines, sealed])));
  return { bytes, hash: bytesToHex(sha256(bytes)) };
}

/** @param signKey of the writer's card, as hex */
export function openState(
  held: LibraryKey,
  { stream, no, index }: StatePlace | NotePlace,
  signKey: string,
  bytes: Uint8Array,
): Result<OpenedState, OpenError> {
  const frame = parseFrame(bytes, "state", MAX_STATE_FILE);
  if (!frame.ok) return frame;
  const parsed = parseStateHeader(frame.value);
  if (!parsed.ok) return parsed;
  const header = parsed.value;
  const { library } = held;
  if (header.library !== library || header.stream !== stream || header.no !== no || header.index !== index)
    return err({ tag: "wrong-place" });
  const publicKey = hexToBytes(signKey);
  if (streamOf(publicKey) !== stream || !isSigned(publicKey, frame.value.signed, frame.value.signature))
    return err({ tag: "bad-signature" });
  const keys = committedKey(heldKeys(held), header, { purpose: `state ${index}`, library, stream, no });
  if (keys === null) return err({ tag: "wrong-key" });
  const text = openText(keys, frame.value, MAX_STATE_PLAIN);
  return text.ok ? ok({ hash: bytesToHex(sha256(bytes)), text: text.value }) : text;
}
