/** Reads a tree's sources and what each imports, types too. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix, sep } from "node:path";

export interface Import {
  /** Path below the root for own files, else the package's name; `node:` for Node's modules. */
  readonly to: string;
  readonly own: boolean;
  /** Loaded when it is needed. */
  readonly lazy?: true;
  /** Of types: nothing is loaded. */
  readonly typeOnly?: true;
}

export interface Source {
  /** Below the root, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const STATEMENT = /^(?:import|export)\s+(?<type>type\s+)?(?:[\w$\s{},*]+?\s+from\s+)?["'](?<from>[^"']+)["']/gm;
const DYNAMIC = /\bimport\(\s*["'](?<from>[^"']+)["']/g;

export function readSources(root: string, folders: readonly string[]): Source[] {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) =>
        join(folder, name).split(sep).join("/"),
      ),
    )
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.endsWith(".d.ts"))
    .map((path) => {
      const text = readFileSync(join(root, path), "utf8");
      return { path, text, imports: importsOf(path, text) };
    });
}

function importsOf(path: string, text: string): Import[] {
  const code = text.replace(/^\s*\/\*[\s\S]*?\*\//gm, "");
  const statements = [...code.matchAll(STATEMENT)].map(({ groups = {} }) => ({
    from: groups.from ?? "",
    ...(groups.type !== undefined && { typeOnly: true as const }),
  }));
  const dynamic = [...code.matchAll(DYNAMIC)].map(({ groups = {} }) => ({
    from: groups.from ?? "",
    lazy: true as const,
  }));
  // with `?url` only an address is taken, no code
  return [...statements, ...dynamic]
    .filter(({ from }) => !/\?(.*&)?url$/.test(from))
    .map(({ from, ...how }) => ({ ...target(path, from), ...how }));
}

function target(path: string, from: string): Pick<Import, "to" | "own"> {
  const [plain = ""] = from.split("?");
  if (plain.startsWith("#shared/")) return { to: plain.slice(1), own: true };
  if (plain.startsWith(".")) return { to: posix.normalize(posix.join(posix.dirname(path), plain)), own: true };
  if (plain.startsWith("node:")) return { to: "node:", own: false };
  if (plain.startsWith("virtual:")) return { to: `${posix.dirname(path)}/${plain}`, own: true };
  const [scope = "", name = ""] = plain.split("/");
  return { to: scope.startsWith("@") ? `${scope}/${name}` : scope, own: false };
}
