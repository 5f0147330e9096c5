/**
 * The second shell: the same page and the same services, served on loopback to an installed browser. Used
 * where the Electron runtime cannot be, for development, and by the end-to-end tests.
 */
import { homedir } from "node:os";
import { OWN_WINDOW, SHOWN_WINDOW } from "#shared/host/envelope.ts";
import { openFileAddress, readOpenFile, removeOpenFile, writeOpenFile } from "./ipc/address-file.ts";
import { startServer } from "./ipc/http-server.ts";
import { type LaunchKey, loopbackOrigin, makeLaunchKey } from "./ipc/launch-key.ts";
import { type BrowserWindow, browserProfile, openBrowserWindow } from "./services/browser/browser-window.ts";
import { findInstalledBrowser, OLDEST_BROWSER } from "./services/browser/installed-browser.ts";
import { askByTyping, askPlaceByTyping } from "./services/chosen-folders.ts";
import { onDisk } from "./services/disk-errors.ts";
import { nodeFileSystem } from "./services/file-system.ts";
import { browserFileHandlers } from "./services/handlers.ts";
import { openHeadlessPrinter, printerProfile, sweepPrinter } from "./services/print/headless-printer.ts";
import { createPrinting } from "./services/print/printing.ts";
import { profilePlace } from "./services/renewal/profile-place.ts";
import { trialFolderOf } from "./services/trial-folder.ts";
import { parseStartOptions, type StartOptions } from "./start-options.ts";
import { folderSentence, noBrowserSentence, oldBrowserSentence, portSentence } from "./start-sentences.ts";
import { finishLeaving, openShellHost, type ShellHost } from "./trial-host.ts";

export interface BrowserHostPlace {
  /** Absolute folder of the built renderer. */
  readonly root: string;
  readonly version: string;
}

const parseFlags = (argv: readonly string[]): ReturnType<typeof parseStartOptions> =>
  parseStartOptions(argv, { platform: process.platform, env: process.env, home: homedir(), folder: process.cwd() });

/** What is wrong with the flags, if anything: asked before a runtime is fetched for them. */
export function flagFault(argv: readonly string[]): string | null {
  const parsed = parseFlags(argv);
  return parsed.ok ? null : parsed.error;
}

/** Runs until the window is closed or the process is told to end; answers the exit code. */
export async function runBrowserHost(argv: readonly string[], place: BrowserHostPlace): Promise<number> {
  const parsed = parseFlags(argv);
  if (!parsed.ok) return say(2, parsed.error);
  const options = parsed.value;
  const launch = makeLaunchKey(options.port);
  finishLeaving(options);

  const host = await openShellHost(options, {
    shell: { shell: "browser", version: place.version, locales: [Intl.DateTimeFormat().resolvedOptions().locale] },
    keychain: null,
    address: `${loopbackOrigin(options.port)}/`,
    openFile: {
      copyTo: (folder) =>
        onDisk(nodeFileSystem, folder, () => writeOpenFile(nodeFileSystem, folder, launch).then(() => null)),
    },
    profile: profilePlace(browserProfile(options.dataFolder)),
    folderAsker: () => askByTyping,
    placeAsker: () => askPlaceByTyping,
    end: () => process.exit(1),
  });
  if (!host.ok) {
    const { error } = host;
    if (error.tag === "folder-in-use" && error.answers && error.holder.address !== null)
      return await showFirst(options);
    return say(1, folderSentence(error, options.dataFolder));
  }
  try {
    return await serveDesk(host.value, options, launch, place.root);
  } finally {
    await host.value.close();
  }
}

async function serveDesk(host: ShellHost, options: StartOptions, launch: LaunchKey, root: string): Promise<number> {
  const ending = Promise.race([endOfProcess(), new Promise<void>((resolve) => host.onEnd(resolve))]);
  const printing = createPrinting(() => openHeadlessPrinter(printerProfile(options.dataFolder)));
  await sweepPrinter(printerProfile(options.dataFolder));
  const server = await startServer({ launch, root, serve: host.serve({ ...browserFileHandlers, ...printing.calls }) });
  if (!server.ok) return say(1, portSentence(options.port, server.error));
  // only now that nobody else can answer at the port
  await writeOpenFile(nodeFileSystem, options.dataFolder, launch);
  sayReady(options);
  await (options.open ? keepWindow(host, options, launch, ending) : ending);
  await server.value.close();
  await printing.close();
  await removeOpenFile(nodeFileSystem, options.dataFolder, launch);
  await removeOpenFile(nodeFileSystem, trialFolderOf(options.dataFolder), launch);
  console.log("Reader Desk has ended.");
  return 0;
}

/** The window until it is closed by a person. For a renewal of its profile it is closed and opened again. */
async function keepWindow(
  host: ShellHost,
  options: StartOptions,
  launch: LaunchKey,
  ending: Promise<void>,
): Promise<void> {
  for (;;) {
    const window = await openWindow(OWN_WINDOW, options, launch);
    if (window === null) return ending;
    const renews = new Promise<{ readonly page: string }>((resolve) =>
      host.onRenew((page) => resolve({ page: page ?? "" })),
    );
    const over = await Promise.race([ending, closedByPerson(window, openFileAddress(options.dataFolder)), renews]);
    host.onRenew(null);
    window.close();
    // whoever deletes its profile afterwards finds it let go
    await window.closed;
    if (over === undefined) return;
    await host.renew(over.page);
  }
}

async function openWindow(
  mark: string,
  { dataFolder }: StartOptions,
  { port, key }: LaunchKey,
): Promise<BrowserWindow | null> {
  const browser = await findInstalledBrowser(process);
  const file = openFileAddress(dataFolder);
  if (browser === null) {
    console.error(noBrowserSentence(file));
    return null;
  }
  if (browser.version !== null && browser.version < OLDEST_BROWSER) {
    console.error(oldBrowserSentence(browser.version, file));
    return null;
  }
  return openBrowserWindow(browser.path, { origin: loopbackOrigin(port), path: `/?${mark}`, key, dataFolder });
}

/**
 * A browser that ends at once has handed over to another, or has failed; the desk stays for whoever opens its address.
 */
const AT_ONCE_MS = 4_000;

async function closedByPerson(window: BrowserWindow, address: string): Promise<void> {
  const { afterMs, code } = await window.closed;
  if (afterMs >= AT_ONCE_MS) return;
  if (code !== 0) console.error(`The browser window could not be opened. Open ${address} in a browser yourself.`);
  await new Promise<never>(() => undefined);
}

function sayReady({ port, dataFolder, open }: StartOptions): void {
  console.log(`Reader Desk is ready at ${loopbackOrigin(port)}/`);
  if (open) return;
  console.log(`To open it in a browser of this account: ${openFileAddress(dataFolder)}`);
  console.log(
    "Close that browser when the desk ends: whoever takes the port next could serve code to a page that is still open, and read what it holds.",
  );
}

/** A second start on one data folder leads to the first, which has proved itself. */
async function showFirst(options: StartOptions): Promise<number> {
  const first = await readOpenFile(nodeFileSystem, options.dataFolder);
  if (first === null) return say(1, "Reader Desk has just ended. Start it again.");
  console.log("Reader Desk is already running with this data folder.");
  sayReady({ ...options, port: first.port });
  if (options.open) await (await openWindow(SHOWN_WINDOW, options, first))?.closed;
  return 0;
}

/** Ctrl+C, a closed terminal, or a polite kill; the second time at once. */
function endOfProcess(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
}

function say(code: number, sentence: string): number {
  console.error(sentence);
  return code;
}
