/**
 * Looks for texts in everything a desk or a share has on the disk: as they are, in UTF-16 and base64, and in whatever
 * its keys open.
 */
import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { inflateRawSync } from "node:zlib";
import { nodeFileSystem } from "../../electron/services/file-system.ts";
import { openRecord, openSegmentHeader, scanSegment } from "../../electron/services/journal-record.ts";
import type { LibraryKey } from "../../electron/services/sealing/batch-file.ts";
import { openSecrets } from "../../electron/services/secrets.ts";
import { decryptedFiles } from "./decrypted.ts";

async function filesIn(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    found.set(relative(folder, path).split(sep).join("/"), new Uint8Array(await readFile(path)));
  }
  return found;
}

/** As whoever looks at the bytes may find it. */
const formsOf = (text: string): readonly Buffer[] => [
  Buffer.from(text, "utf8"),
  Buffer.from(text, "utf16le"),
  Buffer.from(text, "utf16le").swap16(),
  ...[0, 1, 2].map((shift) => base64Core(text, shift)),
];

/** Wherever in a run of base64 it begins, without the digits that its neighbours change. */
function base64Core(text: string, shift: number): Buffer {
  const padded = Buffer.concat([Buffer.alloc(shift), Buffer.from(text, "utf8")])
    .toString("base64")
    .replace(/=+$/, "");
  return Buffer.from(padded.slice(shift === 0 ? 0 : shift + 1, -1));
}

/** A raw deflate stream at the start, or none. */
function inflated(bytes: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(bytes);
  } catch {
    return new Uint8Array();
  }
}

/** Places (`file: how`) in which one of the texts stands. */
export async function canariesIn(
  folder: string,
  texts: readonly string[],
  library: LibraryKey,
): Promise<readonly string[]> {
  const hits: string[] = [];
  const files = await filesIn(folder);
  const wanted = texts.map((text) => ({ text, forms: formsOf(text) }));
  const look = (name: string, bytes: Uint8Array): void => {
    const seen = [Buffer.from(bytes), Buffer.from(inflated(bytes))];
    for (const { text, forms } of wanted)
      if (seen.some((all) => forms.some((form) => all.includes(form)))) hits.push(`${name}: ${text}`);
  };
  for (const [name, bytes] of files) look(name, bytes);
  for (const [root, store] of storesIn(files)) {
    for (const [name, plain] of decryptedFiles(store, library))
      look(`${root}${name}, opened`, new TextEncoder().encode(plain));
  }
  const secrets = await openSecrets(nodeFileSystem, folder, (length) => new Uint8Array(randomBytes(length)), null);
  const key = secrets.ok ? secrets.value.get("journal") : null;
  for (const [name, bytes] of files) {
    const [, stream = ""] = /^journal\/([0-9a-z]{16})\//.exec(name) ?? [];
    const segmentKey = key === null || stream === "" ? null : openSegmentHeader(key, stream, bytes);
    if (segmentKey === null) continue;
    for (const { offset } of scanSegment(segmentKey, bytes).places)
      look(`${name}, opened`, new TextEncoder().encode(JSON.stringify(openRecord(segmentKey, bytes, offset)?.entries)));
  }
  return hits;
}

/**
 * Every folder below that has a store's layout, with its files by their names in it: a share, a local copy, a backup.
 */
function storesIn(files: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, ReadonlyMap<string, Uint8Array>> {
  const stores = new Map<string, Map<string, Uint8Array>>();
  for (const [name, bytes] of files) {
    const at = name.search(/(^|\/)streams\//);
    if (at < 0) continue;
    const root = at === 0 && name.startsWith("streams/") ? "" : name.slice(0, at + 1);
    const store = stores.get(root) ?? new Map<string, Uint8Array>();
    stores.set(root, store);
    store.set(name.slice(root.length), bytes);
  }
  return stores;
}
