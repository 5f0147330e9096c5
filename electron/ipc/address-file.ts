/**
 * The file through which a person opens a desk that opens no window itself: readable by its owner only, it leads a
 * browser to the desk with the launch key. A second start reads the key in it and asks the first for its proof.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { errorCode, type FileSystem } from "../services/file-system.ts";
import { readIfThere, replaceFile } from "../services/replace-file.ts";
import { keyedAddress, type LaunchKey, readKeyedAddress } from "./launch-key.ts";

const NAME = "open-desk.html";

/** For a browser's address line. */
export const openFileAddress = (dataFolder: string): string => pathToFileURL(join(dataFolder, NAME)).href;

export async function writeOpenFile(fs: FileSystem, dataFolder: string, launch: LaunchKey): Promise<void> {
  await replaceFile(fs, join(dataFolder, NAME), new TextEncoder().encode(openPage(keyedAddress(launch))));
}

/** Null where no launch has left one. */
export async function readOpenFile(fs: FileSystem, dataFolder: string): Promise<LaunchKey | null> {
  const bytes = await readIfThere(fs, join(dataFolder, NAME)).catch(() => null);
  const [, address = ""] = /<a href="([^"]*)"/.exec(new TextDecoder().decode(bytes ?? new Uint8Array())) ?? [];
  return readKeyedAddress(address);
}

/** Another launch's is left where it is. */
export async function removeOpenFile(fs: FileSystem, dataFolder: string, { key }: LaunchKey): Promise<void> {
  if ((await readOpenFile(fs, dataFolder))?.key !== key) return;
  await fs.remove(join(dataFolder, NAME)).catch((error: unknown) => {
    if (errorCode(error) !== "ENOENT") throw error;
  });
}

const openPage = (address: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0;url=${address}">
<title>Reader Desk</title>
<p><a href="${address}">Reader Desk · 读者台</a></p>
</html>
`;
