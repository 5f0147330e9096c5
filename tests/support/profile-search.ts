/**
 * Looks for texts in every file below a folder as whoever has the disk could: as they lie there, in UTF-8 and UTF-16,
 * and in what can be unpacked without a key: LevelDB's tables and logs with their snappy blocks, values that the
 * browser has packed by snappy, gzip, zlib, raw deflate and brotli. What is sealed is `canaries.ts`'s to open.
 */
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";
import { logRecords, tableEntries, unsnappy } from "./leveldb.ts";

export interface Found {
  readonly file: string;
  /** As it lies there, or how it was unpacked. */
  readonly how: string;
  readonly text: string;
  /** Places in this file, of this way. */
  readonly times: number;
}

interface Wanted {
  readonly text: string;
  readonly forms: readonly Buffer[];
}

/** @returns one line for each file, way and text, with how often it stands there */
export async function findInFiles(folder: string, texts: readonly string[]): Promise<readonly Found[]> {
  const wanted = texts.map(
    (text): Wanted => ({
      text,
      forms: [Buffer.from(text, "utf8"), Buffer.from(text, "utf16le"), Buffer.from(text, "utf16le").swap16()],
    }),
  );
  const found: Found[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const file = relative(folder, path).split(sep).join("/");
    const bytes = await readFile(path).catch(() => null);
    if (bytes === null) continue;
    const times = new Map<string, number>();
    for (const [how, plain] of readings(bytes)) {
      for (const { text, forms } of wanted) {
        const count = forms.reduce((sum, form) => sum + countOf(plain, form), 0);
        if (count > 0) times.set(`${how}\n${text}`, (times.get(`${how}\n${text}`) ?? 0) + count);
      }
    }
    for (const [key, count] of times) {
      const [how = "", text = ""] = key.split("\n");
      found.push({ file, how, text, times: count });
    }
  }
  return found;
}

function countOf(all: Buffer, form: Buffer): number {
  let count = 0;
  for (let at = all.indexOf(form); at >= 0; at = all.indexOf(form, at + form.length)) count += 1;
  return count;
}

/** The bytes as they lie there, and everything that can be unpacked out of them. */
function* readings(bytes: Buffer): Generator<readonly [how: string, plain: Buffer]> {
  yield ["as it lies there", bytes];
  yield* packedIn("packed", bytes);
  for (const part of tableEntries(bytes)) yield* unpacked("table", bufferOf(part));
  for (const record of logRecords(bytes)) yield* unpacked("log", bufferOf(record));
  const body = bytes.subarray(0, 8).equals(CACHE_ENTRY) ? bytes.subarray(CACHE_HEADER + bytes.readUInt32LE(12)) : bytes;
  for (const [how, unpack] of WHOLE) {
    const plain = attempt(() => unpack(body));
    if (plain !== null) yield [how, plain];
  }
}

function* unpacked(how: string, plain: Buffer): Generator<readonly [how: string, plain: Buffer]> {
  yield [how, plain];
  yield* packedIn(`${how}, packed`, plain);
}

/** The browser's mark of a stored value that it has packed: version, then "compressed with snappy". */
const PACKED_VALUE = Buffer.from([0xff, 0x11, 0x02]);
const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);
const MOST_BYTES = 64 * 1024 * 1024;
/** A cached answer begins so; in front of its body stand its key and lengths. */
const CACHE_ENTRY = Buffer.from("305c72a71b6dfbfc", "hex");
const CACHE_HEADER = 24;

function* packedIn(how: string, bytes: Buffer): Generator<readonly [how: string, plain: Buffer]> {
  for (const at of placesOf(bytes, PACKED_VALUE)) {
    const plain = unsnappy(bytes.subarray(at + PACKED_VALUE.length));
    if (plain !== null) yield [`${how} by snappy`, bufferOf(plain)];
  }
  for (const at of placesOf(bytes, GZIP)) {
    const plain = attempt(() => gunzipSync(bytes.subarray(at), LENIENT));
    if (plain !== null) yield [`${how} by gzip`, plain];
  }
}

/** Whatever follows the packed part does not spoil it. */
const LENIENT = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MOST_BYTES };

const WHOLE: readonly (readonly [how: string, unpack: (bytes: Buffer) => Buffer])[] = [
  ["deflate", (bytes) => inflateRawSync(bytes, LENIENT)],
  ["zlib", (bytes) => inflateSync(bytes, LENIENT)],
  ["brotli", (bytes) => brotliDecompressSync(bytes, { maxOutputLength: MOST_BYTES })],
];

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function* placesOf(bytes: Buffer, mark: Buffer): Generator<number> {
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 1)) yield at;
}

function attempt(unpack: () => Buffer): Buffer | null {
  try {
    const plain = unpack();
    return plain.length > 0 ? plain : null;
  } catch {
    return null;
  }
}
