/**
 * File operations of a folder that now and then fails in passing, or lies: reports a write that it did not
 * make, writes zeros, shows a listing without its newest names. Seeded, so that a run can be had again.
 */
import { type FolderFiles, nodeFolderFiles } from "../../electron/services/stores/folder-files.ts";

export interface Lies {
  /** Share of the calls that fail in passing, 0 to 1. */
  readonly failing: number;
  /** Share of the writes and listings that lie, 0 to 1. */
  readonly lying: number;
}

const PASSING = ["EBUSY", "EIO", "EAGAIN", "UNKNOWN"] as const;

export function lyingFolder(seed: number, { failing, lying }: Lies): FolderFiles {
  const random = mulberry(seed);
  const mayFail = (): void => {
    const code = PASSING[Math.floor(random() * PASSING.length)] ?? "EIO";
    if (random() < failing) throw Object.assign(new Error(code), { code });
  };
  const lies = (): boolean => random() < lying;
  const inner = nodeFolderFiles;
  return {
    list: async (folder) => {
      mayFail();
      const entries = await inner.list(folder);
      return lies() ? entries.slice(0, -1) : entries;
    },
    kindOf: async (path) => {
      mayFail();
      return inner.kindOf(path);
    },
    read: async (path, maxBytes) => {
      mayFail();
      return inner.read(path, maxBytes);
    },
    writeNew: async (path, bytes) => {
      mayFail();
      await inner.writeNew(path, lies() ? new Uint8Array(bytes.length) : bytes);
    },
    rename: async (from, to) => {
      mayFail();
      if (lies()) await inner.remove(from);
      else await inner.rename(from, to);
    },
    remove: async (path) => {
      mayFail();
      await inner.remove(path);
    },
    makeFolder: async (path) => {
      mayFail();
      await inner.makeFolder(path);
    },
    syncFolder: inner.syncFolder,
  };
}

/** Mulberry32: a known small generator, enough to choose faults. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
