/** How much of the built page travels before the desk can be used, packed as a server would pack it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** @param paths below the root, as the browser asked for them; `/` is the page itself */
export function packedBytes(root: string, paths: readonly string[]): number {
  return [...new Set(paths)].reduce(
    (sum, path) => sum + gzipSync(readFileSync(join(root, path === "/" ? "index.html" : path)), { level: 9 }).length,
    0,
  );
}
