/**
 * Which encoding a text file has: byte order mark, then strict UTF-8, then GB18030 and Big5 scored by
 * their share of common characters, for strict decoding is no test between those two. Bytes that an
 * encoding cannot read are never replaced: the candidate falls out, or the file is refused with its line.
 */
import { err, ok, type Result } from "../../kernel/result.ts";
import type { FileFailure } from "../cells/problems.ts";
import { commonShare } from "../columns/common-characters.ts";

export const ENCODINGS = ["utf-8", "gb18030", "big5", "utf-16le", "utf-16be"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Decodes strictly: null where the bytes are none of this encoding. The platform's TextDecoder, given from outside. */
export type Decode = (encoding: Encoding, bytes: Uint8Array) => string | null;

export interface EncodingCandidate {
  readonly encoding: Encoding;
  /** 0 to 1. */
  readonly score: number;
  /** A few lines as they read in this encoding. */
  readonly sample: string;
}

export interface EncodingGuess {
  readonly encoding: Encoding;
  readonly candidates: readonly EncodingCandidate[];
  /** The best two are close: show the samples and ask. */
  readonly ask: boolean;
}

const SAMPLE_BYTES = 256 * 1024;
const SAMPLE_LINES = 4;
/** Lead that the better of two candidates needs. */
const CLEAR_LEAD = 0.15;
const CLEAR_SHARE = 0.2;

export function guessEncoding(bytes: Uint8Array, decode: Decode): EncodingGuess {
  const marked = byteOrderMark(bytes) ?? unmarkedUtf16(bytes);
  if (marked !== null) return only(marked, bytes, decode);
  const head = wholeLines(bytes, "utf-8");
  if (decode("utf-8", head) !== null && decode("utf-8", bytes) !== null) return only("utf-8", bytes, decode);
  const candidates = (["gb18030", "big5"] as const)
    .map((encoding) => candidate(encoding, head, decode))
    .filter((found) => found !== null)
    .sort((a, b) => b.score - a.score);
  const [best, second] = candidates;
  if (best === undefined) return { encoding: "gb18030", candidates: [], ask: true };
  const ask = best.score < CLEAR_SHARE || (second !== undefined && best.score - second.score < CLEAR_LEAD);
  return { encoding: best.encoding, candidates, ask };
}

/** The whole text, or the line of the first bytes that the encoding cannot read. */
export function decodeStrictly(bytes: Uint8Array, encoding: Encoding, decode: Decode): Result<string, FileFailure> {
  const text = decode(encoding, bytes);
  if (text !== null) return ok(text.replace(/^\uFEFF/, ""));
  return err({ tag: "undecodable", encoding, line: firstBadLine(bytes, encoding, decode) });
}

/** What a file says of itself in its first bytes; null where it says nothing. */
export function byteOrderMark(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return null;
}

/** Delimiters and line ends of a table are ASCII: in UTF-16 each has a zero byte, always on the same side. */
function unmarkedUtf16(bytes: Uint8Array): Encoding | null {
  const end = Math.min(bytes.length - (bytes.length % 2), 4096);
  let even = 0;
  let odd = 0;
  for (let at = 0; at < end; at += 2) {
    if (bytes[at] === 0) even++;
    if (bytes[at + 1] === 0) odd++;
  }
  if (odd > end / 40 && even === 0) return "utf-16le";
  return even > end / 40 && odd === 0 ? "utf-16be" : null;
}

function only(encoding: Encoding, bytes: Uint8Array, decode: Decode): EncodingGuess {
  const found = candidate(encoding, wholeLines(bytes, encoding), decode);
  return { encoding, candidates: found === null ? [] : [{ ...found, score: 1 }], ask: false };
}

function candidate(encoding: Encoding, head: Uint8Array, decode: Decode): EncodingCandidate | null {
  const text = decode(encoding, head);
  if (text === null) return null;
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  const telling = lines.filter((line) => [...line].some((char) => char > "\x7f"));
  return {
    encoding,
    score: commonShare(text),
    sample: (telling.length > 0 ? telling : lines).slice(0, SAMPLE_LINES).join("\n").slice(0, 400),
  };
}

/** The start of the file, cut behind a line end so that no character is split. */
function wholeLines(bytes: Uint8Array, encoding: Encoding): Uint8Array {
  if (bytes.length <= SAMPLE_BYTES) return bytes;
  if (encoding !== "utf-16le" && encoding !== "utf-16be") {
    const cut = bytes.lastIndexOf(0x0a, SAMPLE_BYTES);
    return bytes.subarray(0, cut > 0 ? cut + 1 : SAMPLE_BYTES);
  }
  // a line feed has two bytes there, and 上 has one of them
  const [zero, feed] = encoding === "utf-16le" ? [1, 0] : [0, 1];
  let cut = SAMPLE_BYTES;
  while (cut > 0 && !(bytes[cut - 2 + feed] === 0x0a && bytes[cut - 2 + zero] === 0)) cut -= 2;
  return bytes.subarray(0, cut > 0 ? cut : SAMPLE_BYTES);
}

function firstBadLine(bytes: Uint8Array, encoding: Encoding, decode: Decode): number {
  if (encoding === "utf-16le" || encoding === "utf-16be") return 1;
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, from);
    const to = end < 0 ? bytes.length : end + 1;
    if (decode(encoding, bytes.subarray(from, to)) === null) return line;
    from = to;
  }
  return line;
}
