/**
 * A desk that nobody sees, for what `npm run refresh` asks while no desk is open: the host of the data folder and a
 * hidden window on the desk's own profile, until its page has told what came of every list; then both are closed in
 * order. What is asked stays noted in the data folder meanwhile, so that the next window does what was broken off.
 */
import { existsSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { OWN_WINDOW } from "#shared/host/envelope.ts";
import type { CameOfList } from "#shared/host/refresh-calls.ts";
import { isObject } from "#shared/kernel/json.ts";
import { openDeskHost } from "./desk-host.ts";
import { startServer } from "./ipc/http-server.ts";
import { type LaunchKey, loopbackOrigin, makeLaunchKey } from "./ipc/launch-key.ts";
import { countCalls } from "./ipc/settled.ts";
import type { OpenHost } from "./open-host.ts";
import { type BrowserWindow, browserProfile, openBrowserWindow } from "./services/browser/browser-window.ts";
import { findInstalledBrowser, OLDEST_BROWSER } from "./services/browser/installed-browser.ts";
import { browserFileHandlers } from "./services/handlers.ts";
import type { RefreshErrand } from "./services/refresh/refresh-handlers.ts";
import { profilePlace } from "./services/renewal/profile-place.ts";
import type { StartOptions } from "./start-options.ts";
import { folderSentence, portSentence } from "./start-sentences.ts";

export type HiddenRefresh =
  | { readonly tag: "done"; readonly came: readonly CameOfList[] }
  /** Another window, or another such run, has the folder. */
  | { readonly tag: "held"; readonly refreshes: boolean }
  /** Why it has to wait until somebody opens the desk. */
  | { readonly tag: "cannot"; readonly sentence: string }
  /** Why no hidden window can be; whether one is open elsewhere, nobody has looked. */
  | { readonly tag: "no-window"; readonly sentence: string };

export interface HiddenPlace {
  readonly version: string;
  /** Absolute folder of the built renderer, once the data folder is held; null where it cannot be built. */
  readonly root: () => Promise<string | null>;
  /** When it has to end before it is done. */
  readonly ending: Promise<unknown>;
}

/** Nobody must find the desk still held in the morning. */
const ENDS_WITHIN_MS = 60 * 60_000;
const SETTLED_WITHIN_MS = 5_000;

const cannot = (sentence: string): HiddenRefresh => ({ tag: "cannot", sentence });
const noWindow = (sentence: string): HiddenRefresh => ({ tag: "no-window", sentence });

export async function refreshHidden(options: StartOptions, place: HiddenPlace): Promise<HiddenRefresh> {
  const { dataFolder, port } = options;
  // in Electron, or in a browser of a person's own: its rows are not made a second time beside them
  if (!existsSync(browserProfile(dataFolder))) return noWindow("This desk has no browser window of its own here.");
  const browser = await findInstalledBrowser(process);
  if (browser === null) return noWindow("No Chromium, Chrome or Edge was found.");
  if (browser.version !== null && browser.version < OLDEST_BROWSER)
    return noWindow(
      `The installed browser is version ${browser.version}; Reader Desk needs ${OLDEST_BROWSER} or later.`,
    );
  const launch = makeLaunchKey(port);
  let onDone: RefreshErrand["onDone"] = () => undefined;
  const done = new Promise<HiddenRefresh>((resolve) => {
    onDone = (came) => resolve({ tag: "done", came });
  });
  const host = await openDeskHost(options, {
    shell: { shell: "browser", version: place.version, locales: [Intl.DateTimeFormat().resolvedOptions().locale] },
    keychain: null,
    // nobody is led to a window that nobody sees
    address: null,
    profile: profilePlace(browserProfile(dataFolder)),
    folderAsker: () => async () => null,
    placeAsker: () => async () => null,
    errand: { onDone },
    end: () => process.exit(1),
  });
  if (!host.ok)
    return host.error.tag === "folder-in-use"
      ? { tag: "held", refreshes: host.error.holder.refreshes === true }
      : cannot(folderSentence(host.error, dataFolder));
  try {
    return await inWindow(host.value, launch, place, done, () =>
      openBrowserWindow(browser.path, {
        origin: loopbackOrigin(port),
        path: `/?${OWN_WINDOW}`,
        key: launch.key,
        dataFolder,
        hidden: true,
      }),
    );
  } finally {
    await host.value.close();
  }
}

async function inWindow(
  host: OpenHost,
  launch: LaunchKey,
  { root, ending }: HiddenPlace,
  done: Promise<HiddenRefresh>,
  open: () => BrowserWindow,
): Promise<HiddenRefresh> {
  const inner = host.serve(browserFileHandlers);
  const start = await inner("device.start", {});
  if (!(isObject(start) && start.ok === true))
    return cannot("The keys of this desk have to be opened by the library code.");
  const folder = await root();
  if (folder === null) return cannot("Reader Desk could not be built.");
  const { serve, settled } = countCalls(inner);
  const server = await startServer({
    launch,
    root: folder,
    // answered only when there is something to take again
    serve: (name, args) => (name === "refresh.next" ? inner(name, args) : serve(name, args)),
  });
  if (!server.ok) return cannot(portSentence(launch.port, server.error));
  const over = Promise.race([
    done,
    ending.then(() => cannot("It was ended.")),
    wait(ENDS_WITHIN_MS, cannot("It took too long."), { ref: false }),
  ]);
  for (;;) {
    const window = open();
    const renews = new Promise<{ readonly tag: "renews"; readonly page: string }>((resolve) =>
      host.onRenew((page) => resolve({ tag: "renews", page: page ?? "" })),
    );
    const came = await Promise.race([over, renews, window.closed.then(() => cannot("Its browser has ended."))]);
    host.onRenew(null);
    await Promise.race([settled(), wait(SETTLED_WITHIN_MS, undefined, { ref: false })]);
    window.close();
    // whoever opens the profile afterwards finds it let go
    await window.closed;
    if (came.tag === "renews") await host.renew(came.page);
    else {
      await server.value.close();
      return came;
    }
  }
}
