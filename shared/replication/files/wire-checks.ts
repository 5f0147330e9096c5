/** Checks that every decoder of foreign JSON shares: numbers, hashes, vectors, and how deep it goes. */
import { isObject } from "../../kernel/json.ts";
import type { Applied, Vector } from "../rows/entry.ts";
import { isStreamId, MAX_BATCH_NO } from "./names.ts";

const MAX_DEPTH = 32;
const HASH = /^[0-9a-f]{64}$/;
const HASH_START = /^([0-9a-f]{12})?$/;

export const isCount = (value: unknown, min: number, max = Number.MAX_SAFE_INTEGER): value is number =>
  Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;

/** SHA-256 as 64 hex digits. */
export const isHash = (value: unknown): value is string => typeof value === "string" && HASH.test(value);

/** The start of a batch's hash; empty before the first batch. */
export const isHashStart = (value: unknown): value is string => typeof value === "string" && HASH_START.test(value);

export const isVector = (value: unknown): value is Vector =>
  isObject(value) && Object.entries(value).every(([stream, applied]) => isStreamId(stream) && isApplied(applied));

const isApplied = (value: unknown): value is Applied =>
  isObject(value) && isCount(value.no, 0, MAX_BATCH_NO) && isCount(value.seq, 0) && isHashStart(value.hash);

/** Counts brackets outside of texts: parsing needs no deep stack, walking the result would. */
export function isShallow(text: string): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inText) {
      if (code === 92) at++;
      else if (code === 34) inText = false;
    } else if (code === 34) inText = true;
    else if (code === 91 || code === 123) {
      depth++;
      if (depth > MAX_DEPTH) return false;
    } else if (code === 93 || code === 125) depth--;
  }
  return true;
}
