/**
 * Electron's side of the desk: takes its folder's lock, shuts every door, opens host and window, and
 * closes them in the opposite order. `main.ts` gives it what the command line said.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { app, type BrowserWindow, dialog, session } from "electron";
import type { Result } from "#shared/kernel/result.ts";
import { PARTITION, PRODUCT_NAME, SCHEME } from "./app-identity.ts";
import { openGate } from "./ipc/gate.ts";
import { countCalls } from "./ipc/settled.ts";
import { answerFromFolder } from "./security/app-files.ts";
import { findKeychain } from "./security/keychain.ts";
import { lockContents, lockSession } from "./security/session-locks.ts";
import { lockStartup } from "./security/startup-locks.ts";
import { createPrinting } from "./services/print/printing.ts";
import { putAsideEarly } from "./services/renewal/early-removal.ts";
import type { ProfilePlace } from "./services/renewal/profile-place.ts";
import type { Keychain } from "./services/secrets.ts";
import type { ShellHost } from "./trial-host.ts";
import { setMenuBar, windowHandlers } from "./windows/desk-handlers.ts";
import { openDeskWindow } from "./windows/desk-window.ts";
import { type FieldWords, openFieldMenus } from "./windows/field-menu.ts";
import { createPageCommands } from "./windows/page-commands.ts";
import { openPdfWindow } from "./windows/pdf-window.ts";
import { beFirstInstance, bringToFront, commandIn } from "./windows/single-instance.ts";

export interface ShellOptions {
  readonly argv: readonly string[];
  readonly platform: NodeJS.Platform;
  readonly dataFolder: string;
  /** Folders of the built page and of the preload script. */
  readonly rendererFolder: string;
  readonly preload: string;
  /** The error is a sentence for a person. */
  readonly openHost: (
    keychain: Keychain | null,
    choose: (what: "file" | "folder") => Promise<string | null>,
    profile: ProfilePlace,
  ) => Promise<Result<ShellHost, string>>;
}

export function startShell(options: ShellOptions): void {
  const devTools = !app.isPackaged;
  lockStartup();
  app.on("session-created", (made) => lockSession(made, devTools));
  app.on("web-contents-created", (_event, contents) => lockContents(contents));
  // the last moment at which nothing is open in it
  const profile = putAsideEarly(options.dataFolder, join(options.dataFolder, "profile"));
  mkdirSync(profile.folder, { recursive: true, mode: 0o700 });
  app.setPath("userData", profile.folder);
  const shell = createShell(options, devTools, profile);
  if (!beFirstInstance(options.argv, shell.onSecond)) {
    app.quit();
    return;
  }
  app.whenReady().then(shell.open).catch(fail);
}

/** Nothing can be shown in a window yet, so the system shows it. */
export function fail(reason: unknown): void {
  const sentence = reason instanceof Error ? reason.message : String(reason);
  console.error(sentence);
  dialog.showErrorBox(PRODUCT_NAME, sentence);
  app.exit(1);
}

function createShell(
  options: ShellOptions,
  devTools: boolean,
  profile: ProfilePlace,
): { open: () => Promise<void>; onSecond: (argv: readonly string[]) => void } {
  const mac = options.platform === "darwin";
  let window: BrowserWindow | null = null;
  let quitting = false;
  let words: FieldWords | null = null;

  const commands = createPageCommands();

  const choose = async (what: "file" | "folder"): Promise<string | null> => {
    const properties: ("openFile" | "openDirectory" | "createDirectory")[] =
      what === "file" ? ["openFile"] : ["openDirectory", "createDirectory"];
    const { canceled, filePaths } = await (window === null
      ? dialog.showOpenDialog({ properties })
      : dialog.showOpenDialog(window, { properties }));
    return canceled ? null : (filePaths[0] ?? null);
  };

  const open = async (): Promise<void> => {
    const host = await options.openHost(await findKeychain(options.platform), choose, profile);
    if (!host.ok) return fail(host.error);
    const { onRenew, onEnd, close } = host.value;
    // only a new start can do it
    onRenew(() => {
      app.relaunch();
      app.quit();
    });
    onEnd(() => app.quit());
    const windowCalls = windowHandlers(() => window, mac, commands.send);
    const served = host.value.serve({
      ...windowCalls,
      ...createPrinting(openPdfWindow).calls,
      "menu.set": async (args) => {
        words = args.words;
        if (window !== null) commands.pageReady(window.webContents);
        return await windowCalls["menu.set"](args);
      },
    });
    const { serve, settled } = countCalls(served);
    openGate({ serve, isOurWindow: (contents) => contents === window?.webContents });
    session
      .fromPartition(PARTITION)
      .protocol.handle(SCHEME, (request) => answerFromFolder(options.rendererFolder, request.method, request.url));

    const openWindow = (): void => {
      const opened = openDeskWindow({ folder: options.dataFolder, preload: options.preload, devTools, settled });
      opened.on("closed", () => {
        window = null;
        commands.pageGone();
        if (quitting || !mac) app.quit();
      });
      openFieldMenus(opened.webContents, () => words);
      window = opened;
    };
    app.on("before-quit", () => {
      quitting = true;
    });
    app.on("activate", () => {
      if (window === null) openWindow();
    });
    // Quitting is held up once, until journal and lock file are closed.
    let closed = false;
    app.on("will-quit", (event) => {
      if (closed) return;
      event.preventDefault();
      closed = true;
      close().then(() => app.quit(), fail);
    });
    // Our own "closed" decides; without a listener Electron would quit on macOS too.
    app.on("window-all-closed", () => undefined);
    // Instead of Electron's own menu, which reloads and zooms; the page names its commands soon.
    setMenuBar([], mac, commands.send);
    openWindow();
    runIn(options.argv);
  };

  const runIn = (argv: readonly string[]): void => {
    const command = commandIn(argv);
    if (command !== null) commands.send(command);
  };

  return {
    open,
    onSecond: (argv) => {
      if (window !== null) bringToFront(window);
      runIn(argv);
    },
  };
}
