/**
 * A small JSON file of the data folder, held in memory and replaced whole at every change. What does not
 * fit its schema is an error of its own; nobody guesses.
 */
import { basename, join } from "node:path";
import * as v from "valibot";
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { type DiskError, onDisk } from "./disk-errors.ts";
import type { FileSystem } from "./file-system.ts";
import { readIfThere, replaceFile } from "./replace-file.ts";

export interface JsonFile<T> {
  get(): T;
  /** The change counts only when it is on the disk. */
  update(change: (before: T) => T): Promise<Result<T, DiskError>>;
  /** Writes what is held in memory into another folder, under the same name. */
  copyTo(folder: string, change?: (held: T) => T): Promise<Result<null, DiskError>>;
}

/** The file is there and does not hold what it should. */
export interface DamagedFile {
  readonly tag: "damaged-file";
  readonly path: string;
}

/** @param initial what an absent file means; it is written at the first change */
export async function openJsonFile<S extends v.GenericSchema>(
  fs: FileSystem,
  path: string,
  schema: S,
  initial: v.InferOutput<S>,
): Promise<Result<JsonFile<v.InferOutput<S>>, DiskError | DamagedFile>> {
  const bytes = await onDisk(fs, path, () => readIfThere(fs, path));
  if (!bytes.ok) return bytes;
  let current = initial;
  if (bytes.value !== null) {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), new TextDecoder().decode(bytes.value));
    if (!parsed.success) return err({ tag: "damaged-file", path });
    current = parsed.output;
  }
  const exclusive = oneAtATime();
  return ok({
    get: () => current,
    update: (change) =>
      exclusive(() =>
        onDisk(fs, path, async () => {
          const next = change(current);
          await replaceFile(fs, path, encoded(next));
          current = next;
          return next;
        }),
      ),
    copyTo: (folder, change = (held) => held) =>
      exclusive(() =>
        onDisk(fs, path, async () => {
          await replaceFile(fs, join(folder, basename(path)), encoded(change(current)));
          return null;
        }),
      ),
  });
}

/** For a file that is filled again by itself: a damaged one is kept aside under `.bad`, and it begins as an absent one. */
export async function openFilledAgain<S extends v.GenericSchema>(
  fs: FileSystem,
  path: string,
  schema: S,
  initial: v.InferOutput<S>,
): Promise<Result<JsonFile<v.InferOutput<S>>, DiskError | DamagedFile>> {
  const file = await openJsonFile(fs, path, schema, initial);
  if (file.ok || file.error.tag !== "damaged-file") return file;
  const moved = await onDisk(fs, path, () => fs.rename(path, `${path}.bad`));
  return moved.ok ? openJsonFile(fs, path, schema, initial) : moved;
}

const encoded = (value: unknown): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
