/**
 * Who this computer's desk is: the id that names its database, and the library and stream that it writes.
 * Made once per data folder. A damaged file is never replaced: a new id would hide the database.
 */
import { join } from "node:path";
import * as v from "valibot";
import { toBase32 } from "#shared/kernel/base32.ts";
import type { RandomBytes } from "#shared/kernel/clock.ts";
import { ok, type Result } from "#shared/kernel/result.ts";
import type { DiskError } from "./disk-errors.ts";
import type { FileSystem } from "./file-system.ts";
import { type DamagedFile, openJsonFile } from "./json-file.ts";

export interface LibraryMembership {
  readonly id: string;
  /** The one stream that this desk writes. */
  readonly stream: string;
}

export interface Installation {
  readonly id: string;
  library(): LibraryMembership | null;
  /** On founding, joining, or when a new stream is opened. */
  setLibrary(library: LibraryMembership): Promise<Result<null, DiskError>>;
  /** For a folder that is to stand in the place of one that is gone. */
  copyTo(folder: string): Promise<Result<null, DiskError>>;
}

const id16 = v.pipe(v.string(), v.regex(/^[0-9a-z]{16}$/));
const schema = v.object({ format: v.literal(1), id: id16, library: v.nullable(v.object({ id: id16, stream: id16 })) });

export async function openInstallation(
  fs: FileSystem,
  dataFolder: string,
  random: RandomBytes,
): Promise<Result<Installation, DiskError | DamagedFile>> {
  const file = await openJsonFile(fs, join(dataFolder, "installation.json"), schema, {
    format: 1,
    id: toBase32(random(10)),
    library: null,
  });
  if (!file.ok) return file;
  // also where it was there already: a folder that cannot keep it must say so now
  const kept = await file.value.update((value) => value);
  if (!kept.ok) return kept;
  return ok({
    id: kept.value.id,
    library: () => file.value.get().library,
    setLibrary: async (library) => {
      const written = await file.value.update((before) => ({ ...before, library }));
      return written.ok ? ok(null) : written;
    },
    copyTo: file.value.copyTo,
  });
}
