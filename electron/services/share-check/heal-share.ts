/**
 * Puts right what other copies of the same library hold whole: signed batches above their floors, cards, and
 * the heads that announce them. A file that is not what its name says makes room for the right one; nothing
 * else is taken away.
 */
import { batchName, deviceName, headName } from "#shared/replication/names.ts";
import type { Store } from "#shared/replication/ports.ts";
import { HEAD_CONTENT } from "#shared/replication/publish.ts";
import type { LibraryKey } from "../sealing/batch-file.ts";
import { createFolderStore } from "../stores/folder-store.ts";
import { type CheckedStream, readStreams } from "./streams.ts";
import { walkShare } from "./walk.ts";

export interface Healed {
  readonly put: readonly string[];
  /** Written, and not to be had on reading back. */
  readonly failed: readonly string[];
}

/** @param sources folders with copies: another share, a stick, the local copy of a desk */
export async function healShare(folder: string, sources: readonly string[], key: LibraryKey): Promise<Healed> {
  const share = createFolderStore(folder);
  const put: string[] = [];
  const failed: string[] = [];
  const place = async (name: string, bytes: Uint8Array): Promise<void> => {
    (await putRight(share, name, bytes)) ? put.push(name) : failed.push(name);
  };
  for (const source of sources) {
    const from = createFolderStore(source);
    const here = await read(folder, share, key);
    for (const copy of await read(source, from, key))
      await carry(
        from,
        copy,
        here.find(({ stream }) => stream === copy.stream),
        place,
      );
  }
  for (const { line, heads } of await read(folder, share, key)) {
    const tip = line.at(-1);
    if (tip !== undefined && !heads.some(({ no }) => no >= tip.no)) await place(headName(tip), HEAD_CONTENT);
  }
  return { put, failed };
}

const read = async (folder: string, store: Store, key: LibraryKey): Promise<readonly CheckedStream[]> => readStreams(store, key, (await walkShare(folder)).files, () => undefined);

async function carry(from: Store, copy: CheckedStream, here: CheckedStream | undefined, place: (name: string, bytes: Uint8Array) => Promise<void>): Promise<void> {
  const carryFile = async (name: string): Promise<void> => {
    const bytes = await from.get(name);
    if (bytes.ok) await place(name, bytes.value);
  };
  if (copy.card !== null && (here === undefined || here.card === null)) await carryFile(deviceName(copy.stream));
  const floor = Math.max(copy.floor, here?.floor ?? 1);
  for (const batch of copy.batches) {
    const isHere = here?.batches.some(({ no, hash }) => no === batch.no && hash === batch.hash) ?? false;
    if (!isHere && batch.no >= floor) await carryFile(batchName(batch));
  }
}

async function putRight(share: Store, name: string, bytes: Uint8Array): Promise<boolean> {
  const first = await share.put(name, bytes);
  if (first.ok) return true;
  if (first.error.tag !== "other-content" || !(await share.delete(name)).ok) return false;
  return (await share.put(name, bytes)).ok;
}
