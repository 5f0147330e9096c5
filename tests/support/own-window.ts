/**
 * The window that a desk opens by itself, in its own profile in the data folder, driven from outside: an installed
 * browser that is told to listen. The host closes and opens it as it likes; whoever drives asks for it again.
 */
import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Browser, chromium, type Page } from "playwright-core";
import { findTestBrowser } from "../../build/scripts/find-browser.ts";
import type { Desk, LaunchOptions } from "./launch.ts";

export interface OwnWindow {
  readonly page: Page;
  /** Lets go of it; the window stays. */
  letGo(): Promise<void>;
}

/**
 * Makes `chromium` in a folder: the test's browser, without a screen and with an ear. @returns how a desk is launched
 * that finds it first
 */
export async function listeningBrowser(bin: string): Promise<Pick<LaunchOptions, "open" | "asBuilt" | "env">> {
  const ear = ["--headless=new", "--remote-debugging-port=0", "--window-size=1366,868"];
  return { open: true, asBuilt: true, env: await browserIn(bin, [...ear, "--lang=zh-CN", "--accept-lang=zh-CN"]) };
}

/** Makes `chromium` in a folder: the test's browser with more flags. @returns where it is found first */
export async function browserIn(bin: string, more: readonly string[] = []): Promise<{ readonly PATH: string }> {
  const { executablePath, args, env } = await findTestBrowser();
  const path = join(bin, "chromium");
  const library = env.LD_LIBRARY_PATH === undefined ? "" : `LD_LIBRARY_PATH='${env.LD_LIBRARY_PATH}' `;
  await writeFile(path, `#!/bin/sh\n${library}exec '${executablePath}' ${[...more, ...args].join(" ")} "$@"\n`);
  await chmod(path, 0o755);
  return { PATH: `${bin}:${process.env.PATH ?? ""}` };
}

type Opened = Pick<Desk, "dataFolder" | "port">;
const WITHIN_MS = 60_000;

/** The desk's window as soon as there is one. */
export async function ownWindow({ dataFolder, port }: Opened, withinMs = WITHIN_MS): Promise<OwnWindow> {
  for (const until = performance.now() + withinMs; performance.now() < until; await wait(100)) {
    const browser = await connect(dataFolder);
    const page = browser
      ?.contexts()
      .flatMap((context) => context.pages())
      .find((each) => each.url().startsWith(`http://127.0.0.1:${port}/`));
    if (browser === null || page === undefined) {
      await browser?.close();
      continue;
    }
    page.setDefaultTimeout(30_000);
    return { page, letGo: () => browser.close() };
  }
  throw new Error("the desk opened no window");
}

/** The window once the scan box stands in it, however often the host closes it and opens it again on the way. */
export async function openedDesk(desk: Opened, withinMs = WITHIN_MS): Promise<OwnWindow> {
  for (const until = performance.now() + withinMs; performance.now() < until; ) {
    const window = await ownWindow(desk, until - performance.now());
    const closed = new Promise<false>((resolve) => window.page.once("close", () => resolve(false)));
    const stands = window.page
      .locator(".scan input")
      .waitFor({ timeout: Math.max(1, until - performance.now()) })
      .then(() => true);
    if (await Promise.race([stands, closed]).catch(() => false)) return window;
    await window.letGo().catch(() => undefined);
  }
  throw new Error("the desk did not open");
}

/** Null while nobody listens there. */
async function connect(dataFolder: string): Promise<Browser | null> {
  const [listens] = (
    await readFile(join(dataFolder, "browser-profile", "DevToolsActivePort"), "utf8").catch(() => "")
  ).split("\n");
  if (listens === undefined || listens === "") return null;
  return chromium.connectOverCDP(`http://127.0.0.1:${listens}`, { timeout: 5_000 }).catch(() => null);
}
