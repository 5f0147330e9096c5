/**
 * Opens the desk as a window of an installed browser, with a profile of its own in the data folder, and
 * tells when that window is closed. Its pages get the launch key over the debugging pipe, never by the command
 * line, and the browser ends with this process. Nothing of the browser's own talks to the network meanwhile.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { handKeyOver } from "./debugging-pipe.ts";

export interface BrowserWindow {
  /** Resolves when the browser has ended: the window was closed, or never came up. */
  readonly closed: Promise<{ readonly afterMs: number; readonly code: number | null }>;
  close(): void;
}

const CLOSE_WITHIN_MS = 10_000;

/** Of every browser that this process opens. */
export const BROWSER_FLAGS: readonly string[] = [
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-breakpad",
  "--disable-sync",
  "--disable-quic",
  "--no-pings",
  "--password-store=basic",
  "--remote-debugging-pipe",
  // as root, as in a container, the browser's own sandbox cannot start
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/** Where the opened browser keeps its files, the database among them. */
export const browserProfile = (dataFolder: string): string => join(dataFolder, "browser-profile");

export interface WindowPlace {
  readonly origin: string;
  /** Behind the origin. */
  readonly path: string;
  readonly key: string;
  readonly dataFolder: string;
  /** Nobody sees it. */
  readonly hidden?: true;
}

export function openBrowserWindow(
  browserPath: string,
  { origin, path, key, dataFolder, hidden }: WindowPlace,
): BrowserWindow {
  const profile = browserProfile(dataFolder);
  const startedAt = performance.now();
  const shown = hidden === true ? ["--headless", `${origin}${path}`] : [`--app=${origin}${path}`];
  const browser = spawn(browserPath, [...BROWSER_FLAGS, `--user-data-dir=${profile}`, ...shown], {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
  });
  const [, , , toBrowser, fromBrowser] = browser.stdio;
  if (toBrowser instanceof Writable && fromBrowser instanceof Readable)
    handKeyOver({ toBrowser, fromBrowser }, origin, key);
  const closed = new Promise<{ afterMs: number; code: number | null }>((resolve) => {
    const end = (code: number | null): void => resolve({ afterMs: performance.now() - startedAt, code });
    browser.once("error", () => end(null));
    browser.once("exit", end);
  });
  const close = (): void => {
    browser.kill();
    // one that does not listen would keep its profile for ever
    setTimeout(() => browser.exitCode ?? browser.signalCode ?? browser.kill("SIGKILL"), CLOSE_WITHIN_MS).unref();
  };
  return { closed, close };
}
