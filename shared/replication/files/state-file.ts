/**
 * The outer form of a checkpoint's files, its parts and its manifest: the header that binds each to its
 * place, and how long they may be. What is read may be hostile: every check gives a typed error.
 */
import type { Json } from "../../kernel/json.ts";
import { err, ok, type Result } from "../../kernel/result.ts";
import type { NotePlace, OpenError, StatePlace } from "../../kernel/sealed.ts";
import type { FileFrame } from "./frame.ts";
import { isStreamId, MAX_BATCH_NO, MAX_PART } from "./names.ts";
import { isCount, isHash } from "./wire-checks.ts";

/** Incompressible JSON with its length lands in the next power of two. */
export const MAX_STATE_FILE = 8 * 1024 * 1024 + 8192;

const CODEC = "deflate-raw";
const KNOWN_KEYS = ["codec", "commit", "epoch", "index", "library", "must", "no", "salt", "stream"];

export interface StateHeader extends Omit<StatePlace, "index"> {
  readonly index: StatePlace["index"] | NotePlace["index"];
  readonly library: string;
  readonly epoch: number;
  /** 32 bytes as hex. */
  readonly salt: string;
  /** Commitment to the key, 32 bytes as hex. */
  readonly commit: string;
}

export const stateHeaderJson = (header: StateHeader): Readonly<Record<string, Json>> => ({
  ...header,
  codec: CODEC,
  must: ["codec"],
});

export function parseStateHeader({ header }: Pick<FileFrame, "header">): Result<StateHeader, OpenError> {
  const { library, stream, no, index, epoch, salt, commit, codec, must } = header;
  if (!Array.isArray(must) || !must.every((key) => typeof key === "string")) return malformed("must");
  if (!must.every((key) => KNOWN_KEYS.includes(String(key)))) return err({ tag: "newer-format" });
  if (typeof library !== "string" || !isStreamId(library)) return malformed("library");
  if (typeof stream !== "string" || !isStreamId(stream)) return malformed("stream");
  if (!isCount(no, 1, MAX_BATCH_NO)) return malformed("no");
  if (index !== "manifest" && index !== "note" && !isCount(index, 0, MAX_PART)) return malformed("index");
  if (!isCount(epoch, 1)) return malformed("epoch");
  if (!isHash(salt)) return malformed("salt");
  if (!isHash(commit)) return malformed("commit");
  if (codec !== CODEC) return err({ tag: "newer-format" });
  return ok({ library, stream, no, index, epoch, salt, commit });
}

const malformed = (what: string): { readonly ok: false; readonly error: OpenError } => err({ tag: "malformed", what });
