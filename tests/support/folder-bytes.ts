/** The bytes of every file below a folder, for looking for what must not be in them. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export async function readFolder(folder: string): Promise<readonly Uint8Array[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name))),
  );
}
