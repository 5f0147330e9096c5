/**
 * The window that the desk opens by itself, in its own profile in the data folder, driven from outside: an installed
 * browser that is told where to listen. The host closes and opens it as it likes; whoever drives asks for it again.
 */
import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Browser, chromium, type Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { findTestBrowser } from "../../build/scripts/find-browser.ts";
import { type Desk, launchDesk } from "../support/launch.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { deskIsOpen } from "./desk-page.ts";
import { photographFailure } from "./place.ts";

export interface OwnWindow {
  readonly page: Page;
  /** Lets go of it; the window stays. */
  letGo(): Promise<void>;
}

/** A folder in which `chromium` is the test's browser, without a screen and with an ear. */
export async function listeningBrowser(): Promise<string> {
  const bin = await temporaryFolder();
  const { executablePath, args, env } = await findTestBrowser();
  const path = join(bin, "chromium");
  const library = env.LD_LIBRARY_PATH === undefined ? "" : `LD_LIBRARY_PATH='${env.LD_LIBRARY_PATH}' `;
  await writeFile(path, `#!/bin/sh\n${library}exec '${executablePath}' --headless=new --remote-debugging-port=0 --window-size=1366,868 --lang=zh-CN --accept-lang=zh-CN ${args.join(" ")} "$@"\n`);
  await chmod(path, 0o755);
  return bin;
}

/** A desk that opens its window by itself. */
export async function startWithWindow(place: { readonly folder: string; readonly port: number; readonly bin: string }, flags: readonly string[] = []): Promise<Desk> {
  const desk = await launchDesk({ dataFolder: place.folder, port: place.port, open: true, asBuilt: true, flags, env: { PATH: `${place.bin}:${process.env.PATH ?? ""}`, LANGUAGE: "zh_CN" } });
  onTestFinished(() => desk.kill().catch(() => undefined));
  return desk;
}

const WITHIN_MS = 60_000;

/** The desk's window as soon as there is one. */
export async function ownWindow({ dataFolder, port }: Pick<Desk, "dataFolder" | "port">): Promise<OwnWindow> {
  for (const until = performance.now() + WITHIN_MS; performance.now() < until; await wait(100)) {
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
    photographFailure(page);
    return { page, letGo: () => browser.close() };
  }
  throw new Error("the desk opened no window");
}

/** The window once the desk stands in it, however often the host closes it and opens it again on the way. */
export async function openedDesk(desk: Pick<Desk, "dataFolder" | "port">, withinMs = WITHIN_MS): Promise<OwnWindow> {
  for (const until = performance.now() + withinMs; performance.now() < until; ) {
    const window = await ownWindow(desk);
    const closed = new Promise<false>((resolve) => window.page.once("close", () => resolve(false)));
    const isOpen = await Promise.race([deskIsOpen(window.page).then(() => true), closed, wait(until - performance.now(), false)]).catch(() => false);
    if (isOpen) return window;
    await window.letGo().catch(() => undefined);
  }
  throw new Error("the desk did not open");
}

/** Null while nobody listens there. */
async function connect(dataFolder: string): Promise<Browser | null> {
  const [listens] = (await readFile(join(dataFolder, "browser-profile", "DevToolsActivePort"), "utf8").catch(() => "")).split("\n");
  if (listens === undefined || listens === "") return null;
  return chromium.connectOverCDP(`http://127.0.0.1:${listens}`, { timeout: 5_000 }).catch(() => null);
}
