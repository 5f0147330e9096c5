/**
 * Replaces a small file of the data folder whole: temporary file, fsync, rename, fsync of the folder.
 * After a crash the file is the old one or the new one, never half of either.
 */
import { dirname } from "node:path";
import { errorCode, type FileSystem } from "./file-system.ts";

export async function replaceFile(fs: FileSystem, path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.tmp`;
  await fs.remove(temporary).catch((error: unknown) => {
    if (errorCode(error) !== "ENOENT") throw error;
  });
  const file = await fs.open(temporary, "create");
  try {
    await file.write(bytes, 0);
    await file.sync();
  } finally {
    await file.close();
  }
  await fs.rename(temporary, path);
  await fs.syncFolder(dirname(path));
}

/** The file's content, or null where there is none. */
export async function readIfThere(fs: FileSystem, path: string): Promise<Uint8Array | null> {
  try {
    return await fs.readFile(path);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}
