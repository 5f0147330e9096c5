/**
 * Reads what LevelDB keeps in its files without asking it: every key and value of a table's blocks, of a log's
 * records, deleted and overwritten ones too. What does not parse is left out; its bytes are searched as they are.
 * Formats: leveldb/doc/table_format.md and log_format.md, snappy/format_description.txt.
 */

const FOOTER = 48;
const TABLE_MAGIC = "57fb808b247547db";
const LOG_BLOCK = 32_768;
const LOG_HEADER = 7;
const SNAPPY = 1;
/** No block or value here is larger. */
const MOST_BYTES = 256 * 1024 * 1024;

interface Varint {
  readonly value: number;
  readonly next: number;
}

function varint(bytes: Uint8Array, at: number): Varint | null {
  let value = 0;
  for (let shift = 0, next = at; shift < 50 && next < bytes.length; shift += 7, next++) {
    const byte = bytes[next] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, next: next + 1 };
  }
  return null;
}

/** @returns what stood there, up to where it stops making sense; null where nothing does */
export function unsnappy(bytes: Uint8Array): Uint8Array | null {
  const length = varint(bytes, 0);
  if (length === null || length.value === 0 || length.value > MOST_BYTES) return null;
  const out = new Uint8Array(length.value);
  let [at, to] = [length.next, 0];
  while (at < bytes.length && to < out.length) {
    const tag = bytes[at++] ?? 0;
    const kind = tag & 3;
    if (kind === 0) {
      let size = tag >> 2;
      if (size >= 60) {
        const width = size - 59;
        size = 0;
        for (let byte = 0; byte < width; byte++) size += (bytes[at + byte] ?? 0) * 2 ** (8 * byte);
        at += width;
      }
      size += 1;
      if (at + size > bytes.length || to + size > out.length) break;
      out.set(bytes.subarray(at, at + size), to);
      at += size;
      to += size;
      continue;
    }
    const size = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    let offset = 0;
    if (kind === 1) offset = ((tag >> 5) << 8) | (bytes[at] ?? 0);
    else for (let byte = 0; byte < (kind === 2 ? 2 : 4); byte++) offset += (bytes[at + byte] ?? 0) * 2 ** (8 * byte);
    at += kind === 3 ? 4 : kind;
    if (offset === 0 || offset > to || to + size > out.length) break;
    // a copy may reach into what it writes
    for (let byte = 0; byte < size; byte++, to++) out[to] = out[to - offset] ?? 0;
  }
  return to === 0 ? null : out.subarray(0, to);
}

/**
 * Keys and values of every block of a table file, put together from their shared beginnings; none where it is no table.
 */
export function* tableEntries(file: Uint8Array): Generator<Uint8Array> {
  if (file.length < FOOTER || Buffer.from(file.subarray(-8)).toString("hex") !== TABLE_MAGIC) return;
  const footer = file.length - FOOTER;
  const meta = handle(file, footer);
  const index = meta === null ? null : handle(file, meta.next);
  if (index === null) return;
  for (const { value } of blockEntries(blockAt(file, index))) {
    const data = handle(value, 0);
    if (data !== null) for (const { key, value: held } of blockEntries(blockAt(file, data))) yield* [key, held];
  }
}

interface Handle {
  readonly offset: number;
  readonly size: number;
  readonly next: number;
}

function handle(bytes: Uint8Array, at: number): Handle | null {
  const offset = varint(bytes, at);
  const size = offset === null ? null : varint(bytes, offset.next);
  return offset === null || size === null ? null : { offset: offset.value, size: size.value, next: size.next };
}

function blockAt(file: Uint8Array, { offset, size }: Handle): Uint8Array {
  const stored = file.subarray(offset, offset + size);
  return file[offset + size] === SNAPPY ? (unsnappy(stored) ?? new Uint8Array()) : stored;
}

function* blockEntries(block: Uint8Array): Generator<{ key: Uint8Array; value: Uint8Array }> {
  if (block.length < 4) return;
  const restarts = new DataView(block.buffer, block.byteOffset + block.length - 4).getUint32(0, true);
  const end = block.length - 4 - 4 * restarts;
  let key = new Uint8Array();
  for (let at = 0; at < end; ) {
    const shared = varint(block, at);
    const own = shared === null ? null : varint(block, shared.next);
    const size = own === null ? null : varint(block, own.next);
    if (shared === null || own === null || size === null || shared.value > key.length) return;
    const next = new Uint8Array(shared.value + own.value);
    next.set(key.subarray(0, shared.value));
    next.set(block.subarray(size.next, size.next + own.value), shared.value);
    key = next;
    at = size.next + own.value + size.value;
    yield { key, value: block.subarray(size.next + own.value, at) };
  }
}

/** Records of a log file, fragments put together. A writer that was killed leaves the last one short: it counts. */
export function* logRecords(file: Uint8Array): Generator<Uint8Array> {
  let parts: Uint8Array[] = [];
  for (let block = 0; block < file.length; block += LOG_BLOCK) {
    const end = Math.min(block + LOG_BLOCK, file.length);
    for (let at = block; at + LOG_HEADER <= end; ) {
      const size = (file[at + 4] ?? 0) | ((file[at + 5] ?? 0) << 8);
      const type = file[at + 6] ?? 0;
      if (type < 1 || type > 4) break;
      const part = file.subarray(at + LOG_HEADER, Math.min(at + LOG_HEADER + size, end));
      if (type === 1 || type === 2) parts = [];
      parts.push(part);
      if (type === 1 || type === 4) yield Buffer.concat(parts.splice(0));
      at += LOG_HEADER + size;
    }
  }
  if (parts.length > 0) yield Buffer.concat(parts);
}
