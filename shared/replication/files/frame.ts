/**
 * The outer form of a sealed file: a line that names kind and version, one line of JSON header, the
 * sealed body, 64 bytes of signature over the SHA-256 of all before it. Lengths are bounded before
 * anything is read; damaged or foreign bytes give a typed error, nothing else.
 */
import { concatBytes } from "../../kernel/bytes.ts";
import { canonicalJson, type Json } from "../../kernel/json.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import type { OpenError } from "../../kernel/sealed.ts";

export const FRAME_KINDS = ["batch", "device", "state"] as const;
export type FrameKind = (typeof FRAME_KINDS)[number];

const VERSION = 1;
const SIGNATURE_BYTES = 64;
const MAX_HEADER_BYTES = 4096;
const MAX_MAGIC_BYTES = 40;
const LINE_FEED = 10;

export interface FileFrame {
  /** Both lines: the associated data of the seal. */
  readonly lines: Uint8Array;
  readonly header: Readonly<Record<string, Json>>;
  readonly sealed: Uint8Array;
  readonly signature: Uint8Array;
  /** What the signature covers. */
  readonly signed: Uint8Array;
}

/** Both lines of a file, as ASCII. */
export const frameLines = (kind: FrameKind, header: Readonly<Record<string, Json>>): Uint8Array =>
  asciiBytes(`reader-desk ${kind} ${VERSION}\n${escapeNonAscii(canonicalJson(header))}\n`);

export const joinFrame = (lines: Uint8Array, sealed: Uint8Array, signature: Uint8Array): Uint8Array =>
  concatBytes(lines, sealed, signature);

/** @param maxBytes longest file of this kind */
export function parseFrame(bytes: Uint8Array, kind: FrameKind, maxBytes: number): Result<FileFrame, OpenError> {
  if (bytes.length > maxBytes) return err({ tag: "too-large" });
  const magicEnd = bytes.subarray(0, MAX_MAGIC_BYTES).indexOf(LINE_FEED);
  if (magicEnd < 0) return err({ tag: "not-ours" });
  const magic = asciiText(bytes.subarray(0, magicEnd)).match(/^reader-desk ([a-z]+) ([0-9]{1,6})$/);
  if (magic?.[1] !== kind) return err({ tag: "not-ours" });
  if (magic[2] !== String(VERSION))
    return err(Number(magic[2]) > VERSION ? { tag: "newer-format" } : { tag: "malformed", what: "version" });
  const headerEnd = bytes.subarray(magicEnd + 1, magicEnd + 1 + MAX_HEADER_BYTES).indexOf(LINE_FEED);
  if (headerEnd < 0) return err({ tag: "malformed", what: "header" });
  const bodyStart = magicEnd + 1 + headerEnd + 1;
  const bodyEnd = bytes.length - SIGNATURE_BYTES;
  if (bodyEnd <= bodyStart) return err({ tag: "malformed", what: "length" });
  const header = parseHeader(asciiText(bytes.subarray(magicEnd + 1, bodyStart - 1)));
  if (header === null) return err({ tag: "malformed", what: "header" });
  return ok({
    lines: bytes.subarray(0, bodyStart),
    header,
    sealed: bytes.subarray(bodyStart, bodyEnd),
    signature: bytes.subarray(bodyEnd),
    signed: bytes.subarray(0, bodyEnd),
  });
}

/** One form only: a header that is not written exactly as we write it is refused. */
function parseHeader(text: string): Readonly<Record<string, Json>> | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    return escapeNonAscii(canonicalJson(value)) === text ? (value as Record<string, Json>) : null; // JSON.parse gives JSON
  } catch {
    return null;
  }
}

function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Bytes over 127 become U+FFFD, which no header has. */
function asciiText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte < 128 ? String.fromCharCode(byte) : "\ufffd";
  return text;
}

const escapeNonAscii = (json: string): string =>
  json.replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
