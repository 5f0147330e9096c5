/**
 * Inflates every entry of a packed workbook once, counting and keeping nothing, and stops as soon as it
 * unpacks to more than a workbook may. What sizes an entry declares is not believed.
 */
import { inflateLimit } from "#shared/exchange/limits.ts";
import type { FileFailure } from "#shared/exchange/problems.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const DEFLATED = 8;
const MOST_ENTRIES = 10_000;

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packed: Uint8Array<ArrayBuffer>;
}

const damaged = (reason: string): Result<never, FileFailure> => err({ tag: "damaged-workbook", reason });

/** @returns the names of the entries */
export async function guardZip(bytes: Uint8Array<ArrayBuffer>): Promise<Result<readonly string[], FileFailure>> {
  const entries = readEntries(bytes);
  if (entries === null) return damaged("directory");
  const limit = inflateLimit(bytes.length);
  let total = 0;
  for (const { method, packed } of entries) {
    if (method !== DEFLATED) total += packed.length;
    else {
      const size = await inflatedSize(packed, limit - total);
      if (size === null) return damaged("deflate");
      total += size;
    }
    if (total > limit) return err({ tag: "inflates-too-much", ratio: Math.round(total / bytes.length) });
  }
  return ok(entries.map(({ name }) => name));
}

function readEntries(bytes: Uint8Array<ArrayBuffer>): readonly ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === null) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > MOST_ENTRIES) return null;
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) return null;
    const nameLength = view.getUint16(at + 28, true);
    const local = view.getUint32(at + 42, true);
    if (local + 30 > bytes.length) return null;
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const to = from + view.getUint32(at + 20, true);
    if (to > bytes.length) return null;
    entries.push({ name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)), method: view.getUint16(at + 10, true), packed: bytes.subarray(from, to) });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function findEnd(view: DataView): number | null {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 66_000); at--) if (view.getUint32(at, true) === END) return at;
  return null;
}

/** @returns a size beyond `most` as soon as it is passed, null where the data is no deflate stream */
async function inflatedSize(packed: Uint8Array<ArrayBuffer>, most: number): Promise<number | null> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return size;
      size += value.length;
      if (size > most) {
        await reader.cancel();
        return size;
      }
    }
  } catch {
    return null;
  }
}
