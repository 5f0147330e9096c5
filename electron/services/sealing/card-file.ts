/**
 * A device's card: its public keys in the open, its names sealed under the library key, all of it signed
 * by the device. That it opens shows that its author had the library key; that its stream is the hash of its
 * key shows that nobody else made it.
 */
import { randomBytes } from "node:crypto";
import * as v from "valibot";
import { bytesToHex, hexToBytes } from "#shared/kernel/bytes.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { DeviceCard, OpenError } from "#shared/kernel/sealed.ts";
import { frameLines, joinFrame, parseFrame } from "#shared/replication/files/frame.ts";
import { pad, unpad } from "#shared/replication/files/padding.ts";
import { decodeUtf8, heldKeys, type LibraryKey } from "./batch-file.ts";
import { committedKey, decrypt, encrypt, fileKey, keyId } from "./sealed-body.ts";
import { isSigned, signBytes, streamOf } from "./signatures.ts";

const MAX_CARD_FILE = 16 * 1024;

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const stream = v.pipe(v.string(), v.regex(/^[0-9a-hjkmnp-tv-z]{16}$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(60));
const cardHeader = v.object({
  library: stream,
  stream,
  sign: hash,
  agree: hash,
  epoch: v.pipe(count, v.minValue(1)),
  salt: hash,
  commit: hash,
  must: v.array(v.string()),
});
const predecessorSchema = v.object({
  stream,
  no: count,
  hash: v.pipe(v.string(), v.regex(/^([0-9a-f]{12})?$/)),
  seq: count,
});
const cardBody = v.object({ device: name, branch: name, predecessor: v.nullable(predecessorSchema), since: count });

export function sealCard(
  { library, epoch, key }: LibraryKey,
  card: Omit<DeviceCard, "stream">,
  privateKey: Uint8Array,
): Uint8Array {
  const { device, branch, signKey, agreeKey, predecessor, since } = card;
  const own = streamOf(hexToBytes(signKey));
  const salt = randomBytes(32);
  const keys = fileKey(key, salt, { purpose: "device", library, stream: own, no: 0 });
  const lines = frameLines("device", {
    library,
    stream: own,
    sign: signKey,
    agree: agreeKey,
    epoch,
    salt: bytesToHex(salt),
    commit: bytesToHex(keys.commitment),
    must: [],
  });
  const sealed = encrypt(
    keys,
    pad(new TextEncoder().encode(JSON.stringify({ device, branch, predecessor, since }))),
    lines,
  );
  return joinFrame(lines, sealed, signBytes(privateKey, Buffer.concat([lines, sealed])));
}

export function openCard(held: LibraryKey, of: string, bytes: Uint8Array): Result<DeviceCard, OpenError> {
  const frame = parseFrame(bytes, "device", MAX_CARD_FILE);
  if (!frame.ok) return frame;
  const header = v.safeParse(cardHeader, frame.value.header);
  if (!header.success) return err({ tag: "malformed", what: "header" });
  const { sign, agree, must } = header.output;
  const { library } = held;
  if (must.length > 0) return err({ tag: "newer-format" });
  if (header.output.library !== library || header.output.stream !== of) return err({ tag: "wrong-place" });
  const publicKey = hexToBytes(sign);
  if (streamOf(publicKey) !== of || !isSigned(publicKey, frame.value.signed, frame.value.signature))
    return err({ tag: "bad-signature" });
  const place = { purpose: "device", library, stream: of, no: 0 } as const;
  const under = heldKeys(held).find((each) => committedKey([each], header.output, place) !== null);
  const keys = under === undefined ? null : committedKey([under], header.output, place);
  if (under === undefined || keys === null) return err({ tag: "wrong-key" });
  const padded = decrypt(keys, frame.value.sealed, frame.value.lines);
  if (padded === null) return err({ tag: "damaged" });
  const plain = unpad(padded);
  if (!plain.ok) return plain;
  const body = parseJson(decodeUtf8(plain.value) ?? "");
  const parsed = v.safeParse(cardBody, body);
  return parsed.success
    ? ok({ ...parsed.output, stream: of, signKey: sign, agreeKey: agree, epoch: under.epoch, key: keyId(under.key) })
    : err({ tag: "malformed", what: "body" });
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
