/** Which batches a store holds, by listing a stream's folders once per sync. */
import type { GuardedStore } from "../exchange/sync-run.ts";
import type { StreamId } from "../rows/entry.ts";
import { type BatchRef, batchFolder, folderOf, MAX_BATCH_NO, parseName, streamFolder } from "./names.ts";

export interface BatchIndex {
  /** Hash starts of the batches under one number, in order; two of them are perhaps a fork. */
  at(stream: StreamId, no: number): Promise<readonly string[]>;
  /** All batches in the folders from one number to another, by number. */
  between(stream: StreamId, from: number, to: number): Promise<readonly BatchRef[]>;
  /** All batches below a number, whichever folders are there. */
  below(stream: StreamId, no: number): Promise<readonly BatchRef[]>;
  /** Notes what this sync has put there itself. */
  add(batch: BatchRef): void;
  remove(batch: BatchRef): void;
}

export function createBatchIndex(store: GuardedStore): BatchIndex {
  const folders = new Map<string, Map<number, string[]>>();
  const read = async (stream: StreamId, folder: number): Promise<Map<number, string[]>> => {
    const path = batchFolder(stream, folder);
    const known = folders.get(path);
    if (known !== undefined) return known;
    const names = await store.list(path);
    const batches = new Map<number, string[]>();
    for (const text of names) {
      const name = parseName(`${path}/${text}`);
      if (name?.tag === "batch") insert(batches, name);
    }
    folders.set(path, batches);
    return batches;
  };
  return {
    at: async (stream, no) => {
      const batches = await read(stream, folderOf(no));
      return batches.get(no) ?? [];
    },
    between: async (stream, from, to) => {
      const found: BatchRef[] = [];
      for (let folder = folderOf(from); folder <= folderOf(to); folder++) {
        const batches = await read(stream, folder);
        for (const [no, hashes] of batches)
          if (no >= from && no <= to) for (const hash of hashes) found.push({ stream, no, hash });
      }
      return found.sort((a, b) => a.no - b.no);
    },
    below: async (stream, no) => {
      const names = await store.list(streamFolder(stream));
      const found: BatchRef[] = [];
      for (const name of names) {
        const folder = /^[0-9a-f]{4}$/.test(name) ? Number.parseInt(name, 16) : null;
        if (folder === null || folder > folderOf(no - 1)) continue;
        const batches = await read(stream, folder);
        for (const [number, hashes] of batches)
          if (number < no) for (const hash of hashes) found.push({ stream, no: number, hash });
      }
      return found.sort((a, b) => a.no - b.no);
    },
    add: (batch) => {
      const batches = folders.get(batchFolder(batch.stream, folderOf(batch.no)));
      if (batches !== undefined) insert(batches, batch);
    },
    remove: ({ stream, no, hash }) => {
      const batches = folders.get(batchFolder(stream, folderOf(no)));
      batches?.set(no, batches.get(no)?.filter((other) => other !== hash) ?? []);
    },
  };
}

function insert(batches: Map<number, string[]>, { no, hash }: BatchRef): void {
  const hashes = batches.get(no) ?? [];
  batches.set(no, hashes);
  if (!hashes.includes(hash)) hashes.push(hash);
  hashes.sort();
}

/** The highest number of a stream's batches there; 0 where there is none. */
export async function newestNo(index: BatchIndex, stream: StreamId): Promise<number> {
  const all = await index.below(stream, MAX_BATCH_NO + 1);
  return all.at(-1)?.no ?? 0;
}
