/** What `npm start` was asked for. The flags themselves are data, `start-flags.json`, read by the start script too. */
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { trialFolderOf } from "./services/trial-folder.ts";
import flags from "./start-flags.json" with { type: "json" };

export interface StartOptions {
  readonly open: boolean;
  readonly port: number;
  /** Absolute. With `--demo` already the folder of the sample readers. */
  readonly dataFolder: string;
  /** Absolute; null where none is preset. */
  readonly share: string | null;
  readonly demo: boolean;
  readonly minFreeBytes: number;
}

/** The IndexedDB origin holds the port, so it must be the same at every start. */
const DEFAULT_PORT = 4870;
const DEFAULT_MIN_FREE_MB = 100;
const MOST_MIN_FREE_MB = 1_000_000;
const BYTES_PER_MB = 1_000_000;

/** @returns the options, or a sentence on what does not fit */
export function parseStartOptions(
  argv: readonly string[],
  place: { platform: NodeJS.Platform; env: NodeJS.ProcessEnv; home: string; folder: string },
): Result<StartOptions, string> {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { type }]) => [
      name,
      { type: type === "string" ? ("string" as const) : ("boolean" as const) },
    ]),
  );
  let values: Readonly<Record<string, string | boolean | undefined>>;
  try {
    // flags that may be given once: parseArgs answers no lists
    values = parseArgs({ args: [...argv], options, strict: true }).values as typeof values;
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    return err(`${fault.replace(/\.?$/, ".")} Try: npm start -- --help`);
  }
  const text = (name: string): string | null => (typeof values[name] === "string" ? values[name] : null);
  const port = wholeNumber(text("port") ?? String(DEFAULT_PORT), 1, 65_535);
  if (port === null) return err(`--port needs a number from 1 to 65535, not "${text("port") ?? ""}".`);
  const minFree = wholeNumber(text("min-free") ?? String(DEFAULT_MIN_FREE_MB), 0, MOST_MIN_FREE_MB);
  if (minFree === null)
    return err(
      `--min-free needs a number of megabytes from 0 to ${MOST_MIN_FREE_MB}, not "${text("min-free") ?? ""}".`,
    );
  const demo = values.demo === true;
  const share = text("share");
  const data = resolve(place.folder, text("data") ?? defaultDataFolder(place));
  return ok({
    open: values["no-open"] !== true,
    port,
    dataFolder: demo ? trialFolderOf(data) : data,
    share: share === null ? null : resolve(place.folder, share),
    demo,
    minFreeBytes: minFree * BYTES_PER_MB,
  });
}

/** Where the system keeps a program's data. Never to be changed: a desk would not find itself again. */
export function defaultDataFolder({
  platform,
  env,
  home,
}: {
  platform: NodeJS.Platform;
  env: NodeJS.ProcessEnv;
  home: string;
}): string {
  // the local folder: a roaming profile would carry readers to every computer, and race with this one
  if (platform === "win32") return join(env.LOCALAPPDATA ?? join(home, "AppData", "Local"), "Reader Desk");
  if (platform === "darwin") return join(home, "Library", "Application Support", "Reader Desk");
  return join(env.XDG_DATA_HOME ?? join(home, ".local", "share"), "reader-desk");
}

function wholeNumber(text: string, least: number, most: number): number | null {
  const number = /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : null;
}
