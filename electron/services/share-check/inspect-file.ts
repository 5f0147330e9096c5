/** What one file says of itself without any key: its kind, its place, its header. The name alone proves nothing. */

import { bytesToHex } from "#shared/kernel/bytes.ts";
import { parseBatchHeader } from "#shared/replication/files/batch.ts";
import { FRAME_KINDS, parseFrame } from "#shared/replication/files/frame.ts";
import { sha256 } from "../sealing/signatures.ts";
import { errorWords } from "./findings.ts";

const MAX_FILE = 16 * 1024 * 1024;
/** Heads and markers hold one line, the same in each. */
const MARK = /^reader-desk ([a-z]+) \d+\n$/;
const MARK_BYTES = 40;

/** Lines for a person. */
export function inspectFile(
  name: string,
  bytes: Uint8Array,
): { readonly isOurs: boolean; readonly lines: readonly string[] } {
  const size = `${name}: ${bytes.length} bytes, SHA-256 ${bytesToHex(sha256(bytes))}`;
  for (const kind of FRAME_KINDS) {
    const frame = parseFrame(bytes, kind, MAX_FILE);
    if (!frame.ok && frame.error.tag === "not-ours") continue;
    if (!frame.ok) return { isOurs: false, lines: [size, `a ${kind} that is ${errorWords(frame.error)}`] };
    const header = kind === "batch" ? parseBatchHeader(frame.value) : null;
    const verdict = header === null || header.ok ? [] : [`its header is ${errorWords(header.error)}`];
    const facts = Object.entries(frame.value.header).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`);
    return {
      isOurs: verdict.length === 0,
      lines: [size, `a ${kind}`, ...facts, `  sealed body: ${frame.value.sealed.length} bytes`, ...verdict],
    };
  }
  const [, mark] = MARK.exec(new TextDecoder().decode(bytes.subarray(0, MARK_BYTES))) ?? [];
  if (mark !== undefined && bytes.length <= MARK_BYTES)
    return { isOurs: true, lines: [size, `a ${mark}: all that it tells stands in its name`] };
  return {
    isOurs: false,
    lines: [
      size,
      "no header of Reader Desk: another file, one cut before its header ends, or a sealed key of `keys`, which has none",
    ],
  };
}
