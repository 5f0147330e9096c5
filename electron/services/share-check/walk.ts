/** All files below a share's root, ours by name and foreign ones by path; links are named, never followed. */
import { lstat, opendir } from "node:fs/promises";
import { join } from "node:path";
import { isStorePath, parseName, type StoreName } from "#shared/replication/files/names.ts";

export interface ShareFile {
  readonly path: string;
  readonly name: StoreName;
}

export interface Walk {
  readonly files: readonly ShareFile[];
  readonly foreign: readonly string[];
  /** Foreign files beyond those listed. */
  readonly moreForeign: number;
  /** Of our files. */
  readonly bytes: number;
}

/** Deeper than any name of ours. */
const MAX_DEPTH = 4;
const NAMED_FOREIGN = 50;

export async function walkShare(root: string): Promise<Walk> {
  const files: ShareFile[] = [];
  const foreign: string[] = [];
  let moreForeign = 0;
  let bytes = 0;
  const strange = (path: string): void => {
    if (foreign.length < NAMED_FOREIGN) foreign.push(path);
    else moreForeign += 1;
  };
  const enter = async (folder: string, depth: number): Promise<void> => {
    for await (const entry of await opendir(join(root, folder))) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && depth < MAX_DEPTH && isStorePath(path)) await enter(path, depth + 1);
      else if (entry.isFile() && isStorePath(path)) {
        const name = parseName(path);
        if (name !== null) {
          files.push({ path, name });
          bytes += (await lstat(join(root, path))).size;
        }
        // what a desk is writing at this moment, or had no time to take away
        else if (!entry.name.startsWith("tmp-")) strange(path);
      } else strange(path);
    }
  };
  await enter("", 1);
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), foreign: foreign.sort(), moreForeign, bytes };
}
