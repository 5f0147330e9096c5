/**
 * Packs the built desk with Electron's runtime and sets the fuses. Works without a network when the
 * runtime's folder is given, by `--electron-dist` or in its place in node_modules.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build, type Configuration, type DIR_TARGET, Platform } from "electron-builder";
import { afterPack } from "./after-pack.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface PackageOptions {
  /** The unpacked runtime; null lets electron-builder fetch it. */
  readonly electronDist: string | null;
  readonly output?: string;
  /** A folder only, for checks; otherwise this platform's installers. */
  readonly folderOnly: boolean;
}

const currentPlatform = (): Platform =>
  process.platform === "win32" ? Platform.WINDOWS : process.platform === "darwin" ? Platform.MAC : Platform.LINUX;

export async function packageDesk({ electronDist, output, folderOnly }: PackageOptions): Promise<void> {
  // what is packed is what the sources say, in a fresh folder too
  await import("./build.ts");
  // Our own file, checked by electron-builder itself against its schema.
  const settings = JSON.parse(readFileSync(join(ROOT, "build", "electron-builder.json"), "utf8")) as Configuration & {
    $schema?: string;
  };
  const { $schema: _, ...base } = settings;
  const folder: typeof DIR_TARGET = "dir";
  const config: Configuration = {
    ...base,
    afterPack,
    ...(electronDist === null ? {} : { electronDist }),
    ...(output === undefined ? {} : { directories: { ...base.directories, output } }),
  };
  await build({
    projectDir: ROOT,
    config,
    targets: currentPlatform().createTarget(folderOnly ? folder : undefined),
    publish: "never",
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { "electron-dist": { type: "string" }, folder: { type: "boolean" } } });
  const installed = join(ROOT, "node_modules", "electron", "dist");
  const electronDist = values["electron-dist"] ?? (existsSync(installed) ? installed : null);
  try {
    await packageDesk({ electronDist, folderOnly: values.folder === true });
  } catch (error) {
    if (electronDist !== null || !isNotFetched(error)) throw error;
    console.error(
      `The Electron runtime could not be fetched (${error.message}). Nothing was packed. Where the network lets you: npx install-electron. Without one: npm run package -- --electron-dist DIR, the folder of an unpacked runtime.`,
    );
    // electron-builder sets its own exit code when it has ended
    process.exit(1);
  }
}

/** As electron-builder's downloads name what they could not have. */
function isNotFetched(error: unknown): error is Error {
  return error instanceof Error && ["RequestError", "HTTPError", "TimeoutError"].includes(error.name);
}
