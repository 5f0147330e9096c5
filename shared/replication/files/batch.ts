/**
 * A batch: consecutive entries of one stream in one immutable file. Here are its header and its body as
 * pure data; keys and compression are the host's. What is read may be hostile: every check gives a typed
 * error, and unknown members of an entry are kept as they are (R14).
 */
import { isObject, type Json } from "../../kernel/json.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import type { CheckpointRef, OpenError } from "../../kernel/sealed.ts";
import type { DigestAt } from "../rows/digest.ts";
import type { Entry, StreamId, Vector } from "../rows/entry.ts";
import type { FileFrame } from "./frame.ts";
import { isStreamId, MAX_BATCH_NO } from "./names.ts";
import { announce, parseDigest } from "./parse-digest.ts";
import { parseEntry } from "./parse-entry.ts";
import { isCount, isHash, isShallow, isVector } from "./wire-checks.ts";

/** Most bytes of a body's JSON. */
export const MAX_PLAIN_BYTES = 1024 * 1024;
/** Incompressible JSON with its length lands in the next power of two. */
export const MAX_BATCH_FILE = 2 * 1024 * 1024 + 8192;
const CODEC = "deflate-raw";
/** Header keys that this version understands; a file may name some that a reader must. */
const KNOWN_KEYS = [
  "base",
  "codec",
  "commit",
  "epoch",
  "first",
  "floor",
  "library",
  "must",
  "no",
  "previous",
  "salt",
  "stream",
];

export interface BatchHeader {
  readonly library: string;
  readonly stream: StreamId;
  readonly no: number;
  /** Number of the first entry; where there is none, of the next one. */
  readonly first: number;
  readonly previous: string | null;
  readonly floor: number;
  /** The checkpoint that covers what lies below the floor. */
  readonly base: CheckpointRef | null;
  readonly epoch: number;
  /** 32 bytes as hex. */
  readonly salt: string;
  /** Commitment to the key, 32 bytes as hex. */
  readonly commit: string;
}

export const headerJson = ({ base, ...header }: BatchHeader): Readonly<Record<string, Json>> => ({
  ...header,
  ...(base !== null && { base: { ...base } }),
  codec: CODEC,
  must: ["codec"],
});

export function parseBatchHeader({ header }: Pick<FileFrame, "header">): Result<BatchHeader, OpenError> {
  const { library, stream, no, first, previous, floor, base, epoch, salt, commit, codec, must } = header;
  if (!Array.isArray(must) || !must.every((key) => typeof key === "string")) return malformed("must");
  if (!must.every((key) => KNOWN_KEYS.includes(String(key)))) return err({ tag: "newer-format" });
  if (typeof library !== "string" || !isStreamId(library)) return malformed("library");
  if (typeof stream !== "string" || !isStreamId(stream)) return malformed("stream");
  if (!isCount(no, 1, MAX_BATCH_NO)) return malformed("no");
  if (!isCount(first, 1)) return malformed("first");
  if (no === 1 ? previous !== null : !isHash(previous)) return malformed("previous");
  if (!isCount(floor, 1, no)) return malformed("floor");
  if (base !== undefined && !isCheckpointRef(base)) return malformed("base");
  if (!isCount(epoch, 1)) return malformed("epoch");
  if (!isHash(salt)) return malformed("salt");
  if (!isHash(commit)) return malformed("commit");
  if (codec !== CODEC) return err({ tag: "newer-format" });
  return ok({
    library,
    stream,
    no,
    first,
    previous: isHash(previous) ? previous : null,
    floor,
    base: base ?? null,
    epoch,
    salt,
    commit,
  });
}

const isCheckpointRef = (value: unknown): value is CheckpointRef =>
  isObject(value) &&
  typeof value.stream === "string" &&
  isStreamId(value.stream) &&
  isCount(value.no, 1, MAX_BATCH_NO) &&
  isHash(value.hash);

const malformed = (what: string): { readonly ok: false; readonly error: OpenError } => err({ tag: "malformed", what });

export interface BatchBody {
  /** When it was sealed: epoch milliseconds on its author's clock. */
  readonly at: number;
  /** Of an acknowledgement: what its author has applied beyond the vector of the last own entry. */
  readonly acked?: Vector;
  /** Of an acknowledgement: its author's state and where that stands, where rows and vector were of one moment. */
  readonly digest?: DigestAt;
  readonly entries: readonly Entry[];
}

export const bodyText = ({ digest, ...body }: BatchBody): string =>
  JSON.stringify(digest === undefined ? body : { ...body, digest: announce(digest) });

/** @param firstSeq from the header; entries are numbered from it without gaps */
export function parseBody(text: string, firstSeq: number): Result<BatchBody, OpenError> {
  if (!isShallow(text)) return malformed("depth");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return malformed("json");
  }
  if (!isObject(value) || !isCount(value.at, 0) || !Array.isArray(value.entries)) return malformed("body");
  if (value.acked !== undefined && !isVector(value.acked)) return malformed("acked");
  const entries: Entry[] = [];
  for (const [index, item] of value.entries.entries()) {
    const entry = parseEntry(item);
    if (!entry.ok) return malformed(`entry ${entry.error}`);
    if (entry.value.seq !== firstSeq + index || entry.value.pulls !== (entries[0] ?? entry.value).pulls)
      return malformed("entry order");
    entries.push(entry.value);
  }
  const digest = parseDigest(value.digest);
  return ok({
    at: value.at,
    entries,
    ...(value.acked !== undefined && { acked: value.acked }),
    ...(digest !== null && { digest }),
  });
}

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) length += 1;
    else if (code < 0x800) length += 2;
    else if (code >= 0xd800 && code < 0xdc00) {
      length += 4;
      at++;
    } else length += 3;
  }
  return length;
}

/** Room for the members of a body beside its entries. */
const BODY_MARGIN = 4096;

/**
 * How many of the entries, from the first, go into one batch: none has seen another pull than the first
 * (R10), and the JSON stays under the limit. At least one.
 */
export function batchLength(entries: readonly Entry[], limit = MAX_PLAIN_BYTES - BODY_MARGIN): number {
  let bytes = 0;
  let count = 0;
  for (const entry of entries) {
    if (entry.pulls !== entries[0]?.pulls) break;
    bytes += utf8Length(JSON.stringify(entry)) + 1;
    if (count > 0 && bytes > limit) break;
    count++;
  }
  return count;
}
