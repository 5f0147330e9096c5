/**
 * Where a data folder that is gone is made anew: beside its path, until all but the journal's entries is there. Then
 * one rename puts it in place. A start that finds it ready goes on; one that finds a part of it says so and makes
 * nothing.
 */
import { dirname, join } from "node:path";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { type DiskError, onDisk } from "../disk-errors.ts";
import { errorCode, type FileSystem } from "../file-system.ts";
import { readIfThere } from "../replace-file.ts";

/** The last file that is written there, and the sign that it is ready. */
export const NOTE = "rebuilding.json";

/** The first: it says whose the others are. */
const WHOSE = "installation.json";

export const besideOf = (dataFolder: string): string => `${dataFolder}.rebuilding`;

/** A rebuilding that ended before the folder was in place. */
export interface RebuildingBroken {
  readonly tag: "rebuilding-broken";
  readonly part: string;
}

/** What stands at the path; null for nothing. @throws where that cannot be told */
async function namesAt(fs: FileSystem, path: string): Promise<readonly string[] | null> {
  try {
    return await fs.list(path);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}

/**
 * Whether nothing stands at the path but the profile that the open browser of this desk makes anew by itself; what
 * cannot be told is taken for a folder that is there.
 */
export async function isFree(fs: FileSystem, dataFolder: string, profile: string | null): Promise<boolean> {
  const names = await namesAt(fs, dataFolder).catch(() => []);
  return names === null || (names.length > 0 && names.every((name) => name === profile));
}

const TRIES = 3;

/** Puts what stands beside in place, with the browser's profile, which may come back in the moment between. */
export async function putInPlace(fs: FileSystem, dataFolder: string, profile: string | null): Promise<null> {
  const beside = besideOf(dataFolder);
  for (let attempt = 1; ; attempt++) {
    if (profile !== null && (await namesAt(fs, dataFolder)) !== null) {
      const taken = await fs.list(beside);
      await fs.rename(
        join(dataFolder, profile),
        join(beside, taken.includes(profile) ? `${profile}.removed-${taken.length}` : profile),
      );
    }
    try {
      // over an empty folder at most
      await fs.rename(beside, dataFolder);
      return null;
    } catch (error) {
      if (attempt === TRIES || !(await isFree(fs, dataFolder, profile))) throw error;
    }
  }
}

/** Before the folder is taken. */
export async function settleBeside(
  fs: FileSystem,
  dataFolder: string,
  profile: string | null,
): Promise<Result<null, DiskError | RebuildingBroken>> {
  const beside = besideOf(dataFolder);
  const found = await onDisk(fs, beside, () => namesAt(fs, beside));
  if (!found.ok) return found;
  if (found.value === null) return ok(null);
  if (!(await isFree(fs, dataFolder, profile))) return ok(null);
  const note = await onDisk(fs, beside, () => readIfThere(fs, join(beside, NOTE)));
  if (!note.ok) return note;
  if (note.value === null) return err({ tag: "rebuilding-broken", part: beside });
  return onDisk(fs, beside, async () => {
    await putInPlace(fs, dataFolder, profile);
    await fs.syncFolder(dirname(dataFolder));
    return null;
  });
}

/** Whether what stands beside is empty, or an earlier try of the same desk. */
export async function isOfThisDesk(fs: FileSystem, beside: string, installation: string): Promise<boolean> {
  if ((await fs.list(beside)).length === 0) return true;
  const bytes = (await readIfThere(fs, join(beside, WHOSE))) ?? (await readIfThere(fs, join(beside, `${WHOSE}.tmp`)));
  return bytes !== null && (bytes.length === 0 || new TextDecoder().decode(bytes).includes(`"${installation}"`));
}
