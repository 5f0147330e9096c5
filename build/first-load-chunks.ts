/**
 * Puts what is loaded until somebody can scan a card into two chunks: what the start needs, and the frame
 * with the desk. Cut by what screens happen to share, it came in sixty pieces that compress a quarter worse.
 */
import { join } from "node:path";

interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/** @param root of the renderer's sources @returns the name of a module's chunk, null for what may come later */
export function firstLoadChunks(root: string): (id: string, modules: Modules) => string | null {
  const at = (...path: string[]): string => join(root, ...path);
  let chunks: { readonly start: ReadonlySet<string>; readonly desk: ReadonlySet<string> } | null = null;
  return (id, modules) => {
    chunks ??= {
      start: reachable([at("main.tsx")], modules),
      desk: reachable([at("app", "app.tsx")], modules),
    };
    if (chunks.start.has(id)) return "start";
    return chunks.desk.has(id) ? "desk" : null;
  };
}

/** By static imports alone: a dynamic one is what comes later. */
function reachable(entries: readonly string[], modules: Modules): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...entries];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(modules.getModuleInfo(id)?.importedIds ?? []));
  }
  return seen;
}
