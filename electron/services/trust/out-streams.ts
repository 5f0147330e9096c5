/**
 * Computers that are out, as the host has read it in verified files: behind the last number of a removal that counts,
 * nothing is sealed any more. A file of the data folder, so that a restart forgets none.
 */
import { join } from "node:path";
import * as v from "valibot";
import { ok, type Result } from "#shared/kernel/result.ts";
import type { DiskError } from "../disk-errors.ts";
import type { FileSystem } from "../file-system.ts";
import { type DamagedFile, openFilledAgain } from "../json-file.ts";

export interface OutStream {
  readonly stream: string;
  /** The last batch that counts. */
  readonly no: number;
}

export interface OutStreams {
  /** Null for a stream that is in. */
  lastOf(stream: string): number | null;
  /** Of several removals the smallest number counts. */
  add(found: readonly OutStream[]): Promise<Result<null, DiskError>>;
  /** For a folder that is to stand in the place of one that is gone. */
  copyTo(folder: string): Promise<Result<null, DiskError>>;
}

const schema = v.array(v.object({ stream: v.string(), no: v.number() }));

/** A damaged file is kept aside under `.bad`: every file that names a removal fills it again. */
export async function openOutStreams(
  fs: FileSystem,
  dataFolder: string,
): Promise<Result<OutStreams, DiskError | DamagedFile>> {
  const file = await openFilledAgain(fs, join(dataFolder, "out.json"), schema, []);
  if (!file.ok) return file;
  const { get, update, copyTo } = file.value;
  const lastOf = (stream: string): number | null => get().find((one) => one.stream === stream)?.no ?? null;
  return ok({
    lastOf,
    copyTo,
    add: async (found) => {
      const fresh = found.filter(({ stream, no }) => no < (lastOf(stream) ?? Number.POSITIVE_INFINITY));
      if (fresh.length === 0) return ok(null);
      const added = await update((before) =>
        fresh.reduce(
          (all, one) => [
            ...all.filter(({ stream, no }) => stream !== one.stream || no < one.no),
            ...(all.some(({ stream, no }) => stream === one.stream && no < one.no) ? [] : [one]),
          ],
          before,
        ),
      );
      return added.ok ? ok(null) : added;
    },
  });
}
