/**
 * Finds an installed Chromium, Chrome or Edge and its version, so that a browser too old for the desk is
 * told before it shows an empty window.
 */
import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { dirname, posix, win32 } from "node:path";
import { promisify } from "node:util";

/** Chromium's major version: the first with Temporal. */
export const OLDEST_BROWSER = 144;

export interface InstalledBrowser {
  readonly path: string;
  /** Null where it does not tell. */
  readonly version: number | null;
}

interface Place {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
}

/** Where browsers are installed, the likeliest first. */
export function browserPlaces({ platform, env }: Place): readonly string[] {
  if (platform === "win32") {
    const roots = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter((root) => root !== undefined);
    return [
      ["Google", "Chrome", "Application", "chrome.exe"],
      ["Microsoft", "Edge", "Application", "msedge.exe"],
      ["Chromium", "Application", "chrome.exe"],
    ].flatMap((parts) => roots.map((root) => win32.join(root, ...parts)));
  }
  if (platform === "darwin") {
    return ["Google Chrome", "Microsoft Edge", "Chromium"].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  const names = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
  ];
  const folders = (env.PATH ?? "/usr/bin:/usr/local/bin:/snap/bin")
    .split(":")
    .filter((folder) => folder.startsWith("/"));
  return names.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
}

export async function findInstalledBrowser(place: Place): Promise<InstalledBrowser | null> {
  for (const path of browserPlaces(place)) {
    if (existsSync(path)) return { path, version: await versionOf(path, place.platform) };
  }
  return null;
}

async function versionOf(path: string, platform: NodeJS.Platform): Promise<number | null> {
  try {
    // on Windows the program prints nothing; its folder holds one named after the version
    if (platform === "win32")
      return Math.max(...readdirSync(dirname(path)).flatMap((name) => majorVersion(name) ?? [])) || null;
    const { stdout } = await promisify(execFile)(path, ["--version"], { timeout: 10_000 });
    return majorVersion(stdout);
  } catch {
    return null;
  }
}

export function majorVersion(text: string): number | null {
  const [, major] = /(?:^|\s)(\d+)\.\d+\.\d+/.exec(text) ?? [];
  return major === undefined ? null : Number(major);
}
