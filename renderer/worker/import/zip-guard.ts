/**
 * Inflates every entry of a packed workbook once, counting and keeping nothing, and stops as soon as it
 * unpacks to more than a workbook may. What sizes an entry declares is not believed.
 */

import type { FileFailure } from "#shared/import-export/cells/problems.ts";
import { inflateLimit } from "#shared/import-export/table/limits.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { readZipEntries, STORED } from "./zip-entries.ts";

const damaged = (reason: string): Result<never, FileFailure> => err({ tag: "damaged-workbook", reason });

/** @returns the names of the entries */
export async function guardZip(bytes: Uint8Array<ArrayBuffer>): Promise<Result<readonly string[], FileFailure>> {
  const entries = readZipEntries(bytes);
  if (entries === null) return damaged("directory");
  const limit = inflateLimit(bytes.length);
  let total = 0;
  let isSizedAsDeclared = true;
  for (const { method, packed, size } of entries) {
    const found = method === STORED ? packed.length : await inflatedSize(packed, limit - total);
    if (found === null) return damaged("deflate");
    total += found;
    if (total > limit) return err({ tag: "inflates-too-much", ratio: Math.round(total / bytes.length) });
    // one of the libraries makes room for what is declared
    isSizedAsDeclared &&= found === size;
  }
  return isSizedAsDeclared ? ok(entries.map(({ name }) => name)) : damaged("size");
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
