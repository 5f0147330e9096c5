/**
 * The journal of own changes, the only counter: what it has answered is on the disk, sealed, whatever
 * becomes of the browser's database. One folder per stream, opened when it is first asked for.
 */
import { join } from "node:path";
import type { JournalDamaged, JournalMismatch } from "#shared/host/journal-calls.ts";
import type { RandomBytes } from "#shared/kernel/clock.ts";
import type { Json } from "#shared/kernel/json.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { Ledger } from "#shared/replication/erasing/ledger.ts";
import { type DiskError, diskError, onDisk } from "./disk-errors.ts";
import { errorCode, type FileSystem } from "./file-system.ts";
import { type JournalStream, openJournalStream } from "./journal-stream.ts";

export interface Journal {
  /** 0 for a stream without entries. */
  state(stream: string): Promise<Result<{ lastSeq: number }, DiskError>>;
  append(
    stream: string,
    expectedSeq: number,
    entries: readonly unknown[],
  ): Promise<Result<{ lastSeq: number }, JournalMismatch | DiskError>>;
  read(
    stream: string,
    fromSeq: number,
    maxBytes: number,
  ): Promise<Result<{ entries: readonly Json[]; lastSeq: number }, JournalDamaged | DiskError>>;
  /** Every stream of which something is kept here. */
  streams(): Promise<Result<readonly string[], DiskError>>;
  /**
   * Takes operations on these records out of the entries of every stream that is kept here, its own and those it has
   * left.
   */
  erase(records: Ledger): Promise<Result<{ entries: number }, DiskError>>;
  /** Waits for what is under way. What is asked afterwards opens the files anew. */
  close(): Promise<void>;
}

export interface JournalDeps {
  readonly fs: FileSystem;
  readonly dataFolder: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
  readonly random: RandomBytes;
  readonly minFreeBytes: number;
  readonly segmentBytes?: number;
}

const STREAM = /^[0-9a-z]{16}$/;
const SEGMENT_BYTES = 8 * 1024 * 1024;

export function createJournal({ dataFolder, segmentBytes = SEGMENT_BYTES, ...deps }: JournalDeps): Journal {
  const open = new Map<string, Promise<JournalStream>>();
  const folderOf = (stream: string): string => join(dataFolder, "journal", stream);

  const streamOf = async (name: string): Promise<Result<JournalStream, DiskError>> => {
    const known = open.get(name) ?? openJournalStream({ ...deps, stream: name, segmentBytes, folder: folderOf(name) });
    open.set(name, known);
    try {
      const stream = await known;
      if (!stream.isStale()) return ok(stream);
      if (open.get(name) === known) open.delete(name);
      return await streamOf(name);
    } catch (error) {
      // the next call looks again: a disk may come back
      open.delete(name);
      return err(await diskError(deps.fs, folderOf(name), error));
    }
  };

  const streams: Journal["streams"] = async () => {
    const folder = join(dataFolder, "journal");
    const names = await onDisk(deps.fs, folder, () => listIfThere(deps.fs, folder));
    return names.ok ? ok(names.value.filter((name) => STREAM.test(name))) : names;
  };

  return {
    state: async (stream) => {
      const found = await streamOf(stream);
      return found.ok ? ok({ lastSeq: found.value.lastSeq() }) : found;
    },
    append: async (stream, expectedSeq, entries) => {
      const found = await streamOf(stream);
      return found.ok ? await found.value.append(expectedSeq, entries) : found;
    },
    read: async (stream, fromSeq, maxBytes) => {
      const found = await streamOf(stream);
      return found.ok ? await found.value.read(fromSeq, maxBytes) : found;
    },
    streams,
    erase: async (records) => {
      const kept = await streams();
      if (!kept.ok) return kept;
      let entries = 0;
      for (const stream of kept.value) {
        const found = await streamOf(stream);
        if (!found.ok) return found;
        const erased = await found.value.erase(records);
        if (!erased.ok) return erased;
        entries += erased.value.entries;
      }
      return ok({ entries });
    },
    close: async () => {
      const opened = [...open.values()];
      open.clear();
      for (const opening of await Promise.allSettled(opened))
        if (opening.status === "fulfilled") await opening.value.close();
    },
  };
}

async function listIfThere(fs: FileSystem, folder: string): Promise<readonly string[]> {
  try {
    return await fs.list(folder);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}
