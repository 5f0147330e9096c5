/**
 * Puts right what other copies of the same library hold whole: signed batches above their floors, cards, the
 * heads that announce them, and the checkpoint that stands for what lies below the floors. A file that is not what its
 * name says makes room for the right one; nothing else is taken away.
 */

import type { Store } from "#shared/replication/exchange/ports.ts";
import { HEAD_CONTENT } from "#shared/replication/exchange/publish.ts";
import { batchName, deviceName, headName, manifestName, partName } from "#shared/replication/files/names.ts";
import type { LibraryKey } from "../sealing/batch-file.ts";
import { createFolderStore } from "../stores/folder-store.ts";
import { baseOf, reach, readStates } from "./states.ts";
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
  const place: Place = async (name, bytes) => {
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
  for (const source of sources)
    await carryState({ folder, share, source, from: createFolderStore(source), key }, place);
  for (const { line, heads } of await read(folder, share, key)) {
    const tip = line.at(-1);
    if (tip !== undefined && !heads.some(({ no }) => no >= tip.no)) await place(headName(tip), HEAD_CONTENT);
  }
  return { put, failed };
}

const read = async (folder: string, store: Store, key: LibraryKey): Promise<readonly CheckedStream[]> =>
  readStreams(store, key, (await walkShare(folder)).files, () => undefined);

async function carry(from: Store, copy: CheckedStream, here: CheckedStream | undefined, place: Place): Promise<void> {
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

interface Carriage {
  readonly folder: string;
  readonly share: Store;
  readonly source: string;
  readonly from: Store;
  readonly key: LibraryKey;
}

/** The one that whoever joins would begin with, where this share has none that covers as much; its manifest last. */
async function carryState({ folder, share, source, from, key }: Carriage, place: Place): Promise<void> {
  const { files } = await walkShare(folder);
  const streams = await readStreams(share, key, files, () => undefined);
  const look = { key, streams, find: () => undefined };
  const here = baseOf(await readStates({ ...look, store: share }, files), streams);
  const there = baseOf(await readStates({ ...look, store: from }, (await walkShare(source)).files), streams);
  if (there === null || (here !== null && reach(here) >= reach(there))) return;
  for (const name of [...there.checkpoint.parts.map((_, index) => partName(there, index)), manifestName(there)]) {
    const bytes = await from.get(name);
    if (!bytes.ok) return;
    await place(name, bytes.value);
  }
}

type Place = (name: string, bytes: Uint8Array) => Promise<void>;

async function putRight(share: Store, name: string, bytes: Uint8Array): Promise<boolean> {
  const first = await share.put(name, bytes);
  if (first.ok) return true;
  if (first.error.tag !== "other-content" || !(await share.delete(name)).ok) return false;
  return (await share.put(name, bytes)).ok;
}
