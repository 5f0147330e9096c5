/**
 * How the journal looks on the disk. A segment is a header (format, salt, key check) and records; a record
 * is one append: its numbers in clear, bound by AES-256-GCM to the sealed JSON of its entries. Whatever is
 * torn, flipped, moved or sealed under another key does not open.
 */
import { createCipheriv, createDecipheriv, hkdfSync, timingSafeEqual } from "node:crypto";
import { concatBytes } from "#shared/kernel/bytes.ts";
import type { RandomBytes } from "#shared/kernel/clock.ts";
import type { Json } from "#shared/kernel/json.ts";

const FORMAT = new TextEncoder().encode("reader-desk journal 1\n");
const SALT_BYTES = 32;
const CHECK_BYTES = 16;
export const SEGMENT_HEADER_BYTES = FORMAT.length + SALT_BYTES + CHECK_BYTES;

/** Lets a reader find the next record behind a damaged one. */
const RECORD_MARK = new TextEncoder().encode("\n§e");
const NUMBERS_BYTES = 4 + 8 + 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const RECORD_HEADER_BYTES = RECORD_MARK.length + NUMBERS_BYTES + NONCE_BYTES;

export interface RecordPlace {
  readonly firstSeq: number;
  readonly count: number;
  readonly offset: number;
  readonly length: number;
}

interface SegmentKeys {
  readonly seal: Uint8Array;
  /** Tells a wrong key from a damaged record. */
  readonly check: Uint8Array;
}

function segmentKeys(journalKey: Uint8Array, stream: string, salt: Uint8Array): SegmentKeys {
  const bytes = new Uint8Array(
    hkdfSync("sha256", journalKey, salt, `reader-desk journal 1|${stream}`, 32 + CHECK_BYTES),
  );
  return { seal: bytes.subarray(0, 32), check: bytes.subarray(32) };
}

export function makeSegmentHeader(
  journalKey: Uint8Array,
  stream: string,
  random: RandomBytes,
): { header: Uint8Array; key: Uint8Array } {
  const salt = random(SALT_BYTES);
  const { seal, check } = segmentKeys(journalKey, stream, salt);
  return { header: concatBytes(FORMAT, salt, check), key: seal };
}

/** The segment's key, or null where the header is damaged or was made under another journal key. */
export function openSegmentHeader(journalKey: Uint8Array, stream: string, segment: Uint8Array): Uint8Array | null {
  if (segment.length < SEGMENT_HEADER_BYTES || !startsWith(segment, 0, FORMAT)) return null;
  const saltEnd = FORMAT.length + SALT_BYTES;
  const { seal, check } = segmentKeys(journalKey, stream, segment.subarray(FORMAT.length, saltEnd));
  return timingSafeEqual(check, segment.subarray(saltEnd, SEGMENT_HEADER_BYTES)) ? seal : null;
}

export function sealRecord(
  key: Uint8Array,
  firstSeq: number,
  entries: readonly unknown[],
  random: RandomBytes,
): Uint8Array {
  const plain = new TextEncoder().encode(JSON.stringify(entries));
  const numbers = new DataView(new ArrayBuffer(NUMBERS_BYTES));
  numbers.setUint32(0, plain.length + TAG_BYTES);
  numbers.setBigUint64(4, BigInt(firstSeq));
  numbers.setUint32(12, entries.length);
  const nonce = random(NONCE_BYTES);
  const header = concatBytes(RECORD_MARK, new Uint8Array(numbers.buffer), nonce);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(header);
  return concatBytes(header, cipher.update(plain), cipher.final(), cipher.getAuthTag());
}

/** The record at `offset` with its entries, or null where none opens there. */
export function openRecord(
  key: Uint8Array,
  segment: Uint8Array,
  offset: number,
): { place: RecordPlace; entries: readonly Json[] } | null {
  const headerEnd = offset + RECORD_HEADER_BYTES;
  if (headerEnd > segment.length || !startsWith(segment, offset, RECORD_MARK)) return null;
  const numbers = new DataView(segment.buffer, segment.byteOffset + offset + RECORD_MARK.length, NUMBERS_BYTES);
  const sealedLength = numbers.getUint32(0);
  const end = headerEnd + sealedLength;
  if (sealedLength < TAG_BYTES || end > segment.length) return null;
  const header = segment.subarray(offset, headerEnd);
  const decipher = createDecipheriv("aes-256-gcm", key, header.subarray(-NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(header)
    .setAuthTag(segment.subarray(end - TAG_BYTES, end));
  try {
    const plain = concatBytes(decipher.update(segment.subarray(headerEnd, end - TAG_BYTES)), decipher.final());
    // authenticated: these are the entries that `sealRecord` was given
    const entries = JSON.parse(new TextDecoder().decode(plain)) as readonly Json[];
    return {
      place: { firstSeq: Number(numbers.getBigUint64(4)), count: numbers.getUint32(12), offset, length: end - offset },
      entries,
    };
  } catch {
    return null;
  }
}

/**
 * Every record of a segment, those behind a damaged stretch too.
 * @returns the places in order, and where the last one ends: what follows was torn by a crash
 */
export function scanSegment(key: Uint8Array, segment: Uint8Array): { places: readonly RecordPlace[]; end: number } {
  const places: RecordPlace[] = [];
  let end = SEGMENT_HEADER_BYTES;
  for (let at = end; at !== -1 && at < segment.length; ) {
    const record = openRecord(key, segment, at);
    if (record === null) {
      at = nextMark(segment, at + 1);
      continue;
    }
    places.push(record.place);
    end = at + record.place.length;
    at = end;
  }
  return { places, end };
}

const nextMark = (segment: Uint8Array, from: number): number =>
  Buffer.from(segment.buffer, segment.byteOffset, segment.byteLength).indexOf(RECORD_MARK, from);

const startsWith = (bytes: Uint8Array, offset: number, mark: Uint8Array): boolean =>
  mark.every((byte, index) => bytes[offset + index] === byte);
