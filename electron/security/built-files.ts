/**
 * Reads the built renderer for either shell. A path that leaves the folder, by dots or by a link, and a
 * type of file that the build does not make, are missing.
 */
import { readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

export interface BuiltFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

/** The path below the root, or null when it is none. */
function relativePath(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname);
    if (/[\\\0:]/.test(path) || path.split("/").includes("..")) return null;
    return path.endsWith("/") || path === "" ? `${path}/index.html` : path;
  } catch {
    return null;
  }
}

/**
 * @param root the folder of the built renderer, made absolute by the caller
 * @param pathname of a parsed URL
 */
export async function readBuiltFile(root: string, pathname: string): Promise<BuiltFile | null> {
  const path = relativePath(pathname);
  const type = path === null ? undefined : TYPES[extname(path).toLowerCase()];
  if (path === null || type === undefined) return null;
  try {
    const base = await realpath(root);
    const file = await realpath(join(base, path));
    return file.startsWith(base + sep) ? { bytes: new Uint8Array(await readFile(file)), type } : null;
  } catch {
    return null;
  }
}
