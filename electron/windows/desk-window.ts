/**
 * The desk's window: sandboxed, on our own origin, where it was last time. Closing asks nothing: the page
 * is told, calls under way are awaited, and only then does the window go, so drafts and entries are kept.
 */
import { BrowserWindow, nativeTheme, screen } from "electron";
import { CLOSING_COMMAND } from "#shared/host/bridge.ts";
import { ORIGIN, PARTITION, PRODUCT_NAME } from "../app-identity.ts";
import { MENU_CHANNEL } from "../ipc/channels.ts";
import { placeWindow, SMALLEST, type WindowBounds } from "./window-bounds.ts";
import { readWindowState, writeWindowState } from "./window-state.ts";

export interface DeskWindowOptions {
  /** Where `window.json` lies. */
  readonly folder: string;
  readonly preload: string;
  readonly devTools: boolean;
  /** Resolves when no host call is under way. */
  readonly settled: () => Promise<void>;
}

/** The page's background, so that nothing flashes before the first paint. */
const PAPER = { light: "#F7F7F4", dark: "#16181A" };
/** Time for the page to write its drafts, and the most that closing may take: a backup may be made meanwhile. */
const DRAFTS_MS = 150;
const CLOSE_AT_MOST_MS = 6000;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function workAreas(): [WindowBounds, ...WindowBounds[]] {
  const primary = screen.getPrimaryDisplay();
  return [
    primary.workArea,
    ...screen
      .getAllDisplays()
      .filter((display) => display.id !== primary.id)
      .map((display) => display.workArea),
  ];
}

function keepDraftsOnClose(window: BrowserWindow, { folder, settled }: DeskWindowOptions): void {
  let leaving = false;
  window.on("close", (event) => {
    writeWindowState(folder, { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
    event.preventDefault();
    if (leaving) return;
    leaving = true;
    window.webContents.send(MENU_CHANNEL, CLOSING_COMMAND);
    window.hide();
    const done = wait(DRAFTS_MS).then(settled);
    Promise.race([done, wait(CLOSE_AT_MOST_MS)]).then(
      () => window.destroy(),
      () => window.destroy(),
    );
  });
  // Drafts are kept, so the page has no reason to hold the window back with a question.
  window.webContents.on("will-prevent-unload", (event) => event.preventDefault());
}

/** The page may not ask for the full screen: both permission handlers deny, and the window does it itself. */
function fullScreenByKey(window: BrowserWindow): void {
  window.webContents.on("before-input-event", (event, input) => {
    if (input.type !== "keyDown" || input.key !== "F11" || input.isComposing || input.isAutoRepeat) return;
    event.preventDefault();
    window.setFullScreen(!window.isFullScreen());
  });
}

export function openDeskWindow(options: DeskWindowOptions): BrowserWindow {
  const saved = readWindowState(options.folder);
  const window = new BrowserWindow({
    ...placeWindow(saved?.bounds ?? null, workAreas()),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: PRODUCT_NAME,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light,
    webPreferences: {
      preload: options.preload,
      partition: PARTITION,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: options.devTools,
      // A minimised desk must renew its lease every 5 s; throttled timers would lose it.
      backgroundThrottling: false,
      v8CacheOptions: "code",
    },
  });
  if (saved?.maximized === true) window.maximize();
  window.once("ready-to-show", () => window.show());
  keepDraftsOnClose(window, options);
  fullScreenByKey(window);
  window.loadURL(`${ORIGIN}/`).catch(() => undefined);
  return window;
}
