/**
 * How a program outside of the window, as a night's timer, asks for a refresh: by a file in the data folder, which only
 * its owner may write. An open desk takes it up within seconds, a closed one once it is open again.
 */
import { join } from "node:path";
import type { FileSystem } from "../file-system.ts";
import { readIfThere, replaceFile } from "../replace-file.ts";

const NAME = "refresh-asked";

export const leaveAsked = (fs: FileSystem, dataFolder: string): Promise<void> =>
  replaceFile(fs, join(dataFolder, NAME), new Uint8Array());

export const isAskedFor = async (fs: FileSystem, dataFolder: string): Promise<boolean> =>
  (await readIfThere(fs, join(dataFolder, NAME))) !== null;

/** @returns whether there was one; a folder that is away is named where something is lost by it */
export const takeAsked = (fs: FileSystem, dataFolder: string): Promise<boolean> =>
  fs.remove(join(dataFolder, NAME)).then(
    () => true,
    () => false,
  );
