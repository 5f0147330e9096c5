/**
 * A seal for simulations: the production frame, header and padding with the same refusals in the same order
 * as the real one, but no cipher and no curve, so that a day of eight desks takes milliseconds. It keeps out a
 * store that damages, moves or invents files; it would not keep out a person who reads this file.
 */
import { hash as digest } from "node:crypto";
import { toBase32 } from "#shared/kernel/base32.ts";
import { bytesToHex, concatBytes, equalBytes, hexToBytes } from "#shared/kernel/bytes.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type {
  DeviceCard,
  OpenError,
  OpenedBatch,
  OpenedState,
  Predecessor,
  SealRequest,
  StatePlace,
  StateRequest,
} from "#shared/kernel/sealed.ts";
import { headerJson, MAX_BATCH_FILE, parseBatchHeader } from "#shared/replication/files/batch.ts";
import { frameLines, joinFrame, parseFrame } from "#shared/replication/files/frame.ts";
import { pad, unpad } from "#shared/replication/files/padding.ts";
import { MAX_STATE_FILE, parseStateHeader, stateHeaderJson } from "#shared/replication/files/state-file.ts";
import type { Random } from "./random.ts";

/** The library's key of an epoch. */
export interface FastKey {
  readonly epoch: number;
  readonly key: string;
}

/** Sealed is under its own key, opened with the others that are held too. */
export interface FastLibrary extends FastKey {
  readonly library: string;
  readonly others?: readonly FastKey[];
}

export const sha256Hex = (bytes: Uint8Array): string => digest("sha256", bytes, "hex");

const MAX_CARD_FILE = 16 * 1024;
const TAG_BYTES = 16;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

export const fastStreamOf = (signKey: string): string =>
  toBase32(hexToBytes(digest("sha256", signKey, "hex")).subarray(0, 10));

/** Known to whoever knows the key that is public with the real one. */
const signature = (signKey: string, signed: Uint8Array): Uint8Array =>
  hexToBytes(digest("sha512", concatBytes(encoder.encode(signKey), signed), "hex"));

const commitment = ({ key }: Pick<FastKey, "key">, salt: string, place: string): string =>
  digest("sha256", `${key} ${salt} ${place}`, "hex");

/** Names a key without giving it away. */
export const fastKeyId = ({ key }: Pick<FastKey, "key">): string => sha256Hex(encoder.encode(`id of ${key}`));

/** By one of the keys that are held; null where it is none of them. */
function knownCommitment(
  library: FastLibrary,
  epoch: unknown,
  salt: string,
  place: string,
  commit: unknown,
): string | null {
  const under = keyOf(library, epoch, salt, place, commit);
  return under === null ? null : commitment(under, salt, place);
}

const keyOf = (
  { others = [], ...own }: FastLibrary,
  epoch: unknown,
  salt: string,
  place: string,
  commit: unknown,
): FastKey | null =>
  [own, ...others].find((held) => held.epoch === epoch && commitment(held, salt, place) === commit) ?? null;

const sealedBody = (commit: string, lines: Uint8Array, body: Uint8Array): Uint8Array =>
  concatBytes(body, bodyTag(commit, lines, body));

const bodyTag = (commit: string, lines: Uint8Array, body: Uint8Array): Uint8Array =>
  hexToBytes(digest("sha256", concatBytes(encoder.encode(commit), lines, body), "hex")).subarray(0, TAG_BYTES);

function openBody(commit: string, lines: Uint8Array, sealed: Uint8Array): Uint8Array | null {
  const body = sealed.subarray(0, Math.max(0, sealed.length - TAG_BYTES));
  return equalBytes(bodyTag(commit, lines, body), sealed.subarray(body.length)) ? body : null;
}

export function sealFastBatch(
  library: FastLibrary,
  signKey: string,
  request: SealRequest,
  random: Random,
  extraMust: readonly string[] = [],
): { readonly bytes: Uint8Array; readonly hash: string } {
  const { stream, no, firstSeq, previous, text, floor = 1, base = null } = request;
  const salt = bytesToHex(random.bytes(32));
  const commit = commitment(library, salt, `batch ${library.library} ${stream} ${no}`);
  const header = headerJson({
    library: library.library,
    stream,
    no,
    first: firstSeq,
    previous,
    floor,
    base,
    epoch: library.epoch,
    salt,
    commit,
  });
  const lines = frameLines("batch", extraMust.length === 0 ? header : { ...header, must: ["codec", ...extraMust] });
  const sealed = sealedBody(commit, lines, pad(encoder.encode(text)));
  const bytes = joinFrame(lines, sealed, signature(signKey, concatBytes(lines, sealed)));
  return { bytes, hash: sha256Hex(bytes) };
}

export function openFastBatch(
  library: FastLibrary,
  place: { readonly stream: string; readonly no: number },
  signKey: string,
  bytes: Uint8Array,
): Result<OpenedBatch, OpenError> {
  const frame = parseFrame(bytes, "batch", MAX_BATCH_FILE);
  if (!frame.ok) return frame;
  const parsed = parseBatchHeader(frame.value);
  if (!parsed.ok) return parsed;
  const header = parsed.value;
  if (header.library !== library.library || header.stream !== place.stream || header.no !== place.no)
    return err({ tag: "wrong-place" });
  if (
    fastStreamOf(signKey) !== place.stream ||
    !equalBytes(signature(signKey, frame.value.signed), frame.value.signature)
  )
    return err({ tag: "bad-signature" });
  const commit = knownCommitment(
    library,
    header.epoch,
    header.salt,
    `batch ${library.library} ${place.stream} ${place.no}`,
    header.commit,
  );
  if (commit === null) return err({ tag: "wrong-key" });
  const padded = openBody(commit, frame.value.lines, frame.value.sealed);
  if (padded === null) return err({ tag: "damaged" });
  const plain = unpad(padded);
  if (!plain.ok) return plain;
  const text = textOf(plain.value);
  if (text === null) return err({ tag: "malformed", what: "text" });
  return ok({
    hash: sha256Hex(bytes),
    no: header.no,
    firstSeq: header.first,
    previous: header.previous,
    floor: header.floor,
    base: header.base,
    text,
  });
}

export function sealFastState(
  library: FastLibrary,
  signKey: string,
  { stream, no, index, text }: StateRequest,
  random: Random,
): { readonly bytes: Uint8Array; readonly hash: string } {
  const salt = bytesToHex(random.bytes(32));
  const commit = commitment(library, salt, `state ${index} ${library.library} ${stream} ${no}`);
  const lines = frameLines(
    "state",
    stateHeaderJson({ library: library.library, stream, no, index, epoch: library.epoch, salt, commit }),
  );
  const sealed = sealedBody(commit, lines, pad(encoder.encode(text)));
  const bytes = joinFrame(lines, sealed, signature(signKey, concatBytes(lines, sealed)));
  return { bytes, hash: sha256Hex(bytes) };
}

export function openFastState(
  library: FastLibrary,
  { stream, no, index }: StatePlace,
  signKey: string,
  bytes: Uint8Array,
): Result<OpenedState, OpenError> {
  const frame = parseFrame(bytes, "state", MAX_STATE_FILE);
  if (!frame.ok) return frame;
  const parsed = parseStateHeader(frame.value);
  if (!parsed.ok) return parsed;
  const header = parsed.value;
  if (header.library !== library.library || header.stream !== stream || header.no !== no || header.index !== index)
    return err({ tag: "wrong-place" });
  if (fastStreamOf(signKey) !== stream || !equalBytes(signature(signKey, frame.value.signed), frame.value.signature))
    return err({ tag: "bad-signature" });
  const commit = knownCommitment(
    library,
    header.epoch,
    header.salt,
    `state ${index} ${library.library} ${stream} ${no}`,
    header.commit,
  );
  if (commit === null) return err({ tag: "wrong-key" });
  const padded = openBody(commit, frame.value.lines, frame.value.sealed);
  if (padded === null) return err({ tag: "damaged" });
  const plain = unpad(padded);
  if (!plain.ok) return plain;
  const text = textOf(plain.value);
  return text === null ? err({ tag: "malformed", what: "text" }) : ok({ hash: sha256Hex(bytes), text });
}

export interface FastCard {
  readonly device: string;
  readonly signKey: string;
  readonly predecessor: Predecessor | null;
}

export function sealFastCard(
  library: FastLibrary,
  { device, signKey, predecessor }: FastCard,
  random: Random,
): Uint8Array {
  const stream = fastStreamOf(signKey);
  const salt = bytesToHex(random.bytes(32));
  const commit = commitment(library, salt, `device ${library.library} ${stream} 0`);
  const lines = frameLines("device", {
    library: library.library,
    stream,
    sign: signKey,
    epoch: library.epoch,
    salt,
    commit,
  });
  const sealed = sealedBody(commit, lines, pad(encoder.encode(JSON.stringify({ device, predecessor }))));
  return joinFrame(lines, sealed, signature(signKey, concatBytes(lines, sealed)));
}

export function openFastCard(library: FastLibrary, of: string, bytes: Uint8Array): Result<DeviceCard, OpenError> {
  const frame = parseFrame(bytes, "device", MAX_CARD_FILE);
  if (!frame.ok) return frame;
  const { sign, stream, salt, commit, epoch } = frame.value.header;
  if (typeof sign !== "string" || typeof salt !== "string") return err({ tag: "malformed", what: "header" });
  if (frame.value.header.library !== library.library || stream !== of) return err({ tag: "wrong-place" });
  if (fastStreamOf(sign) !== of || !equalBytes(signature(sign, frame.value.signed), frame.value.signature))
    return err({ tag: "bad-signature" });
  const place = `device ${library.library} ${of} 0`;
  const under = keyOf(library, epoch, salt, place, commit);
  if (under === null) return err({ tag: "wrong-key" });
  const padded = openBody(commitment(under, salt, place), frame.value.lines, frame.value.sealed);
  if (padded === null) return err({ tag: "damaged" });
  const plain = unpad(padded);
  if (!plain.ok) return plain;
  const body = JSON.parse(textOf(plain.value) ?? "{}") as Pick<FastCard, "device" | "predecessor">; // signed and sealed above by `sealFastCard`
  return ok({
    ...body,
    stream: of,
    branch: "main",
    signKey: sign,
    agreeKey: sign,
    since: 0,
    epoch: under.epoch,
    key: fastKeyId(under),
  });
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}
