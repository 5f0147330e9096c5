/**
 * The journal of own changes, the only counter: what it has answered is on the disk, sealed, whatever
 * becomes of the browser's database. One folder per stream, opened when it is first asked for.
 */
import { join } from "node:path";
import type { JournalDamaged, JournalMismatch } from "#shared/host/journal-calls.ts";
import type { RandomBytes } from "#shared/kernel/clock.ts";
import type { Json } from "#shared/kernel/json.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { type DiskError, diskError } from "./disk-errors.ts";
import type { FileSystem } from "./file-system.ts";
import { type JournalStream, openJournalStream } from "./journal-stream.ts";

export interface Journal {
  /** 0 for a stream without entries. */
  state(stream: string): Promise<Result<{ lastSeq: number }, DiskError>>;
  append(stream: string, expectedSeq: number, entries: readonly unknown[]): Promise<Result<{ lastSeq: number }, JournalMismatch | DiskError>>;
  read(stream: string, fromSeq: number, maxBytes: number): Promise<Result<{ entries: readonly Json[]; lastSeq: number }, JournalDamaged | DiskError>>;
  /** Waits for what is under way. */
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

const SEGMENT_BYTES = 8 * 1024 * 1024;

export function createJournal({ dataFolder, segmentBytes = SEGMENT_BYTES, ...deps }: JournalDeps): Journal {
  const open = new Map<string, Promise<JournalStream>>();
  const folderOf = (stream: string): string => join(dataFolder, "journal", stream);

  const streamOf = async (stream: string): Promise<Result<JournalStream, DiskError>> => {
    const known = open.get(stream) ?? openJournalStream({ ...deps, stream, segmentBytes, folder: folderOf(stream) });
    open.set(stream, known);
    try {
      return ok(await known);
    } catch (error) {
      // the next call looks again: a disk may come back
      open.delete(stream);
      return err(await diskError(deps.fs, folderOf(stream), error));
    }
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
    close: async () => {
      for (const opening of await Promise.allSettled(open.values())) if (opening.status === "fulfilled") await opening.value.close();
    },
  };
}
